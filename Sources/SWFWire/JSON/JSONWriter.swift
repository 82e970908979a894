import SWFModel

/// Writes values as JSON while they encode themselves: no tree is built, the bytes come out in the order of the calls.
///
/// Members appear in the order in which a type encodes them, which is alphabetical throughout SWFModel. Containers have
/// no end call in `Codable`, so a container is closed when its value has finished or when something is written to a
/// container around it. A type that writes to one after that makes a mistake, and throws unless another container has
/// been opened in its place.
final class JSONWriter: Encoder {
    /// What has been written. Containers call one mutating method of it for each member: every access to a variable of a
    /// class is checked for exclusivity when the program runs, and one check a byte took a third of the time.
    var output = JSONOutput()

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedWriter<Key>(writer: self, depth: output.openOwn(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedWriter(writer: self, depth: output.openOwn(.array))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONValueWriter(writer: self) }

    /// Writes a value and closes what it opened.
    func encode<Value: Encodable>(_ value: Value) throws {
        if Value.self == Timestamp.self, let timestamp = value as? Timestamp {
            output.write(timestamp)
            return
        }
        let outer = output.beginValue()
        try value.encode(to: self)
        output.endValue(outer)
    }
}
