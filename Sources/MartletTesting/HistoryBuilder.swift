public import SWFModel

/// Histories written by hand, event by event, with ids and links filled in.
///
/// Decisions link to the latest DecisionTaskCompleted, outcomes to the latest task or timer of that id. It builds what
/// it is told to, also what no service would write; hold it against the linter where that matters.
public struct HistoryBuilder: Sendable {
    /// The events so far.
    public private(set) var events: [HistoryEvent] = []
    /// The time of the next event.
    public var now: Timestamp

    private var scheduledDecisionTasks: [EventId] = []
    private var startedDecisionTask: (scheduled: EventId, started: EventId)?
    /// The latest DecisionTaskCompleted, for events that are added by hand; 0 before the first.
    public private(set) var completedDecisionTask: EventId = 0
    private var latest: [String: EventId] = [:]

    /// An empty history whose first event is at a moment.
    public init(at now: Timestamp = Timestamp(milliseconds: 1_700_000_000_000)) {
        self.now = now
    }

    /// A history that begins with WorkflowExecutionStarted and DecisionTaskScheduled.
    public static func started(
        _ name: String = "Test",
        version: String = "1",
        input: String? = nil,
        at now: Timestamp = Timestamp(milliseconds: 1_700_000_000_000)
    ) -> HistoryBuilder {
        var builder = HistoryBuilder(at: now)
        builder.add(
            .workflowExecutionStarted(
                WorkflowExecutionStartedEventAttributes(
                    childPolicy: .terminate,
                    executionStartToCloseTimeout: "3600",
                    input: input,
                    parentInitiatedEventId: 0,
                    taskList: TaskList(name: "default"),
                    taskStartToCloseTimeout: "30",
                    workflowType: WorkflowType(name: name, version: version)
                )
            )
        )
        builder.decisionTaskScheduled()
        return builder
    }

    /// Appends an event, a second after the one before.
    @discardableResult
    public mutating func add(_ attributes: HistoryEvent.Attributes) -> EventId {
        events.append(HistoryEvent(eventId: events.count + 1, eventTimestamp: now, attributes: attributes))
        now = now + .seconds(1)
        return events.count
    }

    /// DecisionTaskScheduled.
    public mutating func decisionTaskScheduled() {
        let id = add(
            .decisionTaskScheduled(
                DecisionTaskScheduledEventAttributes(startToCloseTimeout: "30", taskList: TaskList(name: "default"))
            )
        )
        scheduledDecisionTasks.append(id)
    }

    /// DecisionTaskStarted, of the oldest one scheduled.
    public mutating func decisionTaskStarted() {
        let scheduled = scheduledDecisionTasks.isEmpty ? 0 : scheduledDecisionTasks.removeFirst()
        let started = add(
            .decisionTaskStarted(DecisionTaskStartedEventAttributes(identity: "test", scheduledEventId: scheduled))
        )
        startedDecisionTask = (scheduled, started)
    }

    /// DecisionTaskCompleted, of the one started.
    public mutating func decisionTaskCompleted() {
        completedDecisionTask = add(
            .decisionTaskCompleted(
                DecisionTaskCompletedEventAttributes(
                    scheduledEventId: startedDecisionTask?.scheduled ?? 0,
                    startedEventId: startedDecisionTask?.started ?? 0
                )
            )
        )
        startedDecisionTask = nil
    }

    /// DecisionTaskTimedOut, of the one started.
    public mutating func decisionTaskTimedOut() {
        add(
            .decisionTaskTimedOut(
                DecisionTaskTimedOutEventAttributes(
                    scheduledEventId: startedDecisionTask?.scheduled ?? 0,
                    startedEventId: startedDecisionTask?.started ?? 0,
                    timeoutType: .startToClose
                )
            )
        )
        startedDecisionTask = nil
    }

