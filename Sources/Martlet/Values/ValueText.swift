#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Values as they travel: JSON text with sorted keys, dates as seconds since 1970, null as an absent value.
package enum ValueText {
    /// The text of a value; nil for null.
    ///
    /// - Throws: ``ValueFailure`` when the value has no JSON form or more than 32,768 characters (swf-spec.md 2.1, Data).
    package static func encode(_ value: some Encodable, field: String) throws -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .secondsSince1970
        let text: String
        do {
            text = String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw ValueFailure(field: field, problem: "has no JSON form: \(words(for: error))")
        }
        try check(text, field: field)
        return text == "null" ? nil : text
    }

    /// The value of a text; nil counts as null.
    ///
    /// - Throws: ``ValueFailure`` with the place in the JSON.
    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String?, field: String) throws -> Value
    {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        // An empty text is no JSON, but is what some clients send for nothing.
        let isAbsent = text?.isEmpty ?? true
        do {
            return try decoder.decode(type, from: Data((isAbsent ? "null" : text ?? "null").utf8))
        } catch {
            let problem = isAbsent ? "is missing" : "cannot be read: \(words(for: error))"
            throw ValueFailure(field: field, problem: problem)
        }
    }

    /// Refuses text that is too long for a member of the wire.
    static func check(_ text: String?, field: String) throws {
        let length = text?.utf16.count ?? 0
        if length > Limits.dataCharacters {
            throw ValueFailure(
                field: field,
                problem:
                    "has \(length) characters; the limit is \(Limits.dataCharacters): pass large values by reference"
            )
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\(path(context.codingPath + [key])) is missing"
        case DecodingError.valueNotFound(_, let context):
            "\(path(context.codingPath)) is null"
        case DecodingError.typeMismatch(let type, let context):
            "\(path(context.codingPath)) is no \(type)"
        case DecodingError.dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not JSON: \(context.debugDescription)"
                : "\(path(context.codingPath)): \(context.debugDescription)"
        case EncodingError.invalidValue(_, let context):
            "\(path(context.codingPath)): \(context.debugDescription)"
        default:
            String(describing: error)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        if keys.isEmpty { return "the value" }
        return keys.reduce("") { text, key in
            if let index = key.intValue { return "\(text)[\(index)]" }
            return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
        }
    }
}
