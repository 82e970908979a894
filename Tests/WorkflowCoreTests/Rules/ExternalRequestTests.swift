import SWFModel
import Testing
import WorkflowCore

/// Signals and cancel requests to other executions (swf-spec.md 5.9, swf-observed.md D10).
@Suite struct ExternalRequestTests {
    @Test func `5.9 the outcome of a signal is not that of a cancel request`() throws {
        var machine = try Rule.machine(["RequestCancelExternalWorkflowExecution x"])
        let before = machine
        let target = WorkflowExecution(runId: "x1", workflowId: "x")
        let wrong: [OutboxMessage.Body] = [
            .signalDelivered(initiatedEventId: 5, target: target),
            .signalFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution),
        ]
        for body in wrong {
            let message = OutboxMessage(
                from: Fixtures.identity("x", run: "x1"),
                toWorkflowId: "w",
                toRunId: "r1",
                body: body
            )
            #expect(machine.received(message, at: Rule.at(1)).isEmpty)
        }
        #expect(machine == before)
    }

    @Test func `5.9 an answer counts once, and only if it was waited for`() throws {
        var machine = try Rule.machine(["SignalExternalWorkflowExecution x hello"])
        let target = WorkflowExecution(runId: "x1", workflowId: "x")
        func news(_ body: OutboxMessage.Body) -> OutboxMessage {
            OutboxMessage(from: Fixtures.identity("x", run: "x1"), toWorkflowId: "w", toRunId: "r1", body: body)
        }
        let wrong: [OutboxMessage.Body] = [
            .cancelDelivered(initiatedEventId: 5, target: target),
            .signalDelivered(initiatedEventId: 4, target: target),
            .cancelFailed(initiatedEventId: 5, cause: .unknownExternalWorkflowExecution),
            .childStarted(initiatedEventId: 5, child: target),
            .childStartFailed(initiatedEventId: 5, cause: .workflowAlreadyRunning),
        ]
        for body in wrong {
            #expect(machine.received(news(body), at: Rule.at(1)).isEmpty)
        }
        let right = news(.signalDelivered(initiatedEventId: 5, target: target))
        #expect(machine.received(right, at: Rule.at(1)).events.count == 2)
        #expect(machine.received(right, at: Rule.at(1)).isEmpty)
    }

    @Test func `5.9 an execution may signal itself`() {
        let text = """
            > start
            > poll
            > decide SignalExternalWorkflowExecution w hello
            > deliver
            > deliver
            """
        #expect(
            Script.replay(text).hasSuffix(
                """
                > deliver
                6 WorkflowExecutionSignaled externalInitiated=5 external=w/r1 signal=hello
                7 DecisionTaskScheduled taskList=main
                > deliver
                8 ExternalWorkflowExecutionSignaled initiated=5 execution=w/r1
                """
            )
        )
    }

    @Test func `5.9 a run that closed before the message came answers that it is unknown`() throws {
        var machine = try Rule.machine(["CompleteWorkflowExecution"])
        let message = OutboxMessage(
            from: Fixtures.identity("s", run: "s1"),
            toWorkflowId: "w",
            toRunId: "r1",
            body: .signal(name: "hello", input: nil, initiatedEventId: 9)
        )
        let transition = machine.received(message, at: Rule.at(1))
        #expect(transition.events == [])
        #expect(transition.effects == message.undeliverable.map { [.send($0)] })
        #expect(message.undeliverable?.toRunId == "s1")
    }
}
