public import SWFModel

/// Hands back a task that will not be answered. The input of `Martlet.HandBackTask`; it has no output.
public struct HandBackTaskInput: Codable, Hashable, Sendable, Shaped {
    /// Who hands it back; 0 to 256 characters.
    public var identity: String?
    /// Why, short; 0 to 256 characters.
    public var reason: String?
    /// The receipt for the task, opaque; 1 to 1,024 characters.
    public var taskToken: String

    /// Creates the value from its members.
    public init(identity: String? = nil, reason: String? = nil, taskToken: String) {
        self.identity = identity
        self.reason = reason
        self.taskToken = taskToken
    }

    /// The names and limits of the members, as a server checks them.
    public static let shape = StructureShape(
        "HandBackTaskInput",
        [
            .optional("identity", .identity),
            .optional("reason", .failureReason),
            .required("taskToken", .taskToken),
        ]
    )
}
