import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("What becomes of children, messages to others, and lambda functions")
struct NeighbourTests {
    static let childType = WorkflowType(name: "Child", version: "1")
    static let child = WorkflowExecution(runId: "child-run", workflowId: "child-1")

    /// Code that asks once for something, and may do more when it learns of a signal.
    private func code(
        _ ask: @escaping (inout Replay) -> Void,
        onSignal: @escaping (inout Replay) -> Void = { _ in }
    ) -> Follower {
        Follower { resolution, replay in
            switch resolution {
            case .started: ask(&replay)
            case .signaled: onSignal(&replay)
            default: break
            }
        }
    }

    private func startChild(_ replay: inout Replay) {
        _ = replay.startChild(
            StartChildWorkflowExecutionDecisionAttributes(workflowId: "child-1", workflowType: Self.childType),
            place: SourcePlace(fileID: "Test/Code.swift", line: 1)
        )
    }

    private func signalExternal(_ replay: inout Replay) {
        _ = replay.signalExternal(
            SignalExternalWorkflowExecutionDecisionAttributes(signalName: "hello", workflowId: "other"),
            place: nil
        )
    }

    private func initiated(_ history: HistoryBuilder) -> HistoryEvent.Attributes {
        .startChildWorkflowExecutionInitiated(
            .init(
                childPolicy: .terminate,
                decisionTaskCompletedEventId: history.completedDecisionTask,
                taskList: TaskList(name: "default"),
                workflowId: "child-1",
                workflowType: Self.childType
            )
        )
    }

