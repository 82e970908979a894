import Foundation

@testable import AppSettings
@testable import SWFWire

extension FuzzTarget {
    /// Any text as JSON: our two readers must agree on what is JSON, and with Foundation's on what it says.
    static let json = FuzzTarget(name: "json", maximumLength: 2048) {
        JSONTexts.seeds
    } run: { bytes in
        try JSONTexts.check(bytes)
    }
}

/// The readers of JSON held against one another.
///
/// Three that were written apart do not make the same mistake. Where they differ on purpose, it is written here.
enum JSONTexts {
    static func check(_ bytes: [UInt8]) throws {
        let wire = try? JSONDocument.parse(bytes)
        if let wire { try structure(wire) }
        // Only the wire's reader takes bytes; the others take text, and what is no UTF-8 never is text.
        guard let text = String(validating: bytes, as: UTF8.self) else {
            try expect(wire == nil, "JSON that is no UTF-8 is read")
            return
        }
        let settings = try? JSONParser.parse(text)
        if let settings { try compact(settings) }
        guard isPlain(text) else { return }
        let foundation = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        // Numbers beyond a double are nothing to Foundation; a request with one is refused as the service does it.
        if let wire, !hasHugeNumber(wire) {
            // Foundation also takes what is no JSON, a comma before the end of a list.
            guard let foundation else {
                throw Finding(description: "the reader of the wire takes what Foundation refuses")
            }
            try expect(isSame(wire, 0, foundation), "the reader of the wire reads otherwise than Foundation")
        }
        // A repeated key is an error in settings, and so is a number beyond a double; both are read on the wire.
        if settings != nil { try expect(wire != nil, "the reader of settings takes what is no JSON") }
        if let wire, settings == nil {
            try expect(
                hasRepeatedKey(wire) || hasHugeNumber(wire),
                "the reader of settings refuses what is JSON"
            )
        }
    }

    /// Text in which the readers have no reason to differ.
    private static func isPlain(_ text: String) -> Bool {
        // The mark of a byte order may begin settings and what Foundation reads, but nothing on the wire. Foundation
        // guesses an encoding from zero bytes. It nests deeper than ours.
        !text.unicodeScalars.contains { $0 == "\u{FEFF}" || $0 == "\u{0}" } && depth(text) < 60
    }

    private static func depth(_ text: String) -> Int {
        text.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    }

    /// The flat list is a tree: each value ends where the next begins, within its parent.
    private static func structure(_ document: JSONDocument) throws(Finding) {
        let nodes = document.nodes
        try expect(nodes.first?.next == nodes.count, "the root does not end at the end")
        for (index, node) in nodes.enumerated() {
            try expect(node.next > index && node.next <= nodes.count, "the value at \(index) ends at \(node.next)")
            if node.kind == .string {
                try expect(node.start + node.count <= document.bytes.count, "a text ends behind the end")
                _ = document.text(index)
            }
            try expect(document.path(to: index).count <= JSONScanner.maximumDepth + 1, "a path is too long")
        }
    }

    /// Settings hand JSON on as compact text, which must say the same.
    private static func compact(_ value: JSONValue) throws(Finding) {
        let text = value.compact
        let again: JSONValue
        do {
            again = try JSONParser.parse(text)
        } catch {
            throw Finding(description: "compact JSON cannot be read again: \(error.reason)")
        }
        try expect(again.compact == text, "compact JSON is not stable")
        try expect((try? JSONDocument.parse(Array(text.utf8))) != nil, "compact JSON is no JSON on the wire")
    }

    private static func isSame(_ document: JSONDocument, _ node: Int, _ value: Any) -> Bool {
        let entry = document.nodes[node]
        switch entry.kind {
        case .null: return value is NSNull
        case .true, .false: return value as? Bool == (entry.kind == .true)
        case .string:
            guard let text = value as? String else { return false }
            return text.utf8.elementsEqual(document.text(node).utf8)
        case .integer, .decimal:
            // Foundation rounds long fractions in decimal, so the standard library says what the number is. Whole
            // numbers beyond 64 bits are a fault with us.
            guard let number = document.number(node)?.double else { return true }
            return value is NSNumber && number == Double(document.text(node))
        case .array:
            guard let values = value as? [Any], values.count == entry.count else { return false }
            var child = node + 1
            for value in values {
                guard isSame(document, child, value) else { return false }
                child = document.nodes[child].next
            }
            return child == entry.next
        case .object:
            guard let values = value as? [String: Any] else { return false }
            // Which one of repeated keys counts is not the same everywhere.
            if values.count != entry.count { return true }
            return values.allSatisfy { key, value in
                document.member(key, of: node).map { isSame(document, $0, value) } ?? false
            }
        }
    }

    private static func hasRepeatedKey(_ document: JSONDocument) -> Bool {
        document.nodes.indices.contains { index in
            guard document.nodes[index].kind == .object else { return false }
            var keys: Set<String> = []
            var node = index + 1
            while node < document.nodes[index].next {
                // Settings compare keys as people do: letters that look alike are alike.
                if !keys.insert(document.text(node)).inserted { return true }
                node = document.nodes[node + 1].next
            }
            return false
        }
    }

    private static func hasHugeNumber(_ document: JSONDocument) -> Bool {
        document.nodes.indices.contains { index in
            switch document.nodes[index].kind {
            case .integer, .decimal: Double(document.text(index))?.isFinite != true
            default: false
            }
        }
    }

    static let seeds: [FuzzTarget.Seed] = [
        .init("object", #"{"a":[1,-2.5e3,true,false,null],"b":{"c":"\u0041\n\ud83d\ude00"}}"#.utf8),
        .init("number", "-0.0000012E+10".utf8),
        .init("text", #""\"\\\/\b\f\n\r\t é ß 漢""#.utf8),
        .init("space", " [ 1 , \t2 ]\r\n".utf8),
        .init("repeated", #"{"a":1,"a":2}"#.utf8),
        .init("huge", "[1e999,123456789012345678901234567890]".utf8),
        .init("surrogate", #"["\ud800"]"#.utf8),
        .init("wide-digits", "[\"\\u\u{FF10}\u{FF10}\u{FF14}\u{FF11}\"]".utf8),
        .init("comma", "[1,]".utf8),
        .init("leading-zero", "[01]".utf8),
    ]
}
