/// Reads a JSON text (RFC 8259) into the flat list of its values.
///
/// It refuses what a service must not guess about: text after the value, a byte order mark, invalid UTF-8, half of a
/// surrogate pair, control characters in strings, numbers like `01`, `1.` and `NaN`, and nesting beyond
/// ``maximumDepth``. A repeated key is read; the last value counts.
struct JSONScanner {
    /// How deep lists and objects may nest. The deepest request of the service nests five.
    static let maximumDepth = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var nodes: [JSONNode] = []

    static func scan(_ bytes: [UInt8]) throws(JSONSyntaxError) -> [JSONNode] {
        guard bytes.count < Int(UInt32.max) else {
            throw JSONSyntaxError(reason: "it is longer than 4 GB", offset: 0)
        }
        // The closure cannot throw the typed error through the standard library, so it returns a result.
        return try bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(bytes: buffer)
            do throws(JSONSyntaxError) {
                try scanner.scanAll()
                return Result<[JSONNode], JSONSyntaxError>.success(scanner.nodes)
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A value takes about a dozen bytes in real requests; a wrong guess costs one more allocation.
        nodes.reserveCapacity(min(bytes.count / 12 + 8, 4096))
    }

    private mutating func scanAll() throws(JSONSyntaxError) {
        skipBlanks()
        try scanValue(depth: 0)
        skipBlanks()
        if position < bytes.count { throw fault("something follows the value") }
    }

    private mutating func scanValue(depth: Int) throws(JSONSyntaxError) {
        guard position < bytes.count else { throw fault("the text ends where a value should stand") }
        switch bytes[position] {
        case UInt8(ascii: "\""): try scanString()
        case UInt8(ascii: "{"): try scanContainer(.object, close: UInt8(ascii: "}"), depth: depth)
        case UInt8(ascii: "["): try scanContainer(.array, close: UInt8(ascii: "]"), depth: depth)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
        case UInt8(ascii: "t"): try scanWord("true", .true)
        case UInt8(ascii: "f"): try scanWord("false", .false)
        case UInt8(ascii: "n"): try scanWord("null", .null)
        default: throw fault("no value begins like this")
        }
    }

    private mutating func scanContainer(
        _ kind: JSONNode.Kind,
        close: UInt8,
        depth: Int
    ) throws(JSONSyntaxError) {
        guard depth < Self.maximumDepth else {
            throw fault("lists and objects nest deeper than \(Self.maximumDepth)")
        }
        let container = nodes.count
        nodes.append(JSONNode(kind, start: position))
        position += 1
        skipBlanks()
        var count = 0
        if peek() == close {
            position += 1
        } else {
            while true {
                if kind == .object {
                    guard peek() == UInt8(ascii: "\"") else { throw fault("a key in quotation marks is missing") }
                    try scanString()
                    skipBlanks()
                    guard peek() == UInt8(ascii: ":") else { throw fault("a colon is missing after the key") }
                    position += 1
                    skipBlanks()
                }
                try scanValue(depth: depth + 1)
                count += 1
                skipBlanks()
                let byte = peek()
                if byte == close {
                    position += 1
                    break
                }
                guard byte == UInt8(ascii: ",") else {
                    throw fault(kind == .object ? "a comma or } is missing" : "a comma or ] is missing")
                }
                position += 1
                skipBlanks()
            }
        }
        nodes[container].count = count
        nodes[container].next = nodes.count
    }

    private mutating func scanString() throws(JSONSyntaxError) {
        position += 1
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                append(.string, start: start, hasEscapes: hasEscapes)
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            case 0..<0x20: throw fault("a control character stands in a string without an escape")
            case 0x20..<0x80: position += 1
            default: try skipMultibyte()
            }
        }
        throw fault("a string has no end")
    }

    /// Steps over `\n`, `\u0041` or a pair such as `\ud83d\ude00`.
    private mutating func skipEscape() throws(JSONSyntaxError) {
        guard position + 1 < bytes.count else { throw fault("a string has no end") }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            guard let unit = JSONText.unit(bytes, at: position + 2) else {
                throw fault("four hexadecimal digits must follow \\u")
            }
            switch unit {
            case 0xD800..<0xDC00:
                guard position + 7 < bytes.count, bytes[position + 6] == UInt8(ascii: "\\"),
                    bytes[position + 7] == UInt8(ascii: "u"),
                    let low = JSONText.unit(bytes, at: position + 8), (0xDC00..<0xE000).contains(low)
                else { throw fault("a surrogate stands alone") }
                position += 12
            case 0xDC00..<0xE000: throw fault("a surrogate stands alone")
            default: position += 6
            }
        default: throw fault("there is no such escape")
        }
    }

    /// Steps over one character of two to four bytes, well formed as Unicode's table 3-7 has it.
    private mutating func skipMultibyte() throws(JSONSyntaxError) {
        let first = bytes[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: throw fault("the text is not UTF-8")
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else {
            throw fault("the text is not UTF-8")
        }
        for offset in 2..<max(length, 2) where !(0x80...0xBF).contains(bytes[position + offset]) {
            throw fault("the text is not UTF-8")
        }
        position += length
    }

    private mutating func scanNumber() throws(JSONSyntaxError) {
        let start = position
        var kind = JSONNode.Kind.integer
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
        } else {
            try skipDigits()
        }
        if peek() == UInt8(ascii: ".") {
            kind = .decimal
            position += 1
            try skipDigits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            kind = .decimal
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        append(kind, start: start)
    }

    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        if position == start { throw fault("a digit is missing") }
    }

    private mutating func scanWord(_ word: StaticString, _ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        let start = position
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        for letter in letters {
            guard peek() == letter else { throw fault("no value begins like this") }
            position += 1
        }
        append(kind, start: start)
    }

    private mutating func append(_ kind: JSONNode.Kind, start: Int, hasEscapes: Bool = false) {
        var node = JSONNode(kind, start: start, hasEscapes: hasEscapes)
        node.count = position - start
        node.next = nodes.count + 1
        nodes.append(node)
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// The next byte; 0 at the end, which no rule here asks for.
    private func peek() -> UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func fault(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(reason: reason, offset: position) }
}
