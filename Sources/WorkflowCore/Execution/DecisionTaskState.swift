public import SWFModel

/// The decision tasks of an execution: at most one that counts, and at most one more behind it (swf-spec.md 5.1).
///
///     idle      --DecisionTaskScheduled--> scheduled
///     scheduled --DecisionTaskStarted----> started
///     scheduled --DecisionTaskTimedOut (SCHEDULE_TO_START)--> idle
///     started   --DecisionTaskScheduled--> started, with that one queued
///     started   --DecisionTaskCompleted, DecisionTaskTimedOut--> idle, or scheduled when one was queued
///     any       --the execution closes---> idle
///
/// The queued task is written to the history at once, but no poller gets it before the started one is answered.
public enum DecisionTaskState: Codable, Equatable, Sendable {
    /// Nothing needs a decision.
    case idle
    /// The task waits in its list.
    case scheduled(ScheduledDecisionTask)
    /// A decider works on the task; behind it waits the one that is queued.
    case started(StartedDecisionTask, queued: ScheduledDecisionTask?)
}

/// A decision task that nobody has taken.
public struct ScheduledDecisionTask: Codable, Equatable, Sendable {
    /// The event that scheduled it.
    public internal(set) var eventId: EventId
    /// The list it waits in, or will.
    public internal(set) var taskList: String
    /// Higher goes first.
    public internal(set) var priority: Int
    /// When it came into its list: when it was scheduled, or when the task before it was answered.
    public internal(set) var offeredAt: Timestamp
    /// Whether it is on a list that is tried only for a time (swf-spec.md 5.14).
    public internal(set) var isTemporary: Bool
    /// How long it may wait in its list, in milliseconds; nil for ever.
    var scheduleToStart: Int?
    /// How long a decider may take, in milliseconds; nil for ever.
    var startToClose: Int?

    /// The offer.
    var offer: OfferedTask {
        OfferedTask(
            kind: .decision,
            taskList: taskList,
            priority: priority,
            scheduledEventId: eventId,
            scheduledAt: offeredAt
        )
    }

    /// When it has waited too long for a decider.
    var scheduleToStartDeadline: Timestamp? {
        Clock.deadline(scheduleToStart, after: offeredAt)
    }
}

/// A decision task that a decider works on.
public struct StartedDecisionTask: Codable, Equatable, Sendable {
    /// The event that scheduled it.
    public internal(set) var scheduledEventId: EventId
    /// The event by which a decider took it.
    public internal(set) var startedEventId: EventId
    /// When that was.
    public internal(set) var startedAt: Timestamp
    /// Whether it is on a list that is tried only for a time.
    public internal(set) var isTemporary: Bool
    /// How long the decider may take, in milliseconds; nil for ever.
    var startToClose: Int?

    /// When the decider has taken too long.
    var startToCloseDeadline: Timestamp? {
        Clock.deadline(startToClose, after: startedAt)
    }
}
