import Foundation

/// Where a program writes, and what a reader there can see.
public struct Terminal: Sendable {
    /// Whether results go to a terminal rather than to a file or a pipe.
    public var isOutputTerminal: Bool
    /// Whether messages go to a terminal.
    public var isErrorTerminal: Bool
    /// Whether colour helps: on a terminal, unless `NO_COLOR` is set or the terminal is `dumb`.
    public var hasColour: Bool

    /// Creates the value from its parts.
    public init(isOutputTerminal: Bool = false, isErrorTerminal: Bool = false, hasColour: Bool = false) {
        self.isOutputTerminal = isOutputTerminal
        self.isErrorTerminal = isErrorTerminal
        self.hasColour = hasColour
    }

    /// The terminal of this process.
    public static func process() -> Terminal {
        let variables = ProcessInfo.processInfo.environment
        let output = isatty(STDOUT_FILENO) == 1
        let refused = variables["NO_COLOR"].map { !$0.isEmpty } ?? (variables["TERM"] == "dumb")
        return Terminal(
            isOutputTerminal: output,
            isErrorTerminal: isatty(STDERR_FILENO) == 1,
            hasColour: output && !refused
        )
    }

    /// Writes a line of results, at once: a reader of a pipe must not wait for a full buffer.
    public func print(_ line: String) {
        Self.write(line, to: FileHandle.standardOutput)
    }

    /// Writes a line for the person at the keyboard, at once, beside the results.
    public func complain(_ line: String) {
        Self.write(line, to: FileHandle.standardError)
    }

    /// The text in a colour, where colour helps.
    public func coloured(_ text: String, _ colour: Colour) -> String {
        hasColour && !text.isEmpty ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The few colours in use, by their codes.
    public enum Colour: Int, Sendable {
        case dim = 2
        case bold = 1
        case red = 31
        case green = 32
        case yellow = 33
    }

    private static func write(_ line: String, to file: FileHandle) {
        // A reader that went away is no reason to fail: there is nobody left to tell.
        try? file.write(contentsOf: Data((line + "\n").utf8))
    }
}
