public import Martlet

/// A letter to somebody.
public struct Letter: Codable, Hashable, Sendable {
    /// Who gets it.
    public var to: String
    /// What it says.
    public var text: String

    /// Creates a letter.
    public init(to: String, text: String) {
        self.to = to
        self.text = text
    }
}

/// Sends a letter.
public struct SendLetter: Activity {
    /// Name, version and defaults.
    public static let definition = ActivityDefinition("SendLetter", version: "1", startToClose: .minutes(1))

    /// Creates the activity.
    public init() {}

    /// Sends it. Here it goes into the worker's log; a mail server would be called with `context.idempotencyKey`, so that
    /// a second attempt sends no second letter.
    public func run(_ letter: Letter, context: ActivityContext) async throws -> Nothing {
        context.logger.notice("Letter to \(letter.to): \(letter.text)")
        return Nothing()
    }
}
