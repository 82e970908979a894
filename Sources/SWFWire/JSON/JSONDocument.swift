/// A parsed JSON text: its bytes, and one flat list of the values in them.
///
/// A flat list instead of a tree of enumerations: parsing makes no string and no object per value, a key is compared
/// where it stands, and text becomes a `String` only when somebody asks for it. A request of ten members costs two
/// allocations here.
final class JSONDocument: Sendable {
    /// The text as it came. Every string in it is valid UTF-8 with valid escapes: the scanner has seen to that.
    let bytes: [UInt8]
    /// The values in the order of the text, the root first. An object holds key, value, key, value, …
    let nodes: [JSONNode]

    init(bytes: [UInt8], nodes: [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// Parses the text.
    static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONDocument {
        JSONDocument(bytes: bytes, nodes: try JSONScanner.scan(bytes))
    }

    /// The value of that key in the object at that position; nil when there is none. Of a repeated key the last value
    /// counts, as it did in the service's own parser.
    func member(_ key: String, of object: Int) -> Int? {
        var key = key
        return key.withUTF8 { key in
            nodes.withUnsafeBufferPointer { nodes in
                bytes.withUnsafeBufferPointer { bytes in
                    let end = nodes[object].next
                    var node = object + 1
                    var found: Int?
                    while node < end {
                        let entry = nodes[node]
                        if entry.hasEscapes ? isEscaped(node, equalTo: key) : Self.isEqual(bytes, entry, key) {
                            found = node + 1
                        }
                        node = nodes[node + 1].next
                    }
                    return found
                }
            }
        }
    }

    /// Whether the text of that node is this string.
    func isText(_ node: Int, equalTo string: String) -> Bool {
        let entry = nodes[node]
        if entry.hasEscapes { return text(node) == string }
        var string = string
        return string.withUTF8 { string in
            bytes.withUnsafeBufferPointer { Self.isEqual($0, entry, string) }
        }
    }

    private func isEscaped(_ node: Int, equalTo string: UnsafeBufferPointer<UInt8>) -> Bool {
        text(node).utf8.elementsEqual(string)
    }

    private static func isEqual(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ entry: JSONNode,
        _ string: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard entry.count == string.count else { return false }
        let start = entry.start
        for offset in 0..<string.count where bytes[start + offset] != string[offset] { return false }
        return true
    }

    /// The text of a string, escapes resolved; of any other value the bytes as they stand.
    func text(_ node: Int) -> String {
        let entry = nodes[node]
        return bytes.withUnsafeBufferPointer { bytes in
            let raw = UnsafeBufferPointer(rebasing: bytes[entry.start..<entry.start + entry.count])
            return entry.hasEscapes ? JSONText.unescaped(raw) : String(decoding: raw, as: UTF8.self)
        }
    }

    /// The keys and positions from the root to a node; for messages only, so it is looked for and not kept.
    func path(to target: Int) -> [JSONPathKey] {
        var path: [JSONPathKey] = []
        var node = 0
        while node != target {
            let entry = nodes[node]
            let isObject = entry.kind == .object
            guard isObject || entry.kind == .array else { break }
            var child = node + 1
            var index = 0
            while child < entry.next {
                let value = isObject ? child + 1 : child
                let next = nodes[value].next
                if target < next {
                    path.append(isObject ? JSONPathKey(stringValue: text(child)) : JSONPathKey(intValue: index))
                    node = value
                    break
                }
                child = next
                index += 1
            }
            if child >= entry.next { break }
        }
        return path
    }
}

/// A step on the way to a value: the key of a member or the position in a list.
struct JSONPathKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
