/// One event of an execution's history.
public struct HistoryEvent: Hashable, Sendable {
    /// The position of the event in the history, from 1 without a gap.
    public var eventId: EventId
    /// When the event was recorded; equal for all events of one transaction and never less than that of the event before.
    public var eventTimestamp: Timestamp
    /// What happened.
    public var attributes: Attributes

    /// Creates an event.
    public init(eventId: EventId, eventTimestamp: Timestamp, attributes: Attributes) {
        self.eventId = eventId
        self.eventTimestamp = eventTimestamp
        self.attributes = attributes
    }

    /// Which of the 54 events it is.
    public var eventType: EventType { attributes.eventType }

    /// What happened: the type of the event and the attributes of that type.
    public enum Attributes: Hashable, Sendable {
        /// The execution started. Always event 1.
        case workflowExecutionStarted(WorkflowExecutionStartedEventAttributes)
        /// Somebody asked the execution to cancel itself.
        case workflowExecutionCancelRequested(WorkflowExecutionCancelRequestedEventAttributes)
        /// The execution closed as completed. Always the last event.
        case workflowExecutionCompleted(WorkflowExecutionCompletedEventAttributes)
        /// The decision to complete was refused.
        case completeWorkflowExecutionFailed(CompleteWorkflowExecutionFailedEventAttributes)
        /// The execution closed as failed. Always the last event.
        case workflowExecutionFailed(WorkflowExecutionFailedEventAttributes)
        /// The decision to fail was refused.
        case failWorkflowExecutionFailed(FailWorkflowExecutionFailedEventAttributes)
        /// The execution closed because its time ran out. Always the last event.
        case workflowExecutionTimedOut(WorkflowExecutionTimedOutEventAttributes)
        /// The execution closed as canceled. Always the last event.
        case workflowExecutionCanceled(WorkflowExecutionCanceledEventAttributes)
        /// The decision to cancel was refused.
        case cancelWorkflowExecutionFailed(CancelWorkflowExecutionFailedEventAttributes)
        /// The execution closed and goes on as a new run. Always the last event.
        case workflowExecutionContinuedAsNew(WorkflowExecutionContinuedAsNewEventAttributes)
        /// The decision to continue as new was refused.
        case continueAsNewWorkflowExecutionFailed(ContinueAsNewWorkflowExecutionFailedEventAttributes)
        /// The execution was closed from outside. Always the last event.
        case workflowExecutionTerminated(WorkflowExecutionTerminatedEventAttributes)
        /// A decision task became necessary.
        case decisionTaskScheduled(DecisionTaskScheduledEventAttributes)
        /// A decider took the decision task.
        case decisionTaskStarted(DecisionTaskStartedEventAttributes)
        /// The decider answered the decision task.
        case decisionTaskCompleted(DecisionTaskCompletedEventAttributes)
        /// The decision task was not answered, or not taken, in time.
        case decisionTaskTimedOut(DecisionTaskTimedOutEventAttributes)
        /// An activity task was scheduled.
        case activityTaskScheduled(ActivityTaskScheduledEventAttributes)
        /// The decision to schedule an activity task was refused.
        case scheduleActivityTaskFailed(ScheduleActivityTaskFailedEventAttributes)
        /// A worker took the activity task.
        case activityTaskStarted(ActivityTaskStartedEventAttributes)
        /// The activity task completed.
        case activityTaskCompleted(ActivityTaskCompletedEventAttributes)
        /// The activity task failed.
        case activityTaskFailed(ActivityTaskFailedEventAttributes)
        /// One of the clocks of the activity task ran out.
        case activityTaskTimedOut(ActivityTaskTimedOutEventAttributes)
        /// The activity task was canceled.
        case activityTaskCanceled(ActivityTaskCanceledEventAttributes)
        /// The decider asked for the activity task to be canceled.
        case activityTaskCancelRequested(ActivityTaskCancelRequestedEventAttributes)
        /// The decision to cancel an activity task was refused.
        case requestCancelActivityTaskFailed(RequestCancelActivityTaskFailedEventAttributes)
        /// A signal arrived.
        case workflowExecutionSignaled(WorkflowExecutionSignaledEventAttributes)
        /// A marker was recorded.
        case markerRecorded(MarkerRecordedEventAttributes)
        /// The decision to record a marker was refused.
        case recordMarkerFailed(RecordMarkerFailedEventAttributes)
        /// A timer was started.
        case timerStarted(TimerStartedEventAttributes)
        /// The decision to start a timer was refused.
        case startTimerFailed(StartTimerFailedEventAttributes)
        /// A timer fired.
        case timerFired(TimerFiredEventAttributes)
        /// A timer was canceled.
        case timerCanceled(TimerCanceledEventAttributes)
        /// The decision to cancel a timer was refused.
        case cancelTimerFailed(CancelTimerFailedEventAttributes)
        /// A child execution is about to be started.
        case startChildWorkflowExecutionInitiated(StartChildWorkflowExecutionInitiatedEventAttributes)
        /// The child execution could not be started.
        case startChildWorkflowExecutionFailed(StartChildWorkflowExecutionFailedEventAttributes)
        /// The child execution started.
        case childWorkflowExecutionStarted(ChildWorkflowExecutionStartedEventAttributes)
        /// The child execution completed.
        case childWorkflowExecutionCompleted(ChildWorkflowExecutionCompletedEventAttributes)
        /// The child execution failed.
        case childWorkflowExecutionFailed(ChildWorkflowExecutionFailedEventAttributes)
        /// The child execution timed out.
        case childWorkflowExecutionTimedOut(ChildWorkflowExecutionTimedOutEventAttributes)
        /// The child execution was canceled.
        case childWorkflowExecutionCanceled(ChildWorkflowExecutionCanceledEventAttributes)
        /// The child execution was terminated.
        case childWorkflowExecutionTerminated(ChildWorkflowExecutionTerminatedEventAttributes)
        /// A signal to another execution is about to be sent.
        case signalExternalWorkflowExecutionInitiated(SignalExternalWorkflowExecutionInitiatedEventAttributes)
        /// The signal to the other execution could not be delivered.
        case signalExternalWorkflowExecutionFailed(SignalExternalWorkflowExecutionFailedEventAttributes)
        /// The signal to the other execution was delivered.
        case externalWorkflowExecutionSignaled(ExternalWorkflowExecutionSignaledEventAttributes)
        /// A cancel request to another execution is about to be sent.
        case requestCancelExternalWorkflowExecutionInitiated(
            RequestCancelExternalWorkflowExecutionInitiatedEventAttributes
        )
        /// The cancel request to the other execution could not be delivered.
        case requestCancelExternalWorkflowExecutionFailed(RequestCancelExternalWorkflowExecutionFailedEventAttributes)
        /// The cancel request to the other execution was delivered.
        case externalWorkflowExecutionCancelRequested(ExternalWorkflowExecutionCancelRequestedEventAttributes)
        /// A lambda task was scheduled.
        case lambdaFunctionScheduled(LambdaFunctionScheduledEventAttributes)
        /// The lambda function was invoked.
        case lambdaFunctionStarted(LambdaFunctionStartedEventAttributes)
        /// The lambda function returned.
        case lambdaFunctionCompleted(LambdaFunctionCompletedEventAttributes)
        /// The lambda function failed.
        case lambdaFunctionFailed(LambdaFunctionFailedEventAttributes)
        /// The lambda function did not return in time.
        case lambdaFunctionTimedOut(LambdaFunctionTimedOutEventAttributes)
        /// The decision to schedule a lambda task was refused.
        case scheduleLambdaFunctionFailed(ScheduleLambdaFunctionFailedEventAttributes)
        /// The lambda function could not be invoked.
        case startLambdaFunctionFailed(StartLambdaFunctionFailedEventAttributes)

