/// Says that a worker is still at its activity task. The input of RecordActivityTaskHeartbeat.
public struct RecordActivityTaskHeartbeatInput: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 2,048 characters.
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
        "RecordActivityTaskHeartbeatInput",
        [
            .optional("details", .limitedData),
            .required("taskToken", .taskToken),
        ]
    )
}
