/// Counts the decision tasks that wait in a task list. The input of CountPendingDecisionTasks.
public struct CountPendingDecisionTasksInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// The task list.
    public var taskList: TaskList

    /// Creates the value from its members.
    public init(domain: String, taskList: TaskList) {
        self.domain = domain
        self.taskList = taskList
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "CountPendingDecisionTasksInput",
        [
            .required("domain", .domainName),
            .required("taskList", .structure(TaskList.shape)),
        ]
    )
}