        /// Which of the 54 events it is.
        public var eventType: EventType {
            switch self {
            case .workflowExecutionStarted: .workflowExecutionStarted
            case .workflowExecutionCancelRequested: .workflowExecutionCancelRequested
            case .workflowExecutionCompleted: .workflowExecutionCompleted
            case .completeWorkflowExecutionFailed: .completeWorkflowExecutionFailed
            case .workflowExecutionFailed: .workflowExecutionFailed
            case .failWorkflowExecutionFailed: .failWorkflowExecutionFailed
            case .workflowExecutionTimedOut: .workflowExecutionTimedOut
            case .workflowExecutionCanceled: .workflowExecutionCanceled
            case .cancelWorkflowExecutionFailed: .cancelWorkflowExecutionFailed
            case .workflowExecutionContinuedAsNew: .workflowExecutionContinuedAsNew
            case .continueAsNewWorkflowExecutionFailed: .continueAsNewWorkflowExecutionFailed
            case .workflowExecutionTerminated: .workflowExecutionTerminated
            case .decisionTaskScheduled: .decisionTaskScheduled
            case .decisionTaskStarted: .decisionTaskStarted
            case .decisionTaskCompleted: .decisionTaskCompleted
            case .decisionTaskTimedOut: .decisionTaskTimedOut
            case .activityTaskScheduled: .activityTaskScheduled
            case .scheduleActivityTaskFailed: .scheduleActivityTaskFailed
            case .activityTaskStarted: .activityTaskStarted
            case .activityTaskCompleted: .activityTaskCompleted
            case .activityTaskFailed: .activityTaskFailed
            case .activityTaskTimedOut: .activityTaskTimedOut
            case .activityTaskCanceled: .activityTaskCanceled
            case .activityTaskCancelRequested: .activityTaskCancelRequested
            case .requestCancelActivityTaskFailed: .requestCancelActivityTaskFailed
            case .workflowExecutionSignaled: .workflowExecutionSignaled
            case .markerRecorded: .markerRecorded
            case .recordMarkerFailed: .recordMarkerFailed
            case .timerStarted: .timerStarted
            case .startTimerFailed: .startTimerFailed
            case .timerFired: .timerFired
            case .timerCanceled: .timerCanceled
            case .cancelTimerFailed: .cancelTimerFailed
            case .startChildWorkflowExecutionInitiated: .startChildWorkflowExecutionInitiated
            case .startChildWorkflowExecutionFailed: .startChildWorkflowExecutionFailed
            case .childWorkflowExecutionStarted: .childWorkflowExecutionStarted
            case .childWorkflowExecutionCompleted: .childWorkflowExecutionCompleted
            case .childWorkflowExecutionFailed: .childWorkflowExecutionFailed
            case .childWorkflowExecutionTimedOut: .childWorkflowExecutionTimedOut
            case .childWorkflowExecutionCanceled: .childWorkflowExecutionCanceled
            case .childWorkflowExecutionTerminated: .childWorkflowExecutionTerminated
            case .signalExternalWorkflowExecutionInitiated: .signalExternalWorkflowExecutionInitiated
            case .signalExternalWorkflowExecutionFailed: .signalExternalWorkflowExecutionFailed
            case .externalWorkflowExecutionSignaled: .externalWorkflowExecutionSignaled
            case .requestCancelExternalWorkflowExecutionInitiated: .requestCancelExternalWorkflowExecutionInitiated
            case .requestCancelExternalWorkflowExecutionFailed: .requestCancelExternalWorkflowExecutionFailed
            case .externalWorkflowExecutionCancelRequested: .externalWorkflowExecutionCancelRequested
            case .lambdaFunctionScheduled: .lambdaFunctionScheduled
            case .lambdaFunctionStarted: .lambdaFunctionStarted
            case .lambdaFunctionCompleted: .lambdaFunctionCompleted
            case .lambdaFunctionFailed: .lambdaFunctionFailed
            case .lambdaFunctionTimedOut: .lambdaFunctionTimedOut
            case .scheduleLambdaFunctionFailed: .scheduleLambdaFunctionFailed
            case .startLambdaFunctionFailed: .startLambdaFunctionFailed
            }
        }
    }
}

