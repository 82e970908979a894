/// Reads JSON (RFC 8259) into ``JSONValue``, with the line and column of everything.
struct JSONParser {
    /// Why a text is no JSON, and where.
    struct Failure: Error, Hashable {
        /// Where the reading stopped.
        var position: JSONPosition
        /// What was wrong there: a sentence without its full stop.
        var reason: String
    }

    /// How deep values may nest; beyond this a text is an accident or an attack.
    private static let maximumDepth = 64

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var position = JSONPosition(line: 1, column: 1)

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Reads a whole text, which must be one value.
    static func parse(_ text: String) throws(Failure) -> JSONValue {
        var parser = JSONParser(text)
        if parser.peek == "\u{FEFF}" { parser.index += 1 }
        parser.skipSpace()
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.peek == nil else { throw parser.failure("there is text after the end of the value") }
        return value
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func failure(_ reason: String, at place: JSONPosition? = nil) -> Failure {
        Failure(position: place ?? position, reason: reason)
    }

    private mutating func advance() {
        guard index < scalars.count else { return }
        if scalars[index] == "\n" {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
        index += 1
    }

    private mutating func skipSpace() {
        while let scalar = peek, scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" { advance() }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth < Self.maximumDepth else { throw failure("values nest deeper than \(Self.maximumDepth)") }
        let start = position
        guard let scalar = peek else { throw failure("the text ends where a value should stand") }
        let content: JSONValue.Content
        switch scalar {
        case "{": content = .object(try members(depth: depth))
        case "[": content = .array(try elements(depth: depth))
        case "\"": content = .string(try string())
        case "-", "0"..."9": content = .number(try number())
        default: content = try word()
        }
        return JSONValue(position: start, content: content)
    }

    private mutating func members(depth: Int) throws(Failure) -> [JSONValue.Member] {
        advance()
        var members: [JSONValue.Member] = []
        skipSpace()
        if peek == "}" {
            advance()
            return members
        }
        while true {
            skipSpace()
            let place = position
            guard peek == "\"" else {
                throw failure(
                    peek == "}" ? "a comma before } is one too many" : "a key in double quotes should stand here"
                )
            }
            let key = try string()
            guard !members.contains(where: { $0.key == key }) else {
                throw failure("the key \"\(key)\" stands twice in this object", at: place)
            }
            skipSpace()
            guard peek == ":" else { throw failure("a colon should stand after the key \"\(key)\"") }
            advance()
            skipSpace()
            members.append(JSONValue.Member(key: key, position: place, value: try value(depth: depth + 1)))
            skipSpace()
            switch peek {
            case ",": advance()
            case "}":
                advance()
                return members
            case nil: throw failure("the text ends inside an object")
            default: throw failure("a comma or } should stand here")
            }
        }
    }

    private mutating func elements(depth: Int) throws(Failure) -> [JSONValue] {
        advance()
        var values: [JSONValue] = []
        skipSpace()
        if peek == "]" {
            advance()
            return values
        }
        while true {
            skipSpace()
            if peek == "]" { throw failure("a comma before ] is one too many") }
            values.append(try value(depth: depth + 1))
            skipSpace()
            switch peek {
            case ",": advance()
            case "]":
                advance()
                return values
            case nil: throw failure("the text ends inside a list")
            default: throw failure("a comma or ] should stand here")
            }
        }
    }

    private mutating func word() throws(Failure) -> JSONValue.Content {
        let start = position
        var text = ""
        while let scalar = peek, scalar.properties.isAlphabetic {
            text.unicodeScalars.append(scalar)
            advance()
        }
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        case "":
            let found = peek.map { "\"\($0)\"" } ?? "the end"
            throw failure("a value should stand here, and \(found) does", at: start)
        default: throw failure("\(text) is no JSON value; texts stand in double quotes", at: start)
        }
    }

    private mutating func number() throws(Failure) -> String {
        let start = position
        var text = ""
        while let scalar = peek, isNumberPart(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        let digits = text.drop { $0 == "-" }
        let leadingZero = digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true
        let fraction = text.split(separator: ".", omittingEmptySubsequences: false)
        let openFraction = fraction.count == 2 && fraction[1].first?.isNumber != true
        guard !leadingZero, !openFraction, digits.first?.isNumber == true, Double(text)?.isFinite == true else {
            throw failure("\(text) is no JSON number", at: start)
        }
        return text
    }

    private func isNumberPart(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || "+-.eE".unicodeScalars.contains(scalar)
    }

    private mutating func string() throws(Failure) -> String {
        let start = position
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = peek {
            switch scalar {
            case "\"":
                advance()
                return String(text)
            case "\\": text.append(try escape())
            case _ where scalar.value < 0x20:
                throw failure("a text may not run over the end of its line; its closing quote is missing", at: start)
            default:
                text.append(scalar)
                advance()
            }
        }
        throw failure("the closing quote of this text is missing", at: start)
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        let start = position
        advance()
        guard let letter = peek else { throw failure("the text ends inside an escape", at: start) }
        advance()
        switch letter {
        case "\"", "\\", "/": return letter
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicode(start)
        default: throw failure("\\\(letter) is no escape that JSON has", at: start)
        }
    }

    private mutating func unicode(_ start: JSONPosition) throws(Failure) -> Unicode.Scalar {
        let first = try fourDigits(start)
        if (0xD800..<0xDC00).contains(first), peek == "\\" {
            advance()
            guard peek == "u" else { throw failure("the second half of a surrogate pair is missing", at: start) }
            advance()
            let second = try fourDigits(start)
            if (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        guard let scalar = Unicode.Scalar(first) else {
            throw failure("this escape is half of a surrogate pair", at: start)
        }
        return scalar
    }

    private mutating func fourDigits(_ start: JSONPosition) throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            // A character's value counts the wide digits of East Asian scripts too, which are no digits in JSON.
            guard let digit = peek.flatMap({ $0.isASCII ? Character($0).hexDigitValue : nil }) else {
                throw failure("four hexadecimal digits should follow \\u", at: start)
            }
            value = value * 16 + UInt32(digit)
            advance()
        }
        return value
    }
}
