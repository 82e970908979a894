/// The elements of a list, one after another. A null is no element: the service itself was seen to send `[null]` for a
/// list of tags (swf-observed.md W7), and no list of its model holds anything that may be absent.
struct JSONUnkeyedReader: UnkeyedDecodingContainer {
    private let document: JSONDocument
    private let list: Int
    private var node: Int
    private(set) var currentIndex = 0

    init(reader: JSONReader) {
        document = reader.document
        list = reader.node
        node = reader.node + 1
        skipNulls()
    }

    private mutating func skipNulls() {
        while !isAtEnd, document.nodes[node].kind == .null { node += 1 }
    }

    var codingPath: [any CodingKey] { document.path(to: list) }
    /// Not told, because the nulls would have to be counted out.
    var count: Int? { nil }
    var isAtEnd: Bool { node >= document.nodes[list].next }

    private mutating func next(_ type: any Any.Type) throws -> JSONReader {
        guard !isAtEnd else {
            let context = DecodingError.Context(codingPath: codingPath, debugDescription: "The list has ended.")
            throw DecodingError.valueNotFound(type, context)
        }
        let element = JSONReader(document: document, node: node)
        node = document.nodes[node].next
        currentIndex += 1
        skipNulls()
        return element
    }

    func decodeNil() throws -> Bool { false }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next(type).bool() }
    mutating func decode(_ type: String.Type) throws -> String { try next(type).string() }
    mutating func decode(_ type: Double.Type) throws -> Double { try next(type).double() }
    mutating func decode(_ type: Int.Type) throws -> Int { try next(type).integer(type) }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: next(type)) }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next(type).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next([String].self).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next(String.self) }
}
