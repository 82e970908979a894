/// Decodes values from a parsed JSON text. Unknown members are ignored, null counts as absent.
///
/// It is two words, so it travels in an `any Decoder` without an allocation.
struct JSONReader: Decoder {
    let document: JSONDocument
    let node: Int

    var codingPath: [any CodingKey] { document.path(to: node) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(JSONKeyedReader<Key>(reader: try expect(.object, "an object")))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        JSONUnkeyedReader(reader: try expect(.array, "a list"))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    private func expect(_ kind: JSONNode.Kind, _ name: String) throws -> JSONReader {
        guard document.nodes[node].kind == kind else { throw mismatch([String: String].self, name) }
        return self
    }

    /// The error for a value of the wrong kind.
    func mismatch(_ type: any Any.Type, _ expected: String) -> DecodingError {
        let found =
            switch document.nodes[node].kind {
            case .null: "null"
            case .true, .false: "a boolean"
            case .integer, .decimal: "a number"
            case .string: "text"
            case .array: "a list"
            case .object: "an object"
            }
        let context = DecodingError.Context(
            codingPath: codingPath,
            debugDescription: "Expected \(expected), found \(found)."
        )
        return .typeMismatch(type, context)
    }

    func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        guard let number = document.number(node) else { throw mismatch(type, "a number") }
        // 1.0 is read as 1: some clients write every number with a fraction.
        if let integer = number.integer, let value = Value(exactly: integer) { return value }
        throw mismatch(type, "a whole number within range")
    }

    func double() throws -> Double {
        guard let double = document.number(node)?.double, double.isFinite else {
            throw mismatch(Double.self, "a number")
        }
        return double
    }

    func string() throws -> String {
        guard document.nodes[node].kind == .string else { throw mismatch(String.self, "text") }
        return document.text(node)
    }

    func bool() throws -> Bool {
        switch document.nodes[node].kind {
        case .true: return true
        case .false: return false
        default: throw mismatch(Bool.self, "true or false")
        }
    }
}

extension JSONReader: SingleValueDecodingContainer {
    func decodeNil() -> Bool { document.nodes[node].kind == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try bool() }
    func decode(_ type: String.Type) throws -> String { try string() }
    func decode(_ type: Double.Type) throws -> Double { try double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try double()) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}
