/// A text that must not be seen: it prints as `(secret)` wherever it ends up, in a sentence, a log or a debugger's dump.
///
/// It is not `Codable` on purpose: a value that holds one cannot become the input of an execution, and so a part of a
/// history. Give an activity the name of a secret, and let it look the secret up where it is needed.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What is shown instead.
    public static let mask = "(secret)"

    private let text: String

    /// Hides a text.
    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that needs it.
    public func reveal() -> String { text }

    /// `(secret)`.
    public var description: String { Self.mask }
    /// `(secret)`.
    public var debugDescription: String { Self.mask }
    /// Nothing: `dump` would show the text.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
