/// A JSON value and where it stands in its file.
///
/// Foundation's decoder knows the place of a syntax error only; a settings file is written by hand, so a wrong type or
/// an unknown key needs its line as well.
struct JSONValue: Hashable, Sendable {
    /// Where the value begins.
    var position: JSONPosition
    /// What it is.
    var content: Content

    /// The six kinds of JSON values.
    indirect enum Content: Hashable, Sendable {
        case null
        case boolean(Bool)
        /// A number as it was spelled: settings are whole numbers or short fractions, and are converted where they are read.
        case number(String)
        case string(String)
        case array([JSONValue])
        /// The members in the order of the file; a repeated key is refused by the parser.
        case object([Member])
    }

    /// One member of an object.
    struct Member: Hashable, Sendable {
        /// The name.
        var key: String
        /// Where the name stands.
        var position: JSONPosition
        /// The value.
        var value: JSONValue
    }
}

extension JSONValue {
    /// What the value is, in a sentence: `the text "abc"`, `a list`.
    var described: String {
        switch content {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): "the text \(Self.quoted(text))"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// The value as compact JSON, members in the order of the file.
    var compact: String {
        switch content {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): Self.quoted(text)
        case .array(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.key)):\($0.value.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// The text as a JSON string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue {
    /// Whether it has members.
    var isObject: Bool {
        if case .object = content { true } else { false }
    }
}
