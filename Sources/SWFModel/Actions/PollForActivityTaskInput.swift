/// Waits up to 60 seconds for an activity task. The input of PollForActivityTask.
public struct PollForActivityTaskInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// Who polled, as free text; 0 to 256 characters.
    public var identity: String?
    /// The task list.
    public var taskList: TaskList

    /// Creates the value from its members.
    public init(domain: String, identity: String? = nil, taskList: TaskList) {
        self.domain = domain
        self.identity = identity
        self.taskList = taskList
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "PollForActivityTaskInput",
        [
            .required("domain", .domainName),
            .optional("identity", .identity),
            .required("taskList", .structure(TaskList.shape)),
        ]
    )
}
