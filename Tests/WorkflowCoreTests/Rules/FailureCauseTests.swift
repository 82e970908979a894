import MartletTesting
import SWFModel
import Testing
import WorkflowCore

/// Every `…Failed` event that tells of a decision, with every cause that can come about (swf-spec.md 3.2 and 6.4).
@Suite struct FailureCauseTests {
    /// What the decision meets.
    enum Circumstance: String, Sendable {
        case usual
        /// An event came while the decider worked.
        case unseen
        case unknownType = "unknown type"
        case deprecatedType = "deprecated type"
        /// The type of the execution has no defaults.
        case bareType = "bare type"
        /// No more of anything may be open.
        case full
        /// The domain has as many open executions as it may.
        case fullDomain = "full domain"
        case notPermitted = "not permitted"
        /// Too many decisions of every type in too short a time.
        case rate
        /// A role, and nobody who runs functions.
        case roleWithoutService = "role without service"
        /// The message that it sends comes back.
        case undeliverable
        /// The clock that is due runs out.
        case clock
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        var decisions: String
        var circumstance: Circumstance?
        /// The event with all its members.
        var event: String

        init(_ line: Substring) {
            let cells = line.split(separator: "|", maxSplits: 2).map(\.trimmed)
            decisions = cells[0]
            circumstance = Circumstance(rawValue: cells[1])
            event = cells[2]
        }

        var testDescription: String { event }
    }

    @Test(arguments: refusals)
    func `a decision that cannot be carried out says why, and asks for another`(refusal: Refusal) throws {
        let events = try Self.events(refusal)
        let line = try #require(events.map { HistoryTrace.line($0, detail: .full) }.last { $0.contains(" cause=") })
        #expect(line == refusal.event)
        if refusal.circumstance == .unseen {
            #expect(events.last?.eventType != .decisionTaskScheduled, "the task of the unseen event serves")
        } else {
            #expect(events.last?.eventType == .decisionTaskScheduled)
        }
    }

    private static func events(_ refusal: Refusal) throws -> [HistoryEvent] {
        var started = Fixtures.started()
        var context = Fixtures.context()
        switch try #require(refusal.circumstance) {
        case .unknownType: started.workflowType = WorkflowType(name: "Unknown", version: "1")
        case .deprecatedType: started.workflowType = WorkflowType(name: "Deprecated", version: "1")
        case .bareType: started.workflowType = WorkflowType(name: "Bare", version: "1")
        case .full:
            context.limits.openActivityTasks = 0
            context.limits.openTimers = 0
            context.limits.openChildren = 0
            context.limits.openLambdaFunctions = 0
        case .fullDomain: context.openExecutionsInDomain = 100_000
        case .rate:
            context.allowance = DecisionAllowance(
                decisions: Dictionary(uniqueKeysWithValues: DecisionType.allCases.map { ($0, 0) })
            )
        case .notPermitted: context.refusedDecisions = Set(DecisionType.allCases)
        case .roleWithoutService: started.lambdaRole = "role"
        case .usual, .unseen, .undeliverable, .clock: break
        }
        var machine = try Rule.deciding(started)
        if refusal.circumstance == .unseen {
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        }
        let decisions = DecisionText.answer(refusal.decisions).decisions ?? []
        let answer = try Rule.decide(decisions, on: &machine, context: context)
        switch refusal.circumstance {
        case .undeliverable:
            let messages = answer.effects.compactMap { effect in
                if case .send(let message) = effect { message } else { nil }
            }
            return machine.received(try #require(messages.first?.undeliverable), at: Rule.at(1)).events
        case .clock: return try Rule.deadline(of: &machine, at: Rule.at(0)).events
        default: return answer.events
        }
    }

