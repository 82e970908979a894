/// How a child execution is started otherwise than its definition says; nil leaves the definition's value.
public struct ChildOptions: Sendable, Hashable {
    /// The workflow id; nil is one made of the parent's, the child's name and a number, the same in every replay.
    public var workflowId: String?
    /// What happens to the child's own open children when it is terminated or times out. What becomes of the child itself
    /// then is said by its parent's policy.
    public var childPolicy: ChildPolicy?
    /// How long it may be open.
    public var executionStartToClose: Duration?
    /// How long a decider may take over one of its decision tasks.
    public var taskStartToClose: Duration?
    /// The task list of its decision tasks.
    public var taskList: String?
    /// The priority of its decision tasks; a higher number goes first.
    public var priority: Int?
    /// At most five tags of at most 256 characters.
    public var tags: [String]
    /// The role under which its lambda functions are called.
    public var lambdaRole: String?

    /// Creates options; without arguments everything is as the definition says.
    public init(
        workflowId: String? = nil,
        childPolicy: ChildPolicy? = nil,
        executionStartToClose: Duration? = nil,
        taskStartToClose: Duration? = nil,
        taskList: String? = nil,
        priority: Int? = nil,
        tags: [String] = [],
        lambdaRole: String? = nil
    ) {
        self.workflowId = workflowId
        self.childPolicy = childPolicy
        self.executionStartToClose = executionStartToClose
        self.taskStartToClose = taskStartToClose
        self.taskList = taskList
        self.priority = priority
        self.tags = tags
        self.lambdaRole = lambdaRole
    }
}
