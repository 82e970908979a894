import Foundation
import SWFModel

/// The input that somebody gives on the command line: JSON text, or `@file`, or `@-` for standard input.
public enum InputText {
    /// The JSON text, checked; nil when none was given.
    ///
    /// - Parameters:
    ///   - argument: What was given.
    ///   - option: The option that it was given for, for the sentence that refuses it.
    ///
    /// - Throws: ``Complaint`` (usage) when the file cannot be read, the text is no JSON, or it is longer than the
    ///   32,768 characters of the protocol.
    public static func read(_ argument: String?, option: String = "--input") throws(Complaint) -> String? {
        guard let argument else { return nil }
        var text = argument
        if argument.hasPrefix("@") {
            text = String(decoding: try ArgumentFile.read(String(argument.dropFirst()), of: option), as: UTF8.self)
        }
        guard (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil else {
            let hint = argument.hasPrefix("@") ? "" : " A text stands in double quotes: \(option) '\"text\"'."
            throw Complaint(.usage, "\(option) is no JSON: \(PlainText.short(text, 60)).\(hint)")
        }
        let length = text.utf16.count
        guard length <= Limits.dataCharacters else {
            throw Complaint(
                .usage,
                "\(option) has \(length) characters, and the protocol allows \(Limits.dataCharacters); "
                    + "pass a path or an address instead of the value."
            )
        }
        return text
    }
}
