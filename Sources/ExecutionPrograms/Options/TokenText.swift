public import CommandSupport
import Foundation

/// The task token that somebody gives on the command line: the token itself, `@file`, or `@-` for standard input.
public enum TokenText {
    /// The token, without white space around it.
    ///
    /// - Throws: ``Complaint`` (usage) when the file cannot be read, or there is no token in it.
    public static func read(_ argument: String) throws(Complaint) -> String {
        var text = argument
        if argument.hasPrefix("@") {
            text = String(decoding: try ArgumentFile.read(String(argument.dropFirst()), of: "the token"), as: UTF8.self)
        }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if token.isEmpty {
            throw Complaint(.usage, "The token is empty: give what the activity's context.taskToken gave.")
        }
        return token
    }
}