    /// A line each: the decisions, what they meet, and the event that is written.
    static let refusals: [Refusal] = """
        ScheduleActivityTask a type=Unknown | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Unknown/1 cause=ACTIVITY_TYPE_DOES_NOT_EXIST decision=4
        ScheduleActivityTask a type=Deprecated | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Deprecated/1 cause=ACTIVITY_TYPE_DEPRECATED decision=4
        ScheduleActivityTask a; ScheduleActivityTask a | usual | 6 ScheduleActivityTaskFailed activityId=a activityType=Render/1 cause=ACTIVITY_ID_ALREADY_IN_USE decision=4
        ScheduleActivityTask a | full | 5 ScheduleActivityTaskFailed activityId=a activityType=Render/1 cause=OPEN_ACTIVITIES_LIMIT_EXCEEDED decision=4
        ScheduleActivityTask a type=Bare | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Bare/1 cause=DEFAULT_TASK_LIST_UNDEFINED decision=4
        ScheduleActivityTask a type=Bare list=l | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Bare/1 cause=DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED decision=4
        ScheduleActivityTask a type=Bare list=l scheduleToStart=1 | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Bare/1 cause=DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED decision=4
        ScheduleActivityTask a type=Bare list=l scheduleToStart=1 scheduleToClose=NONE | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Bare/1 cause=DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED decision=4
        ScheduleActivityTask a type=Bare list=l scheduleToStart=1 scheduleToClose=NONE startToClose=0 | usual | 5 ScheduleActivityTaskFailed activityId=a activityType=Bare/1 cause=DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED decision=4
        RequestCancelActivityTask a | usual | 5 RequestCancelActivityTaskFailed activityId=a cause=ACTIVITY_ID_UNKNOWN decision=4
        CompleteWorkflowExecution | unseen | 7 CompleteWorkflowExecutionFailed cause=UNHANDLED_DECISION decision=6
        FailWorkflowExecution | unseen | 7 FailWorkflowExecutionFailed cause=UNHANDLED_DECISION decision=6
        CancelWorkflowExecution | unseen | 7 CancelWorkflowExecutionFailed cause=UNHANDLED_DECISION decision=6
        ContinueAsNewWorkflowExecution | unseen | 7 ContinueAsNewWorkflowExecutionFailed cause=UNHANDLED_DECISION decision=6
        ContinueAsNewWorkflowExecution | unknown type | 5 ContinueAsNewWorkflowExecutionFailed cause=WORKFLOW_TYPE_DOES_NOT_EXIST decision=4
        ContinueAsNewWorkflowExecution | deprecated type | 5 ContinueAsNewWorkflowExecutionFailed cause=WORKFLOW_TYPE_DEPRECATED decision=4
        ContinueAsNewWorkflowExecution | bare type | 5 ContinueAsNewWorkflowExecutionFailed cause=DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED decision=4
        ContinueAsNewWorkflowExecution executionTimeout=5 | bare type | 5 ContinueAsNewWorkflowExecutionFailed cause=DEFAULT_TASK_LIST_UNDEFINED decision=4
        ContinueAsNewWorkflowExecution executionTimeout=5 list=l | bare type | 5 ContinueAsNewWorkflowExecutionFailed cause=DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED decision=4
        ContinueAsNewWorkflowExecution executionTimeout=5 list=l taskTimeout=5 | bare type | 5 ContinueAsNewWorkflowExecutionFailed cause=DEFAULT_CHILD_POLICY_UNDEFINED decision=4
        StartTimer t 5; StartTimer t 6 | usual | 6 StartTimerFailed cause=TIMER_ID_ALREADY_IN_USE decision=4 timerId=t
        StartTimer t 5 | full | 5 StartTimerFailed cause=OPEN_TIMERS_LIMIT_EXCEEDED decision=4 timerId=t
        CancelTimer t | usual | 5 CancelTimerFailed cause=TIMER_ID_UNKNOWN decision=4 timerId=t
        StartChildWorkflowExecution c type=Unknown | usual | 5 StartChildWorkflowExecutionFailed cause=WORKFLOW_TYPE_DOES_NOT_EXIST decision=4 initiated=0 workflowId=c workflowType=Unknown/1
        StartChildWorkflowExecution c type=Deprecated | usual | 5 StartChildWorkflowExecutionFailed cause=WORKFLOW_TYPE_DEPRECATED decision=4 initiated=0 workflowId=c workflowType=Deprecated/1
        StartChildWorkflowExecution c | full | 5 StartChildWorkflowExecutionFailed cause=OPEN_CHILDREN_LIMIT_EXCEEDED decision=4 initiated=0 workflowId=c workflowType=Publish/1
        StartChildWorkflowExecution c | full domain | 5 StartChildWorkflowExecutionFailed cause=OPEN_WORKFLOWS_LIMIT_EXCEEDED decision=4 initiated=0 workflowId=c workflowType=Publish/1
        StartChildWorkflowExecution c | undeliverable | 6 StartChildWorkflowExecutionFailed cause=WORKFLOW_ALREADY_RUNNING decision=4 initiated=5 workflowId=c workflowType=Publish/1
        StartChildWorkflowExecution c type=Bare | usual | 5 StartChildWorkflowExecutionFailed cause=DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED decision=4 initiated=0 workflowId=c workflowType=Bare/1
        StartChildWorkflowExecution c type=Bare executionTimeout=NONE | usual | 5 StartChildWorkflowExecutionFailed cause=DEFAULT_TASK_LIST_UNDEFINED decision=4 initiated=0 workflowId=c workflowType=Bare/1
        StartChildWorkflowExecution c type=Bare executionTimeout=NONE list=l | usual | 5 StartChildWorkflowExecutionFailed cause=DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED decision=4 initiated=0 workflowId=c workflowType=Bare/1
        StartChildWorkflowExecution c type=Bare executionTimeout=NONE list=l taskTimeout=NONE | usual | 5 StartChildWorkflowExecutionFailed cause=DEFAULT_CHILD_POLICY_UNDEFINED decision=4 initiated=0 workflowId=c workflowType=Bare/1
        SignalExternalWorkflowExecution x s run=r9 | undeliverable | 6 SignalExternalWorkflowExecutionFailed cause=UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION decision=4 initiated=5 runId=r9 workflowId=x
        RequestCancelExternalWorkflowExecution x | undeliverable | 6 RequestCancelExternalWorkflowExecutionFailed cause=UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION decision=4 initiated=5 workflowId=x
        ScheduleLambdaFunction l | full | 5 ScheduleLambdaFunctionFailed cause=OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED decision=4 id=l name=f
        ScheduleLambdaFunction l | role without service | 5 ScheduleLambdaFunctionFailed cause=LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION decision=4 id=l name=f
        ScheduleLambdaFunction l | clock | 6 StartLambdaFunctionFailed cause=ASSUME_ROLE_FAILED message=No IAM role is attached to the current workflow execution. scheduled=5
        ScheduleActivityTask a | rate | 5 ScheduleActivityTaskFailed activityId=a activityType=Render/1 cause=ACTIVITY_CREATION_RATE_EXCEEDED decision=4
        StartTimer t 5 | rate | 5 StartTimerFailed cause=TIMER_CREATION_RATE_EXCEEDED decision=4 timerId=t
        StartChildWorkflowExecution c | rate | 5 StartChildWorkflowExecutionFailed cause=CHILD_CREATION_RATE_EXCEEDED decision=4 initiated=0 workflowId=c workflowType=Publish/1
        ContinueAsNewWorkflowExecution | rate | 5 ContinueAsNewWorkflowExecutionFailed cause=CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED decision=4
        SignalExternalWorkflowExecution x s | rate | 5 SignalExternalWorkflowExecutionFailed cause=SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED decision=4 initiated=0 workflowId=x
        RequestCancelExternalWorkflowExecution x | rate | 5 RequestCancelExternalWorkflowExecutionFailed cause=REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED decision=4 initiated=0 workflowId=x
        ScheduleLambdaFunction l | rate | 5 ScheduleLambdaFunctionFailed cause=LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED decision=4 id=l name=f
        ScheduleActivityTask a | not permitted | 5 ScheduleActivityTaskFailed activityId=a activityType=Render/1 cause=OPERATION_NOT_PERMITTED decision=4
        RequestCancelActivityTask a | not permitted | 5 RequestCancelActivityTaskFailed activityId=a cause=OPERATION_NOT_PERMITTED decision=4
        CompleteWorkflowExecution | not permitted | 5 CompleteWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4
        FailWorkflowExecution | not permitted | 5 FailWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4
        CancelWorkflowExecution | not permitted | 5 CancelWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4
        ContinueAsNewWorkflowExecution | not permitted | 5 ContinueAsNewWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4
        RecordMarker m | not permitted | 5 RecordMarkerFailed cause=OPERATION_NOT_PERMITTED decision=4 marker=m
        StartTimer t 5 | not permitted | 5 StartTimerFailed cause=OPERATION_NOT_PERMITTED decision=4 timerId=t
        CancelTimer t | not permitted | 5 CancelTimerFailed cause=OPERATION_NOT_PERMITTED decision=4 timerId=t
        SignalExternalWorkflowExecution x s run=r9 | not permitted | 5 SignalExternalWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4 initiated=0 runId=r9 workflowId=x
        RequestCancelExternalWorkflowExecution x | not permitted | 5 RequestCancelExternalWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4 initiated=0 workflowId=x
        StartChildWorkflowExecution c | not permitted | 5 StartChildWorkflowExecutionFailed cause=OPERATION_NOT_PERMITTED decision=4 initiated=0 workflowId=c workflowType=Publish/1
        """.split(separator: "\n").map(Refusal.init)

