/// A JSON object whose members keep their order: what is printed twice must look the same twice.
package struct OrderedObject<Value: Encodable>: Encodable {
    /// The members in order.
    var members: [(key: String, value: Value)]

    /// Creates the object from its members in order.
    package init(_ members: [(key: String, value: Value)]) {
        self.members = members
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes the members in order.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (key, value) in members { try container.encode(value, forKey: Key(key)) }
    }
}
