import SWFModel
import WorkflowCore

/// Finds the inputs in a history, gives them to a machine, and returns what it writes.
enum Recital {
    struct Unexpected: Error {
        var event: HistoryEvent
    }

    static func recite(_ events: [HistoryEvent], workflowId: String) throws -> [HistoryEvent] {
        guard let first = events.first, case .workflowExecutionStarted(let attributes) = first.attributes else {
            return []
        }
        var (machine, transition) = ExecutionMachine.start(
            attributes,
            identity: Fixtures.identity(workflowId),
            at: first.eventTimestamp
        )
        var written = transition.events
        for event in events.dropFirst() where !isConsequence(event) {
            written += try perform(event, events, on: &machine).events
        }
        return written
    }

    /// Whether an input before it wrote the event too.
    private static func isConsequence(_ event: HistoryEvent) -> Bool {
        switch event.attributes {
        case .decisionTaskScheduled, .activityTaskScheduled, .timerStarted, .markerRecorded,
            .workflowExecutionCompleted, .workflowExecutionFailed, .workflowExecutionCanceled:
            true
        default: false
        }
    }

    private static func perform(
        _ event: HistoryEvent,
        _ events: [HistoryEvent],
        on machine: inout ExecutionMachine
    ) throws -> Transition {
        let now = event.eventTimestamp
        switch event.attributes {
        case .decisionTaskStarted(let attributes):
            return try machine.decisionTaskStarted(
                scheduledEventId: attributes.scheduledEventId,
                identity: attributes.identity,
                at: now
            )
        case .decisionTaskCompleted(let attributes):
            return try machine.decisionTaskCompleted(
                scheduledEventId: attributes.scheduledEventId,
                startedEventId: attributes.startedEventId,
                RespondDecisionTaskCompletedInput(
                    decisions: events.compactMap { decision($0, of: event.eventId) },
                    executionContext: attributes.executionContext,
                    taskToken: "token"
                ),
                context: Fixtures.context(),
                at: now
            )
        case .activityTaskStarted(let attributes):
            return try machine.activityTaskStarted(
                scheduledEventId: attributes.scheduledEventId,
                identity: attributes.identity,
                at: now
            )
        case .activityTaskCompleted(let attributes):
            return try machine.activityTaskCompleted(
                scheduledEventId: attributes.scheduledEventId,
                startedEventId: attributes.startedEventId,
                result: attributes.result,
                at: now
            )
        case .activityTaskFailed(let attributes):
            return try machine.activityTaskFailed(
                scheduledEventId: attributes.scheduledEventId,
                startedEventId: attributes.startedEventId,
                reason: attributes.reason,
                details: attributes.details,
                at: now
            )
        case .workflowExecutionSignaled(let attributes):
            return try machine.signaled(name: attributes.signalName, input: attributes.input, from: nil, at: now)
        case .workflowExecutionCancelRequested:
            return try machine.cancelRequested(from: nil, cause: nil, at: now)
        case .timerFired:
            guard let transition = machine.deadlineReached(at: now) else { throw Unexpected(event: event) }
            return transition
        default:
            throw Unexpected(event: event)
        }
    }

    /// The decision behind an event of that answer.
    private static func decision(_ event: HistoryEvent, of answer: EventId) -> Decision? {
        switch event.attributes {
        case .activityTaskScheduled(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .scheduleActivityTask(
                .init(
                    activityId: attributes.activityId,
                    activityType: attributes.activityType,
                    control: attributes.control,
                    heartbeatTimeout: attributes.heartbeatTimeout,
                    input: attributes.input,
                    scheduleToCloseTimeout: attributes.scheduleToCloseTimeout,
                    scheduleToStartTimeout: attributes.scheduleToStartTimeout,
                    startToCloseTimeout: attributes.startToCloseTimeout,
                    taskList: attributes.taskList,
                    taskPriority: attributes.taskPriority
                )
            )
        case .timerStarted(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .startTimer(
                .init(
                    control: attributes.control,
                    startToFireTimeout: attributes.startToFireTimeout,
                    timerId: attributes.timerId
                )
            )
        case .markerRecorded(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .recordMarker(.init(details: attributes.details, markerName: attributes.markerName))
        case .workflowExecutionCompleted(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .completeWorkflowExecution(.init(result: attributes.result))
        case .workflowExecutionFailed(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .failWorkflowExecution(.init(details: attributes.details, reason: attributes.reason))
        case .workflowExecutionCanceled(let attributes) where attributes.decisionTaskCompletedEventId == answer:
            .cancelWorkflowExecution(.init(details: attributes.details))
        default:
            nil
        }
    }

    /// The event without a schedule-to-start timeout of `NONE` in DecisionTaskScheduled.
    static func withoutNone(_ event: HistoryEvent) -> HistoryEvent {
        guard case .decisionTaskScheduled(var attributes) = event.attributes else { return event }
        if attributes.scheduleToStartTimeout == "NONE" {
            attributes.scheduleToStartTimeout = nil
        }
        return HistoryEvent(
            eventId: event.eventId,
            eventTimestamp: event.eventTimestamp,
            attributes: .decisionTaskScheduled(attributes)
        )
    }
}
