/// The members of an object being written.
struct JSONKeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func begin(_ key: Key) throws { try writer.output.beginMember(key.stringValue, depth: depth) }

    func encodeNil(forKey key: Key) throws {
        try begin(key)
        writer.output.writeNull()
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        try begin(key)
        writer.output.write(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try writer.output.member(key.stringValue, value, depth: depth)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        try begin(key)
        try writer.output.write(value)
    }

    func encode(_ value: Int, forKey key: Key) throws {
        try begin(key)
        writer.output.write(integer: value)
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try begin(key)
        try writer.encode(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        // This call cannot throw; a container that is closed by now refuses the first write to it instead.
        try? begin(key)
        return KeyedEncodingContainer(JSONKeyedWriter<NestedKey>(writer: writer, depth: writer.output.open(.object)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        try? begin(key)
        return JSONUnkeyedWriter(writer: writer, depth: writer.output.open(.array))
    }

    func superEncoder() -> any Encoder {
        try? writer.output.beginMember("super", depth: depth)
        return JSONNestedEncoder(writer: writer)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        try? begin(key)
        return JSONNestedEncoder(writer: writer)
    }
}

/// The elements of a list being written.
struct JSONUnkeyedWriter: UnkeyedEncodingContainer {
    let writer: JSONWriter
    let depth: Int
    private(set) var count = 0

    init(writer: JSONWriter, depth: Int) {
        self.writer = writer
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func begin() throws {
        try writer.output.beginElement(depth: depth)
        count += 1
    }

    mutating func encodeNil() throws {
        try begin()
        writer.output.writeNull()
    }

    mutating func encode(_ value: Bool) throws {
        try begin()
        writer.output.write(value)
    }

    mutating func encode(_ value: String) throws {
        try begin()
        writer.output.write(value)
    }

    mutating func encode(_ value: Double) throws {
        try begin()
        try writer.output.write(value)
    }

    mutating func encode(_ value: Int) throws {
        try begin()
        writer.output.write(integer: value)
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        try begin()
        try writer.encode(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        try? begin()
        return KeyedEncodingContainer(JSONKeyedWriter<NestedKey>(writer: writer, depth: writer.output.open(.object)))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        try? begin()
        return JSONUnkeyedWriter(writer: writer, depth: writer.output.open(.array))
    }

    mutating func superEncoder() -> any Encoder {
        try? begin()
        return JSONNestedEncoder(writer: writer)
    }
}

/// A value that is not made of members or elements.
struct JSONValueWriter: SingleValueEncodingContainer {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { writer.output.writeNull() }
    func encode(_ value: Bool) { writer.output.write(value) }
    func encode(_ value: String) { writer.output.write(value) }
    func encode(_ value: Double) throws { try writer.output.write(value) }
    func encode(_ value: Float) throws { try writer.output.write(Double(value)) }
    func encode(_ value: Int) { writer.output.write(integer: value) }
    func encode(_ value: Int8) { writer.output.write(integer: value) }
    func encode(_ value: Int16) { writer.output.write(integer: value) }
    func encode(_ value: Int32) { writer.output.write(integer: value) }
    func encode(_ value: Int64) { writer.output.write(integer: value) }
    func encode(_ value: UInt) { writer.output.write(integer: value) }
    func encode(_ value: UInt8) { writer.output.write(integer: value) }
    func encode(_ value: UInt16) { writer.output.write(integer: value) }
    func encode(_ value: UInt32) { writer.output.write(integer: value) }
    func encode(_ value: UInt64) { writer.output.write(integer: value) }
    func encode<Value: Encodable>(_ value: Value) throws { try writer.encode(value) }
}

/// What a superclass encodes itself to: a value of its own inside the subclass's.
struct JSONNestedEncoder: Encoder {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedWriter<Key>(writer: writer, depth: writer.output.open(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedWriter(writer: writer, depth: writer.output.open(.array))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONValueWriter(writer: writer) }
}