    /// DecisionTaskScheduled, DecisionTaskStarted and DecisionTaskCompleted in a row.
    public mutating func decided() {
        if scheduledDecisionTasks.isEmpty { decisionTaskScheduled() }
        decisionTaskStarted()
        decisionTaskCompleted()
    }

    /// ActivityTaskScheduled.
    public mutating func activityScheduled(_ id: String, type: String, version: String = "1") {
        latest["activity \(id)"] = add(
            .activityTaskScheduled(
                ActivityTaskScheduledEventAttributes(
                    activityId: id,
                    activityType: ActivityType(name: type, version: version),
                    decisionTaskCompletedEventId: completedDecisionTask,
                    taskList: TaskList(name: "default")
                )
            )
        )
    }

    /// ScheduleActivityTaskFailed.
    public mutating func activityNotScheduled(
        _ id: String,
        type: String,
        version: String = "1",
        cause: ScheduleActivityTaskFailedCause
    ) {
        add(
            .scheduleActivityTaskFailed(
                ScheduleActivityTaskFailedEventAttributes(
                    activityId: id,
                    activityType: ActivityType(name: type, version: version),
                    cause: cause,
                    decisionTaskCompletedEventId: completedDecisionTask
                )
            )
        )
    }

    /// ActivityTaskStarted.
    public mutating func activityStarted(_ id: String) {
        latest["started \(id)"] = add(
            .activityTaskStarted(
                ActivityTaskStartedEventAttributes(identity: "test", scheduledEventId: latest["activity \(id)"] ?? 0)
            )
        )
    }

    /// ActivityTaskCompleted.
    public mutating func activityCompleted(_ id: String, result: String? = nil) {
        add(
            .activityTaskCompleted(
                ActivityTaskCompletedEventAttributes(
                    result: result,
                    scheduledEventId: latest["activity \(id)"] ?? 0,
                    startedEventId: latest["started \(id)"] ?? 0
                )
            )
        )
    }

    /// ActivityTaskFailed.
    public mutating func activityFailed(_ id: String, reason: String?, details: String? = nil) {
        add(
            .activityTaskFailed(
                ActivityTaskFailedEventAttributes(
                    details: details,
                    reason: reason,
                    scheduledEventId: latest["activity \(id)"] ?? 0,
                    startedEventId: latest["started \(id)"] ?? 0
                )
            )
        )
    }

    /// ActivityTaskTimedOut.
    public mutating func activityTimedOut(_ id: String, _ type: ActivityTaskTimeoutType, details: String? = nil) {
        add(
            .activityTaskTimedOut(
                ActivityTaskTimedOutEventAttributes(
                    details: details,
                    scheduledEventId: latest["activity \(id)"] ?? 0,
                    startedEventId: latest["started \(id)"] ?? 0,
                    timeoutType: type
                )
            )
        )
    }

    /// ActivityTaskCancelRequested.
    public mutating func activityCancelRequested(_ id: String) {
        latest["cancel \(id)"] = add(
            .activityTaskCancelRequested(
                ActivityTaskCancelRequestedEventAttributes(
                    activityId: id,
                    decisionTaskCompletedEventId: completedDecisionTask
                )
            )
        )
    }

    /// ActivityTaskCanceled.
    public mutating func activityCanceled(_ id: String, details: String? = nil) {
        add(
            .activityTaskCanceled(
                ActivityTaskCanceledEventAttributes(
                    details: details,
                    latestCancelRequestedEventId: latest["cancel \(id)"],
                    scheduledEventId: latest["activity \(id)"] ?? 0,
                    startedEventId: latest["started \(id)"] ?? 0
                )
            )
        )
    }

    /// TimerStarted.
    public mutating func timerStarted(_ id: String, seconds: Int = 1) {
        latest["timer \(id)"] = add(
            .timerStarted(
                TimerStartedEventAttributes(
                    decisionTaskCompletedEventId: completedDecisionTask,
                    startToFireTimeout: String(seconds),
                    timerId: id
                )
            )
        )
    }