extension HistoryEvent: Shaped {
    /// The names and limits of the members.
    public static let shape = StructureShape(
        "HistoryEvent",
        [
            .required("eventId", .eventId),
            .required("eventTimestamp", .timestamp),
            .required("eventType", .enumeration(EventType.self)),
            .optional(
                "workflowExecutionStartedEventAttributes",
                .structure(WorkflowExecutionStartedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionCancelRequestedEventAttributes",
                .structure(WorkflowExecutionCancelRequestedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionCompletedEventAttributes",
                .structure(WorkflowExecutionCompletedEventAttributes.shape)
            ),
            .optional(
                "completeWorkflowExecutionFailedEventAttributes",
                .structure(CompleteWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionFailedEventAttributes",
                .structure(WorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "failWorkflowExecutionFailedEventAttributes",
                .structure(FailWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionTimedOutEventAttributes",
                .structure(WorkflowExecutionTimedOutEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionCanceledEventAttributes",
                .structure(WorkflowExecutionCanceledEventAttributes.shape)
            ),
            .optional(
                "cancelWorkflowExecutionFailedEventAttributes",
                .structure(CancelWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionContinuedAsNewEventAttributes",
                .structure(WorkflowExecutionContinuedAsNewEventAttributes.shape)
            ),
            .optional(
                "continueAsNewWorkflowExecutionFailedEventAttributes",
                .structure(ContinueAsNewWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionTerminatedEventAttributes",
                .structure(WorkflowExecutionTerminatedEventAttributes.shape)
            ),
            .optional("decisionTaskScheduledEventAttributes", .structure(DecisionTaskScheduledEventAttributes.shape)),
            .optional("decisionTaskStartedEventAttributes", .structure(DecisionTaskStartedEventAttributes.shape)),
            .optional("decisionTaskCompletedEventAttributes", .structure(DecisionTaskCompletedEventAttributes.shape)),
            .optional("decisionTaskTimedOutEventAttributes", .structure(DecisionTaskTimedOutEventAttributes.shape)),
            .optional("activityTaskScheduledEventAttributes", .structure(ActivityTaskScheduledEventAttributes.shape)),
            .optional(
                "scheduleActivityTaskFailedEventAttributes",
                .structure(ScheduleActivityTaskFailedEventAttributes.shape)
            ),
            .optional("activityTaskStartedEventAttributes", .structure(ActivityTaskStartedEventAttributes.shape)),
            .optional("activityTaskCompletedEventAttributes", .structure(ActivityTaskCompletedEventAttributes.shape)),
            .optional("activityTaskFailedEventAttributes", .structure(ActivityTaskFailedEventAttributes.shape)),
            .optional("activityTaskTimedOutEventAttributes", .structure(ActivityTaskTimedOutEventAttributes.shape)),
            .optional("activityTaskCanceledEventAttributes", .structure(ActivityTaskCanceledEventAttributes.shape)),
            .optional(
                "activityTaskCancelRequestedEventAttributes",
                .structure(ActivityTaskCancelRequestedEventAttributes.shape)
            ),
            .optional(
                "requestCancelActivityTaskFailedEventAttributes",
                .structure(RequestCancelActivityTaskFailedEventAttributes.shape)
            ),
            .optional(
                "workflowExecutionSignaledEventAttributes",
                .structure(WorkflowExecutionSignaledEventAttributes.shape)
            ),
            .optional("markerRecordedEventAttributes", .structure(MarkerRecordedEventAttributes.shape)),
            .optional("recordMarkerFailedEventAttributes", .structure(RecordMarkerFailedEventAttributes.shape)),
            .optional("timerStartedEventAttributes", .structure(TimerStartedEventAttributes.shape)),
            .optional("startTimerFailedEventAttributes", .structure(StartTimerFailedEventAttributes.shape)),
            .optional("timerFiredEventAttributes", .structure(TimerFiredEventAttributes.shape)),
            .optional("timerCanceledEventAttributes", .structure(TimerCanceledEventAttributes.shape)),
            .optional("cancelTimerFailedEventAttributes", .structure(CancelTimerFailedEventAttributes.shape)),
            .optional(
                "startChildWorkflowExecutionInitiatedEventAttributes",
                .structure(StartChildWorkflowExecutionInitiatedEventAttributes.shape)
            ),
            .optional(
                "startChildWorkflowExecutionFailedEventAttributes",
                .structure(StartChildWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionStartedEventAttributes",
                .structure(ChildWorkflowExecutionStartedEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionCompletedEventAttributes",
                .structure(ChildWorkflowExecutionCompletedEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionFailedEventAttributes",
                .structure(ChildWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionTimedOutEventAttributes",
                .structure(ChildWorkflowExecutionTimedOutEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionCanceledEventAttributes",
                .structure(ChildWorkflowExecutionCanceledEventAttributes.shape)
            ),
            .optional(
                "childWorkflowExecutionTerminatedEventAttributes",
                .structure(ChildWorkflowExecutionTerminatedEventAttributes.shape)
            ),
            .optional(
                "signalExternalWorkflowExecutionInitiatedEventAttributes",
                .structure(SignalExternalWorkflowExecutionInitiatedEventAttributes.shape)
            ),
            .optional(
                "signalExternalWorkflowExecutionFailedEventAttributes",
                .structure(SignalExternalWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "externalWorkflowExecutionSignaledEventAttributes",
                .structure(ExternalWorkflowExecutionSignaledEventAttributes.shape)
            ),
            .optional(
                "requestCancelExternalWorkflowExecutionInitiatedEventAttributes",
                .structure(RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.shape)
            ),
            .optional(
                "requestCancelExternalWorkflowExecutionFailedEventAttributes",
                .structure(RequestCancelExternalWorkflowExecutionFailedEventAttributes.shape)
            ),
            .optional(
                "externalWorkflowExecutionCancelRequestedEventAttributes",
                .structure(ExternalWorkflowExecutionCancelRequestedEventAttributes.shape)
            ),
            .optional(
                "lambdaFunctionScheduledEventAttributes",
                .structure(LambdaFunctionScheduledEventAttributes.shape)
            ),
            .optional("lambdaFunctionStartedEventAttributes", .structure(LambdaFunctionStartedEventAttributes.shape)),
            .optional(
                "lambdaFunctionCompletedEventAttributes",
                .structure(LambdaFunctionCompletedEventAttributes.shape)
            ),
            .optional("lambdaFunctionFailedEventAttributes", .structure(LambdaFunctionFailedEventAttributes.shape)),
            .optional("lambdaFunctionTimedOutEventAttributes", .structure(LambdaFunctionTimedOutEventAttributes.shape)),
            .optional(
                "scheduleLambdaFunctionFailedEventAttributes",
                .structure(ScheduleLambdaFunctionFailedEventAttributes.shape)
            ),
            .optional(
                "startLambdaFunctionFailedEventAttributes",
                .structure(StartLambdaFunctionFailedEventAttributes.shape)
            ),
        ]
    )
}

extension HistoryEvent: Codable {
    private enum CodingKeys: String, CodingKey {
        case activityTaskCancelRequestedEventAttributes
        case activityTaskCanceledEventAttributes
        case activityTaskCompletedEventAttributes
        case activityTaskFailedEventAttributes
        case activityTaskScheduledEventAttributes
        case activityTaskStartedEventAttributes
        case activityTaskTimedOutEventAttributes
        case cancelTimerFailedEventAttributes
        case cancelWorkflowExecutionFailedEventAttributes
        case childWorkflowExecutionCanceledEventAttributes
        case childWorkflowExecutionCompletedEventAttributes
        case childWorkflowExecutionFailedEventAttributes
        case childWorkflowExecutionStartedEventAttributes
        case childWorkflowExecutionTerminatedEventAttributes
        case childWorkflowExecutionTimedOutEventAttributes
        case completeWorkflowExecutionFailedEventAttributes
        case continueAsNewWorkflowExecutionFailedEventAttributes
        case decisionTaskCompletedEventAttributes
        case decisionTaskScheduledEventAttributes
        case decisionTaskStartedEventAttributes
        case decisionTaskTimedOutEventAttributes
        case eventId
        case eventTimestamp
        case eventType
        case externalWorkflowExecutionCancelRequestedEventAttributes
        case externalWorkflowExecutionSignaledEventAttributes
        case failWorkflowExecutionFailedEventAttributes
        case lambdaFunctionCompletedEventAttributes
        case lambdaFunctionFailedEventAttributes
        case lambdaFunctionScheduledEventAttributes
        case lambdaFunctionStartedEventAttributes
        case lambdaFunctionTimedOutEventAttributes
        case markerRecordedEventAttributes
        case recordMarkerFailedEventAttributes
        case requestCancelActivityTaskFailedEventAttributes
        case requestCancelExternalWorkflowExecutionFailedEventAttributes
        case requestCancelExternalWorkflowExecutionInitiatedEventAttributes
        case scheduleActivityTaskFailedEventAttributes
        case scheduleLambdaFunctionFailedEventAttributes
        case signalExternalWorkflowExecutionFailedEventAttributes
        case signalExternalWorkflowExecutionInitiatedEventAttributes
        case startChildWorkflowExecutionFailedEventAttributes
        case startChildWorkflowExecutionInitiatedEventAttributes
        case startLambdaFunctionFailedEventAttributes
        case startTimerFailedEventAttributes
        case timerCanceledEventAttributes
        case timerFiredEventAttributes
        case timerStartedEventAttributes
        case workflowExecutionCancelRequestedEventAttributes
        case workflowExecutionCanceledEventAttributes
        case workflowExecutionCompletedEventAttributes
        case workflowExecutionContinuedAsNewEventAttributes
        case workflowExecutionFailedEventAttributes
        case workflowExecutionSignaledEventAttributes
        case workflowExecutionStartedEventAttributes
        case workflowExecutionTerminatedEventAttributes
        case workflowExecutionTimedOutEventAttributes
    }

    /// Reads the event from its wire form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        eventId = try container.decode(EventId.self, forKey: .eventId)
        eventTimestamp = try container.decode(Timestamp.self, forKey: .eventTimestamp)
        switch try container.decode(EventType.self, forKey: .eventType) {
        case .workflowExecutionStarted:
            attributes = .workflowExecutionStarted(
                try container.decode(
                    WorkflowExecutionStartedEventAttributes.self,
                    forKey: .workflowExecutionStartedEventAttributes
                )
            )
        case .workflowExecutionCancelRequested:
            attributes = .workflowExecutionCancelRequested(
                try container.decode(
                    WorkflowExecutionCancelRequestedEventAttributes.self,
                    forKey: .workflowExecutionCancelRequestedEventAttributes
                )
            )
        case .workflowExecutionCompleted:
            attributes = .workflowExecutionCompleted(
                try container.decode(
                    WorkflowExecutionCompletedEventAttributes.self,
                    forKey: .workflowExecutionCompletedEventAttributes
                )
            )
        case .completeWorkflowExecutionFailed:
            attributes = .completeWorkflowExecutionFailed(
                try container.decode(
                    CompleteWorkflowExecutionFailedEventAttributes.self,
                    forKey: .completeWorkflowExecutionFailedEventAttributes
                )
            )
        case .workflowExecutionFailed:
            attributes = .workflowExecutionFailed(
                try container.decode(
                    WorkflowExecutionFailedEventAttributes.self,
                    forKey: .workflowExecutionFailedEventAttributes
                )
            )
        case .failWorkflowExecutionFailed:
            attributes = .failWorkflowExecutionFailed(
                try container.decode(
                    FailWorkflowExecutionFailedEventAttributes.self,
                    forKey: .failWorkflowExecutionFailedEventAttributes
                )
            )
        case .workflowExecutionTimedOut:
            attributes = .workflowExecutionTimedOut(
                try container.decode(
                    WorkflowExecutionTimedOutEventAttributes.self,
                    forKey: .workflowExecutionTimedOutEventAttributes
                )
            )
        case .workflowExecutionCanceled:
            attributes = .workflowExecutionCanceled(
                try container.decode(
                    WorkflowExecutionCanceledEventAttributes.self,
                    forKey: .workflowExecutionCanceledEventAttributes
                )
            )
        case .cancelWorkflowExecutionFailed:
            attributes = .cancelWorkflowExecutionFailed(
                try container.decode(
                    CancelWorkflowExecutionFailedEventAttributes.self,
                    forKey: .cancelWorkflowExecutionFailedEventAttributes
                )
            )
        case .workflowExecutionContinuedAsNew:
            attributes = .workflowExecutionContinuedAsNew(
                try container.decode(
                    WorkflowExecutionContinuedAsNewEventAttributes.self,
                    forKey: .workflowExecutionContinuedAsNewEventAttributes
                )
            )
        case .continueAsNewWorkflowExecutionFailed:
            attributes = .continueAsNewWorkflowExecutionFailed(
                try container.decode(
                    ContinueAsNewWorkflowExecutionFailedEventAttributes.self,
                    forKey: .continueAsNewWorkflowExecutionFailedEventAttributes
                )
            )
        case .workflowExecutionTerminated:
            attributes = .workflowExecutionTerminated(
                try container.decode(
                    WorkflowExecutionTerminatedEventAttributes.self,
                    forKey: .workflowExecutionTerminatedEventAttributes
                )
            )
        case .decisionTaskScheduled:
            attributes = .decisionTaskScheduled(
                try container.decode(
                    DecisionTaskScheduledEventAttributes.self,
                    forKey: .decisionTaskScheduledEventAttributes
                )
            )
        case .decisionTaskStarted:
            attributes = .decisionTaskStarted(
                try container.decode(
                    DecisionTaskStartedEventAttributes.self,
                    forKey: .decisionTaskStartedEventAttributes
                )
            )
        case .decisionTaskCompleted:
            attributes = .decisionTaskCompleted(
                try container.decode(
                    DecisionTaskCompletedEventAttributes.self,
                    forKey: .decisionTaskCompletedEventAttributes
                )
            )
        case .decisionTaskTimedOut:
            attributes = .decisionTaskTimedOut(
                try container.decode(
                    DecisionTaskTimedOutEventAttributes.self,
                    forKey: .decisionTaskTimedOutEventAttributes
                )
            )
        case .activityTaskScheduled:
            attributes = .activityTaskScheduled(
                try container.decode(
                    ActivityTaskScheduledEventAttributes.self,
                    forKey: .activityTaskScheduledEventAttributes
                )
            )
        case .scheduleActivityTaskFailed:
            attributes = .scheduleActivityTaskFailed(
                try container.decode(
                    ScheduleActivityTaskFailedEventAttributes.self,
                    forKey: .scheduleActivityTaskFailedEventAttributes
                )
            )
        case .activityTaskStarted:
            attributes = .activityTaskStarted(
                try container.decode(
                    ActivityTaskStartedEventAttributes.self,
                    forKey: .activityTaskStartedEventAttributes
                )
            )
        case .activityTaskCompleted:
            attributes = .activityTaskCompleted(
                try container.decode(
                    ActivityTaskCompletedEventAttributes.self,
                    forKey: .activityTaskCompletedEventAttributes
                )
            )
        case .activityTaskFailed:
            attributes = .activityTaskFailed(
                try container.decode(ActivityTaskFailedEventAttributes.self, forKey: .activityTaskFailedEventAttributes)
            )
        case .activityTaskTimedOut:
            attributes = .activityTaskTimedOut(
                try container.decode(
                    ActivityTaskTimedOutEventAttributes.self,
                    forKey: .activityTaskTimedOutEventAttributes
                )
            )
        case .activityTaskCanceled:
            attributes = .activityTaskCanceled(
                try container.decode(
                    ActivityTaskCanceledEventAttributes.self,
                    forKey: .activityTaskCanceledEventAttributes
                )
            )
        case .activityTaskCancelRequested:
            attributes = .activityTaskCancelRequested(
                try container.decode(
                    ActivityTaskCancelRequestedEventAttributes.self,
                    forKey: .activityTaskCancelRequestedEventAttributes
                )
            )
        case .requestCancelActivityTaskFailed:
            attributes = .requestCancelActivityTaskFailed(
                try container.decode(
                    RequestCancelActivityTaskFailedEventAttributes.self,
                    forKey: .requestCancelActivityTaskFailedEventAttributes
                )
            )
        case .workflowExecutionSignaled:
            attributes = .workflowExecutionSignaled(
                try container.decode(
                    WorkflowExecutionSignaledEventAttributes.self,
                    forKey: .workflowExecutionSignaledEventAttributes
                )
            )
        case .markerRecorded:
            attributes = .markerRecorded(
                try container.decode(MarkerRecordedEventAttributes.self, forKey: .markerRecordedEventAttributes)
            )
        case .recordMarkerFailed:
            attributes = .recordMarkerFailed(
                try container.decode(RecordMarkerFailedEventAttributes.self, forKey: .recordMarkerFailedEventAttributes)
            )
        case .timerStarted:
            attributes = .timerStarted(
                try container.decode(TimerStartedEventAttributes.self, forKey: .timerStartedEventAttributes)
            )
        case .startTimerFailed:
            attributes = .startTimerFailed(
                try container.decode(StartTimerFailedEventAttributes.self, forKey: .startTimerFailedEventAttributes)
            )
        case .timerFired:
            attributes = .timerFired(
                try container.decode(TimerFiredEventAttributes.self, forKey: .timerFiredEventAttributes)
            )
        case .timerCanceled:
            attributes = .timerCanceled(
                try container.decode(TimerCanceledEventAttributes.self, forKey: .timerCanceledEventAttributes)
            )
        case .cancelTimerFailed:
            attributes = .cancelTimerFailed(
                try container.decode(CancelTimerFailedEventAttributes.self, forKey: .cancelTimerFailedEventAttributes)
            )
        case .startChildWorkflowExecutionInitiated:
            attributes = .startChildWorkflowExecutionInitiated(
                try container.decode(
                    StartChildWorkflowExecutionInitiatedEventAttributes.self,
                    forKey: .startChildWorkflowExecutionInitiatedEventAttributes
                )
            )
        case .startChildWorkflowExecutionFailed:
            attributes = .startChildWorkflowExecutionFailed(
                try container.decode(
                    StartChildWorkflowExecutionFailedEventAttributes.self,
                    forKey: .startChildWorkflowExecutionFailedEventAttributes
                )
            )
        case .childWorkflowExecutionStarted:
            attributes = .childWorkflowExecutionStarted(
                try container.decode(
                    ChildWorkflowExecutionStartedEventAttributes.self,
                    forKey: .childWorkflowExecutionStartedEventAttributes
                )
            )
        case .childWorkflowExecutionCompleted:
            attributes = .childWorkflowExecutionCompleted(
                try container.decode(
                    ChildWorkflowExecutionCompletedEventAttributes.self,
                    forKey: .childWorkflowExecutionCompletedEventAttributes
                )
            )
        case .childWorkflowExecutionFailed:
            attributes = .childWorkflowExecutionFailed(
                try container.decode(
                    ChildWorkflowExecutionFailedEventAttributes.self,
                    forKey: .childWorkflowExecutionFailedEventAttributes
                )
            )
        case .childWorkflowExecutionTimedOut:
            attributes = .childWorkflowExecutionTimedOut(
                try container.decode(
                    ChildWorkflowExecutionTimedOutEventAttributes.self,
                    forKey: .childWorkflowExecutionTimedOutEventAttributes
                )
            )
        case .childWorkflowExecutionCanceled:
            attributes = .childWorkflowExecutionCanceled(
                try container.decode(
                    ChildWorkflowExecutionCanceledEventAttributes.self,
                    forKey: .childWorkflowExecutionCanceledEventAttributes
                )
            )
        case .childWorkflowExecutionTerminated:
            attributes = .childWorkflowExecutionTerminated(
                try container.decode(
                    ChildWorkflowExecutionTerminatedEventAttributes.self,
                    forKey: .childWorkflowExecutionTerminatedEventAttributes
                )
            )
        case .signalExternalWorkflowExecutionInitiated:
            attributes = .signalExternalWorkflowExecutionInitiated(
                try container.decode(
                    SignalExternalWorkflowExecutionInitiatedEventAttributes.self,
                    forKey: .signalExternalWorkflowExecutionInitiatedEventAttributes
                )
            )
        case .signalExternalWorkflowExecutionFailed:
            attributes = .signalExternalWorkflowExecutionFailed(
                try container.decode(
                    SignalExternalWorkflowExecutionFailedEventAttributes.self,
                    forKey: .signalExternalWorkflowExecutionFailedEventAttributes
                )
            )
        case .externalWorkflowExecutionSignaled:
            attributes = .externalWorkflowExecutionSignaled(
                try container.decode(
                    ExternalWorkflowExecutionSignaledEventAttributes.self,
                    forKey: .externalWorkflowExecutionSignaledEventAttributes
                )
            )
        case .requestCancelExternalWorkflowExecutionInitiated:
            attributes = .requestCancelExternalWorkflowExecutionInitiated(
                try container.decode(
                    RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.self,
                    forKey: .requestCancelExternalWorkflowExecutionInitiatedEventAttributes
                )
            )
        case .requestCancelExternalWorkflowExecutionFailed:
            attributes = .requestCancelExternalWorkflowExecutionFailed(
                try container.decode(
                    RequestCancelExternalWorkflowExecutionFailedEventAttributes.self,
                    forKey: .requestCancelExternalWorkflowExecutionFailedEventAttributes
                )
            )
        case .externalWorkflowExecutionCancelRequested:
            attributes = .externalWorkflowExecutionCancelRequested(
                try container.decode(
                    ExternalWorkflowExecutionCancelRequestedEventAttributes.self,
                    forKey: .externalWorkflowExecutionCancelRequestedEventAttributes
                )
            )
        case .lambdaFunctionScheduled:
            attributes = .lambdaFunctionScheduled(
                try container.decode(
                    LambdaFunctionScheduledEventAttributes.self,
                    forKey: .lambdaFunctionScheduledEventAttributes
                )
            )
        case .lambdaFunctionStarted:
            attributes = .lambdaFunctionStarted(
                try container.decode(
                    LambdaFunctionStartedEventAttributes.self,
                    forKey: .lambdaFunctionStartedEventAttributes
                )
            )
        case .lambdaFunctionCompleted:
            attributes = .lambdaFunctionCompleted(
                try container.decode(
                    LambdaFunctionCompletedEventAttributes.self,
                    forKey: .lambdaFunctionCompletedEventAttributes
                )
            )
        case .lambdaFunctionFailed:
            attributes = .lambdaFunctionFailed(
                try container.decode(
                    LambdaFunctionFailedEventAttributes.self,
                    forKey: .lambdaFunctionFailedEventAttributes
                )
            )
        case .lambdaFunctionTimedOut:
            attributes = .lambdaFunctionTimedOut(
                try container.decode(
                    LambdaFunctionTimedOutEventAttributes.self,
                    forKey: .lambdaFunctionTimedOutEventAttributes
                )
            )
        case .scheduleLambdaFunctionFailed:
            attributes = .scheduleLambdaFunctionFailed(
                try container.decode(
                    ScheduleLambdaFunctionFailedEventAttributes.self,
                    forKey: .scheduleLambdaFunctionFailedEventAttributes
                )
            )
        case .startLambdaFunctionFailed:
            attributes = .startLambdaFunctionFailed(
                try container.decode(
                    StartLambdaFunctionFailedEventAttributes.self,
                    forKey: .startLambdaFunctionFailedEventAttributes
                )
            )
        }
    }

    /// Writes the wire form of the event, members in alphabetical order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func encode(_ attributes: some Encodable, _ key: CodingKeys) throws {
            let first = key.rawValue < CodingKeys.eventId.rawValue
            if first { try container.encode(attributes, forKey: key) }
            try container.encode(eventId, forKey: .eventId)
            try container.encode(eventTimestamp, forKey: .eventTimestamp)
            try container.encode(eventType, forKey: .eventType)
            if !first { try container.encode(attributes, forKey: key) }
        }
        switch attributes {
        case .workflowExecutionStarted(let attributes): try encode(attributes, .workflowExecutionStartedEventAttributes)
        case .workflowExecutionCancelRequested(let attributes):
            try encode(attributes, .workflowExecutionCancelRequestedEventAttributes)
        case .workflowExecutionCompleted(let attributes):
            try encode(attributes, .workflowExecutionCompletedEventAttributes)
        case .completeWorkflowExecutionFailed(let attributes):
            try encode(attributes, .completeWorkflowExecutionFailedEventAttributes)
        case .workflowExecutionFailed(let attributes): try encode(attributes, .workflowExecutionFailedEventAttributes)
        case .failWorkflowExecutionFailed(let attributes):
            try encode(attributes, .failWorkflowExecutionFailedEventAttributes)
        case .workflowExecutionTimedOut(let attributes):
            try encode(attributes, .workflowExecutionTimedOutEventAttributes)
        case .workflowExecutionCanceled(let attributes):
            try encode(attributes, .workflowExecutionCanceledEventAttributes)
        case .cancelWorkflowExecutionFailed(let attributes):
            try encode(attributes, .cancelWorkflowExecutionFailedEventAttributes)
        case .workflowExecutionContinuedAsNew(let attributes):
            try encode(attributes, .workflowExecutionContinuedAsNewEventAttributes)
        case .continueAsNewWorkflowExecutionFailed(let attributes):
            try encode(attributes, .continueAsNewWorkflowExecutionFailedEventAttributes)
        case .workflowExecutionTerminated(let attributes):
            try encode(attributes, .workflowExecutionTerminatedEventAttributes)
        case .decisionTaskScheduled(let attributes): try encode(attributes, .decisionTaskScheduledEventAttributes)
        case .decisionTaskStarted(let attributes): try encode(attributes, .decisionTaskStartedEventAttributes)
        case .decisionTaskCompleted(let attributes): try encode(attributes, .decisionTaskCompletedEventAttributes)
        case .decisionTaskTimedOut(let attributes): try encode(attributes, .decisionTaskTimedOutEventAttributes)
        case .activityTaskScheduled(let attributes): try encode(attributes, .activityTaskScheduledEventAttributes)
        case .scheduleActivityTaskFailed(let attributes):
            try encode(attributes, .scheduleActivityTaskFailedEventAttributes)
        case .activityTaskStarted(let attributes): try encode(attributes, .activityTaskStartedEventAttributes)
        case .activityTaskCompleted(let attributes): try encode(attributes, .activityTaskCompletedEventAttributes)
        case .activityTaskFailed(let attributes): try encode(attributes, .activityTaskFailedEventAttributes)
        case .activityTaskTimedOut(let attributes): try encode(attributes, .activityTaskTimedOutEventAttributes)
        case .activityTaskCanceled(let attributes): try encode(attributes, .activityTaskCanceledEventAttributes)
        case .activityTaskCancelRequested(let attributes):
            try encode(attributes, .activityTaskCancelRequestedEventAttributes)
        case .requestCancelActivityTaskFailed(let attributes):
            try encode(attributes, .requestCancelActivityTaskFailedEventAttributes)
        case .workflowExecutionSignaled(let attributes):
            try encode(attributes, .workflowExecutionSignaledEventAttributes)
        case .markerRecorded(let attributes): try encode(attributes, .markerRecordedEventAttributes)
        case .recordMarkerFailed(let attributes): try encode(attributes, .recordMarkerFailedEventAttributes)
        case .timerStarted(let attributes): try encode(attributes, .timerStartedEventAttributes)
        case .startTimerFailed(let attributes): try encode(attributes, .startTimerFailedEventAttributes)
        case .timerFired(let attributes): try encode(attributes, .timerFiredEventAttributes)
        case .timerCanceled(let attributes): try encode(attributes, .timerCanceledEventAttributes)
        case .cancelTimerFailed(let attributes): try encode(attributes, .cancelTimerFailedEventAttributes)
        case .startChildWorkflowExecutionInitiated(let attributes):
            try encode(attributes, .startChildWorkflowExecutionInitiatedEventAttributes)
        case .startChildWorkflowExecutionFailed(let attributes):
            try encode(attributes, .startChildWorkflowExecutionFailedEventAttributes)
        case .childWorkflowExecutionStarted(let attributes):
            try encode(attributes, .childWorkflowExecutionStartedEventAttributes)
        case .childWorkflowExecutionCompleted(let attributes):
            try encode(attributes, .childWorkflowExecutionCompletedEventAttributes)
        case .childWorkflowExecutionFailed(let attributes):
            try encode(attributes, .childWorkflowExecutionFailedEventAttributes)
        case .childWorkflowExecutionTimedOut(let attributes):
            try encode(attributes, .childWorkflowExecutionTimedOutEventAttributes)
        case .childWorkflowExecutionCanceled(let attributes):
            try encode(attributes, .childWorkflowExecutionCanceledEventAttributes)
        case .childWorkflowExecutionTerminated(let attributes):
            try encode(attributes, .childWorkflowExecutionTerminatedEventAttributes)
        case .signalExternalWorkflowExecutionInitiated(let attributes):
            try encode(attributes, .signalExternalWorkflowExecutionInitiatedEventAttributes)
        case .signalExternalWorkflowExecutionFailed(let attributes):
            try encode(attributes, .signalExternalWorkflowExecutionFailedEventAttributes)
        case .externalWorkflowExecutionSignaled(let attributes):
            try encode(attributes, .externalWorkflowExecutionSignaledEventAttributes)
        case .requestCancelExternalWorkflowExecutionInitiated(let attributes):
            try encode(attributes, .requestCancelExternalWorkflowExecutionInitiatedEventAttributes)
        case .requestCancelExternalWorkflowExecutionFailed(let attributes):
            try encode(attributes, .requestCancelExternalWorkflowExecutionFailedEventAttributes)
        case .externalWorkflowExecutionCancelRequested(let attributes):
            try encode(attributes, .externalWorkflowExecutionCancelRequestedEventAttributes)
        case .lambdaFunctionScheduled(let attributes): try encode(attributes, .lambdaFunctionScheduledEventAttributes)
        case .lambdaFunctionStarted(let attributes): try encode(attributes, .lambdaFunctionStartedEventAttributes)
        case .lambdaFunctionCompleted(let attributes): try encode(attributes, .lambdaFunctionCompletedEventAttributes)
        case .lambdaFunctionFailed(let attributes): try encode(attributes, .lambdaFunctionFailedEventAttributes)
        case .lambdaFunctionTimedOut(let attributes): try encode(attributes, .lambdaFunctionTimedOutEventAttributes)
        case .scheduleLambdaFunctionFailed(let attributes):
            try encode(attributes, .scheduleLambdaFunctionFailedEventAttributes)
        case .startLambdaFunctionFailed(let attributes):
            try encode(attributes, .startLambdaFunctionFailedEventAttributes)
        }
    }
}
