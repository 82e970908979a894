/// What a workflow may know and do: every durable step, and nothing else.
///
/// A context belongs to one execution and is used on the execution's own tasks only: the one that `run` is called on
/// and its children.
public struct WorkflowContext: Sendable {
    let execution: HeldExecution

    /// The domain.
    public var domain: String { execution.about.domain }

    /// The workflow id, chosen by whoever started the execution.
    public var workflowId: String { execution.about.execution.workflowId }

    /// The run id, issued by the service.
    public var runId: String { execution.about.execution.runId }

    /// The workflow type.
    public var workflowType: WorkflowType { execution.about.type }

    /// The tags of the execution.
    public var tags: [String] { execution.started?.tagList ?? [] }

    /// The execution whose child this is; nil when it has no parent.
    public var parent: WorkflowExecution? { execution.started?.parentWorkflowExecution }

    /// The run id of the run that this one continues; nil when it is the first.
    public var continuedRunId: String? { execution.started?.continuedExecutionRunId }

    /// The execution's own time: when the decision task that the code is in was started. It is the same in a replay.
    public var now: Timestamp { execution.now }

    /// A generator seeded from the run id: the same numbers in a replay, others in each run.
    ///
    /// It has no value of its own and may be passed as `&context.random`.
    public var random: WorkflowRandom {
        get { WorkflowRandom(execution: execution) }
        nonmutating set {}
    }

    /// Whether the code runs over what has already been decided. Only for observers; a workflow that acts on it diverges.
    public var isReplaying: Bool { execution.isReplaying }

    /// A logger with the execution's names, silent in a replay so that each line is written once.
    public var logger: Logger { execution.logger }
}
