public import Martlet

/// A stage of StageDemo: it takes its time, says every second that it is still at it, and stops when it is canceled.
public struct Stage: Activity {
    /// Which stage, and how long.
    public struct Input: Codable, Sendable, Hashable {
        /// The stage's name.
        public var stage: String
        /// How long it takes, in seconds.
        public var seconds: Double

        /// Creates an input.
        public init(stage: String, seconds: Double) {
            self.stage = stage
            self.seconds = seconds
        }
    }

    /// Creates the activity.
    public init() {}

    /// Name, version and defaults. A worker that is killed is found out by the missing heartbeat, in ten
    /// seconds.
    public static let definition = ActivityDefinition(
        "Stage",
        version: "1",
        startToClose: .hours(1),
        heartbeat: .seconds(10),
        description: "Takes its time: a stage of StageDemo."
    )

    /// Waits, and gives the stage's name.
    public func run(_ input: Input, context: ActivityContext) async throws -> String {
        guard input.seconds >= 0, input.seconds <= 3_600 else {
            throw PermanentFailure(
                "Stage \(input.stage.clipped(to: 40)) is to take \(input.seconds) s; 0 to 3600 are possible."
            )
        }
        try await Pause(seconds: input.seconds).wait(context)
        return input.stage
    }
}
