/// What an article's XML is looked through for before the parser sees it.
///
/// The parser (libxml2 through FoundationXML) loads nothing from outside, but it drops an entity that it was not given
/// without a word, and a declared one can grow without end. So no file that declares entities is read, and a named
/// character that only a DTD could explain is reported instead of vanishing from the article. Only encodings in which
/// an ASCII character is one byte are read: what is looked for cannot hide behind another.
///
/// FoundationXML ends the process where libxml2 hands it a missing text: for a processing instruction of a name alone,
/// `<?x?>`, and for declarations of attributes and notations. The first gets a blank, the others are refused.
struct MarkupGuard {
    private let bytes: [UInt8]
    private var index = 0
    /// Where processing instructions end that are a name alone.
    private var bareInstructions: [Int] = []

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The five names that XML itself knows.
    private static let predefined: Set<String> = ["amp", "apos", "gt", "lt", "quot"]
    /// What a file may say in its XML declaration.
    private static let encodings: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1"]

    /// Refuses a file that is empty, differently encoded, declares anything but elements or uses unknown entities.
    ///
    /// - Returns: The bytes for the parser: the file's own, save for blanks in processing instructions.
    static func check(_ bytes: [UInt8]) throws(MarkupProblem) -> [UInt8] {
        var reader = MarkupGuard(bytes)
        try reader.check()
        if reader.bareInstructions.isEmpty { return bytes }
        var checked: [UInt8] = []
        checked.reserveCapacity(bytes.count + reader.bareInstructions.count)
        var start = 0
        for end in reader.bareInstructions {
            checked.append(contentsOf: bytes[start..<end])
            checked.append(0x20)
            start = end
        }
        checked.append(contentsOf: bytes[start...])
        return checked
    }

    private mutating func check() throws(MarkupProblem) {
        if starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
        guard bytes[index...].contains(where: { !Self.isBlank($0) }) else {
            throw MarkupProblem(sentence: "The file is empty.")
        }
        if bytes.prefix(4).contains(0) || starts(with: [0xFE, 0xFF]) || starts(with: [0xFF, 0xFE]) {
            throw MarkupProblem(sentence: "The file is not encoded in UTF-8; save it as UTF-8.")
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&") {
                try reference()
            } else if bytes[index] != UInt8(ascii: "<") {
                index += 1
            } else if starts(with: "<!--") {
                skip(past: "-->", after: 4)
            } else if starts(with: "<![CDATA[") {
                skip(past: "]]>", after: 9)
            } else if starts(with: "<?") {
                try instruction()
            } else if starts(with: "<!DOCTYPE") {
                try documentType()
            } else {
                index += 1
            }
        }
    }

    private mutating func reference() throws(MarkupProblem) {
        let start = index
        index += 1
        let nameStart = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
        // A bare "&", a number and a missing semicolon are the parser's to judge.
        guard index < bytes.count, bytes[index] == UInt8(ascii: ";"), !name.isEmpty, !name.hasPrefix("#") else {
            return
        }
        guard Self.predefined.contains(name) else {
            throw MarkupProblem(
                sentence:
                    "The named character &\(name.clipped(to: 60)); is defined only in a DTD, and none is loaded: write the character"
                    + " itself or its number.",
                place: place(of: start)
            )
        }
    }

    private mutating func instruction() throws(MarkupProblem) {
        let start = index
        skipInstruction()
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard text.hasPrefix("<?xml"), text.dropFirst(5).first?.isWhitespace == true,
            let range = text.firstRange(of: "encoding")
        else { return }
        let encoding = text[range.upperBound...].drop { $0.isWhitespace || $0 == "=" || $0 == "'" || $0 == "\"" }
            .prefix { $0 != "'" && $0 != "\"" && !$0.isWhitespace }
        guard Self.encodings.contains(encoding.lowercased()) else {
            throw MarkupProblem(
                sentence: "The file says that it is encoded in \(encoding.clipped(to: 40)); save it as UTF-8.",
                place: place(of: start)
            )
        }
    }

    private mutating func documentType() throws(MarkupProblem) {
        let start = index
        index += 9
        var quote: UInt8?
        var inSubset = false
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if starts(with: "<!--") {
                skip(past: "-->", after: 4)
                continue
            } else if starts(with: "<?") {
                skipInstruction()
                continue
            } else if starts(with: "<!ATTLIST") || starts(with: "<!NOTATION") {
                throw MarkupProblem(
                    sentence: "The file declares attributes or notations in its DOCTYPE, which is not allowed: write"
                        + " attributes where they belong and remove the declarations.",
                    place: place(of: index)
                )
            } else if starts(with: "<!ENTITY") {
                throw MarkupProblem(
                    sentence: "The file declares entities in its DOCTYPE, which is not allowed: write the characters"
                        + " themselves and remove the declarations.",
                    place: place(of: index)
                )
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                inSubset = true
            } else if byte == UInt8(ascii: "]") {
                inSubset = false
            } else if byte == UInt8(ascii: ">"), !inSubset {
                index += 1
                return
            }
            index += 1
        }
        throw MarkupProblem(sentence: "The DOCTYPE is not closed.", place: place(of: start))
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { expected in
            guard index + expected.count <= bytes.count else { return false }
            for offset in 0..<expected.count where bytes[index + offset] != expected[offset] { return false }
            return true
        }
    }

    private func starts(with expected: [UInt8]) -> Bool {
        bytes[index...].starts(with: expected)
    }

    private mutating func skipInstruction() {
        let start = index
        skip(past: "?>", after: 2)
        if !bytes[start..<index].contains(where: Self.isBlank) { bareInstructions.append(max(start, index - 2)) }
    }

    private mutating func skip(past text: StaticString, after opening: Int) {
        index += opening
        while index < bytes.count, !starts(with: text) { index += 1 }
        index = min(bytes.count, index + text.utf8CodeUnitCount)
    }

    private func place(of position: Int) -> MarkupPlace {
        let before = bytes[..<position]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return MarkupPlace(line: line, column: position - lineStart + 1)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default:
            byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#")
        }
    }
}
