import OrderedCollections
public import SWFModel

/// The clocks of an execution: which runs out next, and what happens then (swf-spec.md 5.3).
extension ExecutionMachine {
    /// The earliest moment at which something is due; nil when nothing is. It looks at every open item.
    public var nextDeadline: Timestamp? { earliestDeadline?.at }

    /// Carries out the earliest deadline if it is due, and returns nil when none is. Call again until nil: a deadline
    /// may bring on or take away others. Never early; a deadline that is found late is carried out now.
    public mutating func deadlineReached(at now: Timestamp) -> Transition? {
        guard let deadline = earliestDeadline, deadline.at <= now else { return nil }
        var transition = begin(at: now)
        switch deadline.kind {
        case .execution:
            record(
                .workflowExecutionTimedOut(
                    .init(childPolicy: state.configuration.childPolicy, timeoutType: .startToClose)
                ),
                in: &transition
            )
        case .decisionTask:
            decisionTaskTimedOut(in: &transition)
        case .activityScheduleToClose:
            activityTaskTimedOut(.scheduleToClose, deadline.eventId, in: &transition)
        case .activityScheduleToStart:
            activityTaskTimedOut(.scheduleToStart, deadline.eventId, in: &transition)
        case .activityStartToClose:
            activityTaskTimedOut(.startToClose, deadline.eventId, in: &transition)
        case .activityHeartbeat:
            activityTaskTimedOut(.heartbeat, deadline.eventId, in: &transition)
        case .lambdaTask:
            lambdaTaskTimedOut(deadline.eventId, in: &transition)
        case .timer:
            if let timer = state.timers[deadline.eventId] {
                record(
                    .timerFired(.init(startedEventId: timer.startedEventId, timerId: timer.timerId)),
                    in: &transition
                )
            }
        }
        return settled(transition)
    }

    var earliestDeadline: Deadline? {
        guard state.isOpen else { return nil }
        var earliest = executionDeadline
        func consider(_ at: Timestamp?, _ kind: Deadline.Kind, _ eventId: EventId) {
            guard let at else { return }
            let deadline = Deadline(at: at, kind: kind, eventId: eventId)
            if deadline < earliest {
                earliest = deadline
            }
        }
        switch state.decisionTask {
        case .idle: break
        case .scheduled(let task): consider(task.scheduleToStartDeadline, .decisionTask, task.eventId)
        case .started(let task, _): consider(task.startToCloseDeadline, .decisionTask, task.scheduledEventId)
        }
        for task in state.activityTasks.all {
            let eventId = task.scheduledEventId
            consider(
                Clock.deadline(task.scheduleToClose, after: task.scheduledAt),
                .activityScheduleToClose,
                eventId
            )
            switch task.state {
            case .scheduled:
                consider(
                    Clock.deadline(task.scheduleToStart, after: task.scheduledAt),
                    .activityScheduleToStart,
                    eventId
                )
            case .started(_, let startedAt):
                consider(Clock.deadline(task.startToClose, after: startedAt), .activityStartToClose, eventId)
                if task.heartbeat != nil {
                    let alive = heartbeats[eventId]?.at ?? startedAt
                    consider(Clock.deadline(task.heartbeat, after: alive), .activityHeartbeat, eventId)
                }
            }
        }
        for task in state.lambdaTasks.values {
            switch task.state {
            // Without a role it cannot be invoked, which is found out in a transaction of its own (swf-spec.md 3.2.13).
            case .scheduled:
                if state.configuration.lambdaRole == nil {
                    consider(task.scheduledAt, .lambdaTask, task.scheduledEventId)
                }
            case .started(_, let startedAt):
                consider(Clock.deadline(task.startToClose, after: startedAt), .lambdaTask, task.scheduledEventId)
            }
        }
        for timer in state.timers.all {
            consider(timer.firesAt, .timer, timer.startedEventId)
        }
        return earliest
    }

    /// Every execution has one: a year at most, whatever its start said (swf-spec.md 8.1).
    private var executionDeadline: Deadline {
        let longest = max(0, min(limits.executionDurationSeconds, 100_000_000_000)) * 1000
        let timeout = Clock.milliseconds(state.configuration.executionStartToCloseTimeout) ?? longest
        let at = Clock.deadline(min(timeout, longest), after: state.startTimestamp) ?? state.startTimestamp
        return Deadline(at: at, kind: .execution, eventId: 0)
    }

    private mutating func decisionTaskTimedOut(in transition: inout Transition) {
        switch state.decisionTask {
        case .idle: break
        case .scheduled(let task):
            record(
                .decisionTaskTimedOut(
                    .init(scheduledEventId: task.eventId, startedEventId: 0, timeoutType: .scheduleToStart)
                ),
                in: &transition
            )
        case .started(let task, _):
            record(
                .decisionTaskTimedOut(
                    .init(
                        scheduledEventId: task.scheduledEventId,
                        startedEventId: task.startedEventId,
                        timeoutType: .startToClose
                    )
                ),
                in: &transition
            )
        }
    }

    private mutating func activityTaskTimedOut(
        _ timeoutType: ActivityTaskTimeoutType,
        _ scheduledEventId: EventId,
        in transition: inout Transition
    ) {
        guard let task = state.activityTasks[scheduledEventId] else { return }
        record(
            .activityTaskTimedOut(
                .init(
                    details: heartbeats[scheduledEventId]?.details,
                    scheduledEventId: scheduledEventId,
                    startedEventId: task.startedEventId,
                    timeoutType: timeoutType
                )
            ),
            in: &transition
        )
    }

    private mutating func lambdaTaskTimedOut(_ scheduledEventId: EventId, in transition: inout Transition) {
        guard let task = state.lambdaTasks[scheduledEventId] else { return }
        switch task.state {
        case .scheduled:
            record(
                .startLambdaFunctionFailed(
                    .init(
                        cause: .assumeRoleFailed,
                        message: "No IAM role is attached to the current workflow execution.",
                        scheduledEventId: scheduledEventId
                    )
                ),
                in: &transition
            )
        case .started(let eventId, _):
            record(
                .lambdaFunctionTimedOut(
                    .init(scheduledEventId: scheduledEventId, startedEventId: eventId, timeoutType: .startToClose)
                ),
                in: &transition
            )
        }
    }
}
