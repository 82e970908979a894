public import Martlet

/// Removes what the activities of a run kept for one another.
public struct CleanWorkFolder: Activity {
    private let settings: ActivitySettings

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.settings = settings }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "CleanWorkFolder",
        version: "1",
        description: "Removes a run's intermediate files."
    )

    /// Removes the run's work folder; that there is none is no failure.
    public func run(_ input: Nothing, context: ActivityContext) async throws -> Nothing {
        try WorkFolder(settings, runId: context.runId).remove()
        return Nothing()
    }
}
