public import SWFModel

/// What must happen outside because of a transition: data, committed with the events.
public enum Effect: Hashable, Sendable {
    /// Put the task into its list.
    case offer(OfferedTask)
    /// Take the task out of its list: somebody has it, it was canceled, it timed out, or the execution closed.
    case withdraw(kind: TaskKind, scheduledEventId: EventId)
    /// Write the message into the outbox.
    case send(OutboxMessage)
    /// The execution closed.
    case closed(CloseStatus)
    /// Start the new run, with this run id and first event, in the same commit.
    case continueAs(WorkflowExecutionStartedEventAttributes, runId: String)
    /// Write the heartbeat of an activity task.
    case recordHeartbeat(scheduledEventId: EventId, at: Timestamp, details: String?)
    /// Remove the heartbeat of an activity task.
    case forgetHeartbeat(scheduledEventId: EventId)
}
