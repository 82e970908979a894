import Foundation
import SWFModel

/// The input that somebody gives on the command line: JSON text, or `@file`, or `@-` for standard input.
public enum InputText {
    /// The JSON text, checked; nil when none was given.
    ///
    /// - Throws: ``Complaint`` (usage) when the file cannot be read, the text is no JSON, or it is longer than the
    ///   32,768 characters of the protocol.
    public static func read(_ argument: String?) throws(Complaint) -> String? {
        guard let argument else { return nil }
        var text = argument
        if argument.hasPrefix("@") {
            let path = String(argument.dropFirst())
            let data: Data?
            do {
                data =
                    path == "-"
                    ? try FileHandle.standardInput.readToEnd()
                    : try Data(contentsOf: URL(filePath: path))
            } catch {
                throw Complaint(.usage, "--input \(argument): the file cannot be read: \(error.localizedDescription)")
            }
            text = String(decoding: data ?? Data(), as: UTF8.self)
        }
        guard (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil else {
            let hint = argument.hasPrefix("@") ? "" : " A text stands in double quotes: --input '\"text\"'."
            throw Complaint(.usage, "--input is no JSON: \(PlainText.short(text, 60)).\(hint)")
        }
        let length = text.utf16.count
        guard length <= Limits.dataCharacters else {
            throw Complaint(
                .usage,
                "--input has \(length) characters, and the protocol allows \(Limits.dataCharacters); "
                    + "pass a path or an address instead of the value."
            )
        }
        return text
    }
}