    /// A history of a child that was asked for, and started when `isStarted`.
    private func withChild(isStarted: Bool = true) -> HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(initiated(history))
        if isStarted {
            history.add(
                .childWorkflowExecutionStarted(
                    .init(initiatedEventId: 5, workflowExecution: Self.child, workflowType: Self.childType)
                )
            )
        }
        return history
    }

    private func taskAtHand(_ history: inout HistoryBuilder) {
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
    }

    static let ends: [(HistoryEvent.Attributes, ChildOutcome)] = [
        (
            .childWorkflowExecutionCompleted(
                .init(
                    initiatedEventId: 5,
                    result: "1",
                    startedEventId: 6,
                    workflowExecution: child,
                    workflowType: childType
                )
            ),
            .completed(result: "1")
        ),
        (
            .childWorkflowExecutionFailed(
                .init(
                    details: "more",
                    initiatedEventId: 5,
                    reason: "no",
                    startedEventId: 6,
                    workflowExecution: child,
                    workflowType: childType
                )
            ),
            .failed(reason: "no", details: "more")
        ),
        (
            .childWorkflowExecutionTimedOut(
                .init(
                    initiatedEventId: 5,
                    startedEventId: 6,
                    timeoutType: .startToClose,
                    workflowExecution: child,
                    workflowType: childType
                )
            ),
            .timedOut
        ),
        (
            .childWorkflowExecutionCanceled(
                .init(
                    details: "d",
                    initiatedEventId: 5,
                    startedEventId: 6,
                    workflowExecution: child,
                    workflowType: childType
                )
            ),
            .canceled(details: "d")
        ),
        (
            .childWorkflowExecutionTerminated(
                .init(initiatedEventId: 5, startedEventId: 6, workflowExecution: child, workflowType: childType)
            ),
            .terminated
        ),
    ]

    @Test(arguments: ends)
    func `a child starts, and ends as its event says`(_ event: HistoryEvent.Attributes, _ outcome: ChildOutcome) throws
    {
        var history = withChild()
        history.add(event)
        taskAtHand(&history)
        var follower = code(startChild)
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.suffix(2) == [.childStarted(1, Self.child), .child(1, outcome)])
    }

    @Test func `a child that is refused at once is a decision of the history`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .startChildWorkflowExecutionFailed(
                .init(
                    cause: .workflowTypeDoesNotExist,
                    decisionTaskCompletedEventId: history.completedDecisionTask,
                    initiatedEventId: 0,
                    workflowId: "child-1",
                    workflowType: Self.childType
                )
            )
        )
        taskAtHand(&history)
        var follower = code(startChild)
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .child(1, .notStarted(.workflowTypeDoesNotExist)))
    }

    @Test func `a child whose workflow id is taken is the outcome of its start`() throws {
        var history = withChild(isStarted: false)
        history.add(
            .startChildWorkflowExecutionFailed(
                .init(
                    cause: .workflowAlreadyRunning,
                    decisionTaskCompletedEventId: history.completedDecisionTask,
                    initiatedEventId: 5,
                    workflowId: "child-1",
                    workflowType: Self.childType
                )
            )
        )
        taskAtHand(&history)
        var follower = code(startChild)
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .child(1, .notStarted(.workflowAlreadyRunning)))
    }

    @Test func `a child that runs is asked to cancel once and ends by its event`() throws {
        var history = withChild()
        history.signaled("stop")
        taskAtHand(&history)
        var outcomes: [CancelOutcome] = []
        var follower = code(startChild) { replay in
            outcomes.append(replay.cancel(1, place: nil))
            outcomes.append(replay.cancel(1, place: nil))
        }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.decisionType) == [.requestCancelExternalWorkflowExecution])
        #expect(outcomes == [.willEnd, .willEnd])
    }

    @Test func `a child that has not started is asked to cancel as soon as it has`() throws {
        var history = withChild(isStarted: false)
        history.signaled("stop")
        history.decided()
        history.add(
            .childWorkflowExecutionStarted(
                .init(initiatedEventId: 5, workflowExecution: Self.child, workflowType: Self.childType)
            )
        )
        taskAtHand(&history)
        var follower = code(startChild) { replay in _ = replay.cancel(1, place: nil) }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.decisionType) == [.requestCancelExternalWorkflowExecution])
    }

    @Test func `a child that ended meanwhile is not asked to cancel`() throws {
        var history = withChild()
        history.signaled("stop")
        history.add(Self.ends[0].0)
        taskAtHand(&history)
        var follower = code(startChild) { replay in _ = replay.cancel(1, place: nil) }
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
    }

    @Test func `a child that was not sent is withdrawn`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var outcome: CancelOutcome?
        var follower = code { replay in
            startChild(&replay)
            outcome = replay.cancel(1, place: nil)
        }
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
        #expect(outcome == .over)
    }

    @Test(arguments: [true, false])
    func `a signal to another execution arrives or does not`(_ arrives: Bool) throws {
        let target = WorkflowExecution(runId: "r", workflowId: "other")
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .signalExternalWorkflowExecutionInitiated(
                .init(
                    decisionTaskCompletedEventId: history.completedDecisionTask,
                    signalName: "hello",
                    workflowId: "other"
                )
            )
        )
        if arrives {
            history.add(.externalWorkflowExecutionSignaled(.init(initiatedEventId: 5, workflowExecution: target)))
        } else {
            history.add(
                .signalExternalWorkflowExecutionFailed(
                    .init(
                        cause: .unknownExternalWorkflowExecution,
                        decisionTaskCompletedEventId: history.completedDecisionTask,
                        initiatedEventId: 5,
                        workflowId: "other"
                    )
                )
            )
        }
        taskAtHand(&history)
        var follower = code(signalExternal)
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .external(1, arrives ? .delivered(target) : .refused(.unknownExecution)))
    }

    @Test func `a signal of another name diverges`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .signalExternalWorkflowExecutionInitiated(
                .init(
                    decisionTaskCompletedEventId: history.completedDecisionTask,
                    signalName: "good-bye",
                    workflowId: "other"
                )
            )
        )
        var follower = code(signalExternal)
        let error = #expect(throws: ReplayError.self) { try follower.follow(history.events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.recorded == "SignalExternalWorkflowExecutionInitiated good-bye to other")
        #expect(divergence.asked == "SignalExternalWorkflowExecution hello to other")
    }

    @Test func `a lambda function that could not be called says why`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .lambdaFunctionScheduled(
                .init(decisionTaskCompletedEventId: history.completedDecisionTask, id: "lambda-1", name: "resize")
            )
        )
        history.add(
            .startLambdaFunctionFailed(
                .init(cause: .assumeRoleFailed, message: "No IAM role is attached", scheduledEventId: 5)
            )
        )
        taskAtHand(&history)
        var follower = code { replay in
            _ = replay.scheduleLambda(
                ScheduleLambdaFunctionDecisionAttributes(id: "lambda-1", name: "resize"),
                place: nil
            )
        }
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .lambda(1, .notStarted(message: "No IAM role is attached")))
    }
}
