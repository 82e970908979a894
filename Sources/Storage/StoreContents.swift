public import SWFModel

/// All that an engine holds in memory from the start.
public struct StoreContents: Sendable {
    /// The domains.
    public var domains: [DomainRecord] = []
    /// The workflow types of all domains.
    public var workflowTypes: [TypeRecord<WorkflowTypeConfiguration>] = []
    /// The activity types of all domains.
    public var activityTypes: [TypeRecord<ActivityTypeConfiguration>] = []
    /// The tasks that wait in task lists, in the order in which they came into them; those of one moment in the order of
    /// their executions, and of one execution in that of their events.
    public var tasks: [TaskRecord] = []
    /// The messages between executions that are not delivered, in the order in which they were sent.
    public var messages: [MessageRecord] = []
    /// The open executions by name.
    public var openExecutions: [OpenExecution] = []
    /// A number above every execution id that was ever committed, also of executions that were deleted since.
    public var nextExecutionId = 1
    /// A number above every message id that was ever committed, also of messages that were delivered since. A store may
    /// leave out numbers, so that it need not note each one.
    public var nextMessageId = 1
    /// The secret that task and page tokens are sealed with: 32 random bytes made when the store was.
    public var secret: [UInt8] = []

    /// An empty store.
    public init() {}

    /// An open execution: its name, and its id in the store.
    public struct OpenExecution: Hashable, Sendable {
        /// The domain.
        public var domain: String
        /// The workflow id.
        public var workflowId: String
        /// The id of the open run.
        public var id: Int

        /// Creates the value.
        public init(domain: String, workflowId: String, id: Int) {
            self.domain = domain
            self.workflowId = workflowId
            self.id = id
        }
    }
}
