/// Answers an activity task: failed. The input of RespondActivityTaskFailed.
public struct RespondActivityTaskFailedInput: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The reason, short; 0 to 256 characters.
    public var reason: String?
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String

    /// Creates the value from its members.
    public init(details: String? = nil, reason: String? = nil, taskToken: String) {
        self.details = details
        self.reason = reason
        self.taskToken = taskToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RespondActivityTaskFailedInput",
        [
            .optional("details", .data),
            .optional("reason", .failureReason),
            .required("taskToken", .taskToken),
        ]
    )
}
