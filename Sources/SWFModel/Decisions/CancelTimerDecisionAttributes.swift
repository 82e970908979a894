/// Cancels an open timer.
public struct CancelTimerDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the timer, unique among the open timers of the execution; 1 to 256 characters.
    public var timerId: String

    /// Creates the value from its members.
    public init(timerId: String) {
        self.timerId = timerId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CancelTimerDecisionAttributes",
        [
            .required("timerId", .timerId)
        ]
    )
}