    /// StartTimerFailed.
    public mutating func timerNotStarted(_ id: String, cause: StartTimerFailedCause) {
        add(
            .startTimerFailed(
                StartTimerFailedEventAttributes(
                    cause: cause,
                    decisionTaskCompletedEventId: completedDecisionTask,
                    timerId: id
                )
            )
        )
    }

    /// TimerFired.
    public mutating func timerFired(_ id: String) {
        add(.timerFired(TimerFiredEventAttributes(startedEventId: latest["timer \(id)"] ?? 0, timerId: id)))
    }

    /// TimerCanceled.
    public mutating func timerCanceled(_ id: String) {
        add(
            .timerCanceled(
                TimerCanceledEventAttributes(
                    decisionTaskCompletedEventId: completedDecisionTask,
                    startedEventId: latest["timer \(id)"] ?? 0,
                    timerId: id
                )
            )
        )
    }

    /// CancelTimerFailed.
    public mutating func timerNotCanceled(_ id: String) {
        add(
            .cancelTimerFailed(
                CancelTimerFailedEventAttributes(
                    cause: .timerIdUnknown,
                    decisionTaskCompletedEventId: completedDecisionTask,
                    timerId: id
                )
            )
        )
    }

    /// MarkerRecorded.
    public mutating func markerRecorded(_ name: String, details: String? = nil) {
        add(
            .markerRecorded(
                MarkerRecordedEventAttributes(
                    decisionTaskCompletedEventId: completedDecisionTask,
                    details: details,
                    markerName: name
                )
            )
        )
    }

    /// WorkflowExecutionCancelRequested, through the API.
    public mutating func cancelRequested() {
        add(
            .workflowExecutionCancelRequested(
                WorkflowExecutionCancelRequestedEventAttributes(externalInitiatedEventId: 0)
            )
        )
    }

    /// WorkflowExecutionSignaled, through the API.
    public mutating func signaled(_ name: String, input: String? = nil) {
        add(
            .workflowExecutionSignaled(
                WorkflowExecutionSignaledEventAttributes(
                    externalInitiatedEventId: 0,
                    input: input,
                    signalName: name
                )
            )
        )
    }

    /// WorkflowExecutionCompleted.
    public mutating func completed(result: String? = nil) {
        add(
            .workflowExecutionCompleted(
                WorkflowExecutionCompletedEventAttributes(
                    decisionTaskCompletedEventId: completedDecisionTask,
                    result: result
                )
            )
        )
    }

    /// CompleteWorkflowExecutionFailed.
    public mutating func notCompleted(cause: CompleteWorkflowExecutionFailedCause = .unhandledDecision) {
        add(
            .completeWorkflowExecutionFailed(
                CompleteWorkflowExecutionFailedEventAttributes(
                    cause: cause,
                    decisionTaskCompletedEventId: completedDecisionTask
                )
            )
        )
    }

    /// WorkflowExecutionFailed.
    public mutating func failed(reason: String? = nil, details: String? = nil) {
        add(
            .workflowExecutionFailed(
                WorkflowExecutionFailedEventAttributes(
                    decisionTaskCompletedEventId: completedDecisionTask,
                    details: details,
                    reason: reason
                )
            )
        )
    }

    /// FailWorkflowExecutionFailed.
    public mutating func notFailed(cause: FailWorkflowExecutionFailedCause = .unhandledDecision) {
        add(
            .failWorkflowExecutionFailed(
                FailWorkflowExecutionFailedEventAttributes(
                    cause: cause,
                    decisionTaskCompletedEventId: completedDecisionTask
                )
            )
        )
    }

    /// WorkflowExecutionCanceled.
    public mutating func canceled() {
        add(
            .workflowExecutionCanceled(
                WorkflowExecutionCanceledEventAttributes(decisionTaskCompletedEventId: completedDecisionTask)
            )
        )
    }
}
