/// Answers an activity task: canceled. The input of RespondActivityTaskCanceled.
public struct RespondActivityTaskCanceledInput: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String

    /// Creates the value from its members.
    public init(details: String? = nil, taskToken: String) {
        self.details = details
        self.taskToken = taskToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RespondActivityTaskCanceledInput",
        [
            .optional("details", .data),
            .required("taskToken", .taskToken),
        ]
    )
}
