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
<<<<<<< HEAD
    /// Messages to executions that no execution's commit carries.
    public var messages: [MessageRecord] = []
=======
>>>>>>> c1c6fc45b2860be8905c564621cb8689287d3508
    /// Messages of the outbox that are delivered by this batch.
    public var deliveredMessages: [Int] = []

    /// An empty batch.
    public init() {}

    /// Whether there is nothing to write.
    public var isEmpty: Bool {
        domains.isEmpty && workflowTypes.isEmpty && activityTypes.isEmpty && executions.isEmpty
<<<<<<< HEAD
            && deletedWorkflowTypes.isEmpty && deletedActivityTypes.isEmpty && messages.isEmpty
            && deliveredMessages.isEmpty
=======
            && deletedWorkflowTypes.isEmpty && deletedActivityTypes.isEmpty && deliveredMessages.isEmpty
>>>>>>> c1c6fc45b2860be8905c564621cb8689287d3508
    }
}
