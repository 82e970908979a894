/// Answers an activity task: completed. The input of RespondActivityTaskCompleted.
public struct RespondActivityTaskCompletedInput: Codable, Hashable, Sendable, Shaped {
    /// The result; 0 to 32,768 characters.
    public var result: String?
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String

    /// Creates the value from its members.
    public init(result: String? = nil, taskToken: String) {
        self.result = result
        self.taskToken = taskToken
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RespondActivityTaskCompletedInput",
        [
            .optional("result", .data),
            .required("taskToken", .taskToken),
        ]
    )
}
