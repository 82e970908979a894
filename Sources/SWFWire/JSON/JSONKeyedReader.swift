/// The members of an object, by key.
struct JSONKeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let reader: JSONReader

    var codingPath: [any CodingKey] { reader.codingPath }

    var allKeys: [Key] {
        let nodes = reader.document.nodes
        var keys: [Key] = []
        var names: Set<String> = []
        var node = reader.node + 1
        while node < nodes[reader.node].next {
            let name = reader.document.text(node)
            // A repeated key is one member.
            if names.insert(name).inserted, let key = Key(stringValue: name) { keys.append(key) }
            node = nodes[node + 1].next
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { find(key) == nil }

    /// The value of a key; nil when it is absent or null.
    private func find(_ key: Key) -> JSONReader? {
        guard let node = reader.document.member(key.stringValue, of: reader.node),
            reader.document.nodes[node].kind != .null
        else { return nil }
        return JSONReader(document: reader.document, node: node)
    }

    private func value(_ key: Key) throws -> JSONReader {
        if let found = find(key) { return found }
        let context = DecodingError.Context(
            codingPath: codingPath,
            debugDescription: "The member \(key.stringValue) is missing."
        )
        throw DecodingError.keyNotFound(key, context)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key).double() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).integer(type) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: value(key))
    }

    // The defaults of the protocol look a key up three times; these, the ones the model uses most, once.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try find(key)?.bool() }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try find(key)?.string() }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try find(key)?.integer(type) }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try find(key).map { try Value(from: $0) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try value(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try value(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        // The key is the superclass's own, so the subclass's keys need not know it.
        let node = reader.document.member("super", of: reader.node)
        return JSONReader(document: reader.document, node: node ?? reader.node)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}