    /// Causes that do not come about here, and why.
    private static let absent: Set<String> = [
        // The real service takes an id that is in use (swf-observed.md X1).
        "ScheduleLambdaFunctionFailed ID_ALREADY_IN_USE"
    ]

    private static let causes: [EventType: [String]] = [
        .scheduleActivityTaskFailed: ScheduleActivityTaskFailedCause.allCases.map(\.rawValue),
        .requestCancelActivityTaskFailed: RequestCancelActivityTaskFailedCause.allCases.map(\.rawValue),
        .completeWorkflowExecutionFailed: CompleteWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .failWorkflowExecutionFailed: FailWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .cancelWorkflowExecutionFailed: CancelWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .continueAsNewWorkflowExecutionFailed: ContinueAsNewWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .recordMarkerFailed: RecordMarkerFailedCause.allCases.map(\.rawValue),
        .startTimerFailed: StartTimerFailedCause.allCases.map(\.rawValue),
        .cancelTimerFailed: CancelTimerFailedCause.allCases.map(\.rawValue),
        .startChildWorkflowExecutionFailed: StartChildWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .signalExternalWorkflowExecutionFailed: SignalExternalWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .requestCancelExternalWorkflowExecutionFailed:
            RequestCancelExternalWorkflowExecutionFailedCause.allCases.map(\.rawValue),
        .scheduleLambdaFunctionFailed: ScheduleLambdaFunctionFailedCause.allCases.map(\.rawValue),
        .startLambdaFunctionFailed: StartLambdaFunctionFailedCause.allCases.map(\.rawValue),
    ]

