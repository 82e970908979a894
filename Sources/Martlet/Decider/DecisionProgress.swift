/// What a decider tells its observer about one decision task.
public struct DecisionProgress: Sendable {
    /// What came of the task.
    public enum Outcome: Sendable, Hashable {
        /// The decisions were accepted by the service.
        case decided([DecisionType])
        /// The decisions closed the execution as failed because the code, its input or its history were at fault.
        case executionFailed(reason: String)
        /// The execution is held for a decider that can follow its history, or that knows its workflow.
        case held(reason: String)
        /// The service no longer waited for the answer: the task timed out or its execution closed.
        case rejected(reason: String)
        /// The service could not be reached until the time of the task was over; it will be handed out again.
        case givenUp(reason: String)
    }

    /// The domain.
    public var domain: String
    /// The execution, by workflow id and run id.
    public var execution: WorkflowExecution
    /// The workflow type.
    public var type: WorkflowType
    /// How many events were applied for it: the new ones when the execution was held, otherwise all.
    public var eventCount: Int
    /// Whether the execution was held since its last decision task.
    public var wasHeld: Bool
    /// How long the task took.
    public var duration: Duration
    /// What came of it.
    public var outcome: Outcome
}
