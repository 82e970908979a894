/// The execution closed because its time ran out. Always the last event.
public struct WorkflowExecutionTimedOutEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// Which clock ran out.
    public var timeoutType: WorkflowExecutionTimeoutType

    /// Creates the value from its members.
    public init(childPolicy: ChildPolicy, timeoutType: WorkflowExecutionTimeoutType) {
        self.childPolicy = childPolicy
        self.timeoutType = timeoutType
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionTimedOutEventAttributes",
        [
            .required("childPolicy", .enumeration(ChildPolicy.self)),
            .required("timeoutType", .enumeration(WorkflowExecutionTimeoutType.self)),
        ]
    )
}
