public import Martlet

/// Adds numbers up.
public struct AddNumbers: Activity {
    /// Creates the activity.
    public init() {}

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "AddNumbers",
        version: "1",
        startToClose: .seconds(30),
        description: "Adds numbers up."
    )

    /// The sum. What is not a number fails for good, and so does a sum that a computer's number cannot hold.
    public func run(_ input: Summands, context: ActivityContext) async throws -> Total {
        try Total(of: input)
    }
}
