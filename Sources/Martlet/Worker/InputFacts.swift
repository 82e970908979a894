#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Members of a task's input that lines about the task carry, so that a log can be searched by what the task is about.
enum InputFacts {
    /// A value is cut to so many characters.
    static let limit = 200

    /// The members of those names that are texts, numbers or yes and no; lists and objects are left out, as is an input that
    /// is no JSON object.
    static func of(_ input: String?, keys: [String]) -> [(key: String, value: String)] {
        guard !keys.isEmpty, let input, input.utf8.first == UInt8(ascii: "{"),
            let members = try? JSONDecoder().decode([String: Value].self, from: Data(input.utf8))
        else { return [] }
        return keys.compactMap { key in
            guard let text = members[key]?.text else { return nil }
            return (key, text.count > limit ? text.prefix(limit - 1) + "…" : text)
        }
    }

    /// A member whose kind is not known before.
    private struct Value: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode(String.self) {
                text = value
            } else if let value = try? container.decode(Bool.self) {
                text = "\(value)"
            } else if let value = try? container.decode(Int.self) {
                text = "\(value)"
            } else if let value = try? container.decode(Double.self) {
                text = "\(value)"
            }
        }
    }
}

extension Duration {
    /// The duration in seconds, to the millisecond.
    var roundedSeconds: Double {
        let (seconds, attoseconds) = components
        return (Double(seconds) * 1000 + (Double(attoseconds) / 1e15).rounded()) / 1000
    }
}
