import SWFModel
import Testing
import WorkflowCore

/// What DescribeWorkflowExecution shows (swf-spec.md 2.4.25, swf-observed.md S9, S11 to S13, D3).
@Suite struct DescribeTests {
    @Test func `2.4.25 the execution context stays until another is given, and empty text is one`() throws {
        var machine = try Rule.deciding()
        let contexts: [(String?, String?)] = [("one", "one"), (nil, "one"), ("", "")]
        for (given, wanted) in contexts {
            let (scheduled, started) = machine.state.startedDecisionTask
            _ = try machine.decisionTaskCompleted(
                scheduledEventId: scheduled,
                startedEventId: started,
                RespondDecisionTaskCompletedInput(executionContext: given, taskToken: "token"),
                context: Fixtures.context(),
                at: Fixtures.start
            )
            #expect(machine.state.detail.latestExecutionContext == wanted)
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Fixtures.start)
            let next = machine.state.offeredTasks.first?.scheduledEventId ?? 0
            _ = try machine.decisionTaskStarted(scheduledEventId: next, identity: nil, at: Fixtures.start)
        }
    }

    @Test func `5.4 the time of the latest activity event is that of any of them`() throws {
        var machine = try Rule.machine(["RecordMarker m"])
        #expect(machine.state.latestActivityTaskTimestamp == nil)
        machine = try Rule.machine(["ScheduleActivityTask a"])
        #expect(machine.state.latestActivityTaskTimestamp == Rule.at(0))
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(3))
        #expect(machine.state.latestActivityTaskTimestamp == Rule.at(3))
        _ = try machine.activityTaskFailed(
            scheduledEventId: 5,
            startedEventId: 6,
            reason: nil,
            details: nil,
            at: Rule.at(4)
        )
        #expect(machine.state.detail.latestActivityTaskTimestamp == Rule.at(4))
    }

    @Test func `5.6 a cancel request shows until the execution closes`() throws {
        var machine = try Rule.machine()
        #expect(machine.state.info.cancelRequested == false)
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Rule.at(1))
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Rule.at(2))
        #expect(machine.state.lastEventId == 4)
        #expect(machine.state.info.cancelRequested == true)
        try Rule.poll(&machine, at: Rule.at(2))
        try Rule.decide("CancelWorkflowExecution", on: &machine, at: Rule.at(3))
        #expect(machine.state.info.cancelRequested == false)
        #expect(machine.state.info.closeStatus == .canceled)
        #expect(machine.state.info.closeTimestamp == Rule.at(3))
    }

    @Test(arguments: ["CompleteWorkflowExecution", "FailWorkflowExecution", "CancelWorkflowExecution"])
    func `2.4.25 open counts stay as they were at the close`(close: String) throws {
        let opening = """
            ScheduleActivityTask a; ScheduleActivityTask b; StartTimer t 5; StartChildWorkflowExecution c; \
            StartChildWorkflowExecution d; ScheduleLambdaFunction f
            """
        var machine = try Rule.machine([opening])
        let open = WorkflowExecutionOpenCounts(
            openActivityTasks: 2,
            openChildWorkflowExecutions: 0,
            openDecisionTasks: 0,
            openLambdaFunctions: 1,
            openTimers: 1
        )
        #expect(machine.state.openCounts == open, "a child counts once it runs")
        let child = WorkflowExecution(runId: "c1", workflowId: "c")
        let news = OutboxMessage(
            from: Fixtures.identity("c", run: "c1"),
            toWorkflowId: "w",
            toRunId: "r1",
            body: .childStarted(initiatedEventId: 8, child: child)
        )
        _ = machine.received(news, at: Rule.at(1))
        #expect(machine.state.openCounts.openChildWorkflowExecutions == 1)
        #expect(machine.state.openCounts.openDecisionTasks == 1, "scheduled")
        try Rule.poll(&machine)
        #expect(machine.state.openCounts.openDecisionTasks == 1, "started")
        try Rule.decide(close, on: &machine)
        var frozen = open
        frozen.openChildWorkflowExecutions = 1
        #expect(machine.state.openCounts == frozen)
    }

    @Test func `2.4.25 the task list of the start is shown, whatever list tasks go to now`() throws {
        let machine = try Rule.machine(["[list=second]"])
        #expect(machine.state.detail.executionConfiguration.taskList.name == "main")
    }
}
