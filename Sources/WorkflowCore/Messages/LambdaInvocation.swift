public import SWFModel

/// A lambda function that is to be called for an execution (swf-spec.md 5.10).
public struct LambdaInvocation: Codable, Hashable, Sendable {
    /// The event that scheduled it.
    public var scheduledEventId: EventId
    /// The decider's name for it. Several open ones may have the same (swf-observed.md X1).
    public var id: String
    /// The function: its name or its ARN.
    public var name: String
    /// What the function gets; nil when the decision gave nothing.
    public var input: String?

    /// Creates an invocation.
    public init(scheduledEventId: EventId, id: String, name: String, input: String? = nil) {
        self.scheduledEventId = scheduledEventId
        self.id = id
        self.name = name
        self.input = input
    }
}
