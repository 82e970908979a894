import Foundation
import Testing

/// The rule of every key that is written: `_time` is a duration in seconds, `_timestamp` is seconds since 1970.
enum TimeNames {
    /// Expects that no key of the JSON breaks it.
    static func check(_ json: String) throws {
        check(try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed), path: "")
    }

    private static func check(_ value: Any, path: String) {
        if let list = value as? [Any] { list.forEach { check($0, path: path) } }
        for (key, member) in value as? [String: Any] ?? [:] {
            let name = "\(path).\(key)"
            if let number = (member as? NSNumber)?.doubleValue {
                #expect(!(key.hasSuffix("_time") && number > 1e9), "\(name) is \(number)")
                #expect(!(key.hasSuffix("_timestamp") && number < 1e9), "\(name) is \(number)")
            }
            check(member, path: name)
        }
    }
}
