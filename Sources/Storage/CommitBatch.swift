public import SWFModel

/// All that one transaction writes.
public struct CommitBatch: Sendable {
    /// Domains to write, new or changed.
    public var domains: [DomainRecord] = []
    /// Workflow types to write, new or changed.
    public var workflowTypes: [TypeRecord<WorkflowTypeConfiguration>] = []
    /// Activity types to write, new or changed.
    public var activityTypes: [TypeRecord<ActivityTypeConfiguration>] = []
    /// Workflow types that no longer exist.
    public var deletedWorkflowTypes: [TypeRecord<WorkflowTypeConfiguration>] = []
    /// Activity types that no longer exist.
    public var deletedActivityTypes: [TypeRecord<ActivityTypeConfiguration>] = []
    /// Executions to create or advance, each at most once.
    public var executions: [ExecutionCommit] = []
    /// Messages to executions that no execution's commit carries.
    public var messages: [MessageRecord] = []
    /// Messages of the outbox that are delivered by this batch.
    public var deliveredMessages: [Int] = []
    /// Closed executions that are kept no longer. From this commit on nothing finds them; their events are only marked to
    /// go, and ``WorkflowStore/purge(rows:bytes:)`` removes those, however long a history is.
    public var deletedExecutions: [Int] = []

    /// An empty batch.
    public init() {}

    /// Whether there is nothing to write.
    public var isEmpty: Bool {
        domains.isEmpty && workflowTypes.isEmpty && activityTypes.isEmpty && executions.isEmpty
            && deletedWorkflowTypes.isEmpty && deletedActivityTypes.isEmpty && messages.isEmpty
            && deliveredMessages.isEmpty && deletedExecutions.isEmpty
    }
}