    /// Whether the event says that a decision was not carried out.
    static func tellsOfADecision(_ type: EventType) -> Bool { causes[type] != nil }

    @Test func `every cause of the model is in the table, or said not to come about`() {
        let produced = Set(
            Self.refusals.map { refusal in
                let words = refusal.event.split(separator: " ")
                let cause = words.first { $0.hasPrefix("cause=") }?.dropFirst(6) ?? ""
                return "\(words[1]) \(cause)"
            }
        )
        let all = Set(Self.causes.flatMap { type, causes in causes.map { "\(type.rawValue) \($0)" } })
        #expect(produced.intersection(Self.absent) == [])
        #expect(produced.union(Self.absent) == all)
    }

    @Test func `what is not permitted is not looked at any further`() throws {
        var machine = try Rule.deciding()
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        let context = Fixtures.context(refusedDecisions: [.completeWorkflowExecution, .scheduleActivityTask])
        let transition = try Rule.decide(
            [
                Rule.activity(type: "Unknown"), .recordMarker(.init(markerName: "m")),
                .completeWorkflowExecution(.init()),
            ],
            on: &machine,
            context: context
        )
        let causes = transition.events.compactMap { event -> String? in
            switch event.attributes {
            case .scheduleActivityTaskFailed(let failed): failed.cause.rawValue
            case .completeWorkflowExecutionFailed(let failed): failed.cause.rawValue
            default: nil
            }
        }
        #expect(causes == ["OPERATION_NOT_PERMITTED", "OPERATION_NOT_PERMITTED"])
        #expect(transition.events.contains { $0.eventType == .markerRecorded })
    }
}
