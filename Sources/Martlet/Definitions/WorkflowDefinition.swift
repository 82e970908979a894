/// The name, version and defaults under which a workflow is registered.
///
/// The name and version are literal and never derived from the Swift type. Timeouts are rounded up to whole seconds.
public struct WorkflowDefinition: Sendable, Hashable {
    /// The name; 1 to 256 characters, none of `:`, `/`, `|`.
    public var name: String
    /// The version; 1 to 64 characters, none of `:`, `/`, `|`.
    public var version: String
    /// How long an execution may be open; at most a year.
    public var executionStartToClose: Duration
    /// How long a decider may take over one decision task.
    public var taskStartToClose: Duration
    /// What happens to open children when the execution is terminated or times out.
    public var childPolicy: ChildPolicy
    /// The task list of the decision tasks; nil is the default one of the environment.
    public var taskList: String?
    /// The priority of the decision tasks; a higher number goes first; nil counts as 0.
    public var priority: Int?
    /// A sentence for people; at most 1,024 characters.
    public var description: String?

    /// Creates a definition; by default an execution may be open for a day and a decision take 30 seconds.
    public init(
        _ name: String,
        version: String,
        executionStartToClose: Duration = .hours(24),
        taskStartToClose: Duration = .seconds(30),
        childPolicy: ChildPolicy = .terminate,
        taskList: String? = nil,
        priority: Int? = nil,
        description: String? = nil
    ) {
        self.name = name
        self.version = version
        self.executionStartToClose = executionStartToClose
        self.taskStartToClose = taskStartToClose
        self.childPolicy = childPolicy
        self.taskList = taskList
        self.priority = priority
        self.description = description
    }

    /// The type as the wire names it.
    public var type: WorkflowType { WorkflowType(name: name, version: version) }
}
