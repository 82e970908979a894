public import Martlet

/// Shows that a worker is there and answers.
public struct PingWorker: Activity {
    /// Creates the activity.
    public init() {}

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "PingWorker",
        version: "1",
        startToClose: .seconds(30),
        description: "Answers."
    )

    /// Answers `pong`.
    public func run(_ input: Nothing, context: ActivityContext) async throws -> String {
        "pong"
    }
}
