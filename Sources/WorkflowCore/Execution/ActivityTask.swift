public import SWFModel

/// One activity task, from schedule to close (swf-spec.md 5.4).
///
///     (none)    --ActivityTaskScheduled--> scheduled
///     scheduled --ActivityTaskStarted----> started
///     scheduled --ActivityTaskTimedOut (SCHEDULE_TO_START, SCHEDULE_TO_CLOSE), ActivityTaskCanceled--> (none)
///     started   --ActivityTaskCompleted, Failed, TimedOut (not SCHEDULE_TO_START), Canceled----------> (none)
///
/// A cancel request is recorded beside the state: the worker learns of it by its next heartbeat.
public struct ActivityTask: Codable, Equatable, Sendable {
    /// Whether a worker has it.
    public enum State: Codable, Equatable, Sendable {
        /// It waits in its task list.
        case scheduled
        /// A worker took it.
        case started(eventId: EventId, at: Timestamp)
    }

    /// The event that scheduled the task.
    public internal(set) var scheduledEventId: EventId
    /// When it was scheduled.
    public internal(set) var scheduledAt: Timestamp
    /// The decider's name for the task, unique among the open ones.
    public internal(set) var activityId: String
    /// What is to be done.
    public internal(set) var activityType: ActivityType
    /// What it is to be done with.
    public internal(set) var input: String?
    /// The list it waits in.
    public internal(set) var taskList: String
    /// Higher goes first.
    public internal(set) var priority: Int
    /// Whether a worker has it.
    public internal(set) var state: State
    /// The newest cancel request; nil when there was none.
    public internal(set) var latestCancelRequestedEventId: EventId?

    /// The four timeouts in milliseconds; nil stands for `NONE`.
    var scheduleToStart: Int?
    var scheduleToClose: Int?
    var startToClose: Int?
    var heartbeat: Int?

    init(_ attributes: ActivityTaskScheduledEventAttributes, eventId: EventId, at timestamp: Timestamp) {
        scheduledEventId = eventId
        scheduledAt = timestamp
        activityId = attributes.activityId
        activityType = attributes.activityType
        input = attributes.input
        taskList = attributes.taskList.name
        priority = Priority.number(attributes.taskPriority)
        state = .scheduled
        scheduleToStart = Clock.milliseconds(attributes.scheduleToStartTimeout)
        scheduleToClose = Clock.milliseconds(attributes.scheduleToCloseTimeout)
        startToClose = Clock.milliseconds(attributes.startToCloseTimeout)
        heartbeat = Clock.milliseconds(attributes.heartbeatTimeout)
    }

    /// The event by which a worker took the task; 0 while nobody has, as events say it.
    public var startedEventId: EventId {
        switch state {
        case .scheduled: 0
        case .started(let eventId, _): eventId
        }
    }

    /// The offer, while the task waits.
    var offer: OfferedTask? {
        switch state {
        case .scheduled:
            OfferedTask(
                kind: .activity,
                taskList: taskList,
                priority: priority,
                scheduledEventId: scheduledEventId,
                scheduledAt: scheduledAt
            )
        case .started: nil
        }
    }
}

extension ActivityTask: OpenItem {
    var openedEventId: EventId { scheduledEventId }
    var name: String { activityId }
}
