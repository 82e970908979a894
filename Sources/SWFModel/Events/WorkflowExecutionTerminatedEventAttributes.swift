/// The execution was closed from outside. Always the last event.
public struct WorkflowExecutionTerminatedEventAttributes: Codable, Hashable, Sendable, Shaped {
    /// Why.
    public var cause: WorkflowExecutionTerminatedCause?
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The reason, short; 0 to 256 characters.
    public var reason: String?

    /// Creates the value from its members.
    public init(
        cause: WorkflowExecutionTerminatedCause? = nil,
        childPolicy: ChildPolicy,
        details: String? = nil,
        reason: String? = nil
    ) {
        self.cause = cause
        self.childPolicy = childPolicy
        self.details = details
        self.reason = reason
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "WorkflowExecutionTerminatedEventAttributes",
        [
            .optional("cause", .enumeration(WorkflowExecutionTerminatedCause.self)),
            .required("childPolicy", .enumeration(ChildPolicy.self)),
            .optional("details", .data),
            .optional("reason", .terminateReason),
        ]
    )
}
