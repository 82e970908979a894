import SWFModel
import Testing
import WorkflowCore

/// What a parent hears of its children (swf-spec.md 5.7, swf-observed.md D11 to D13).
@Suite struct ChildNewsTests {
    @Test(
        arguments: [
            ("> c: decide CompleteWorkflowExecution r", "ChildWorkflowExecutionCompleted initiated=5 result=r"),
            ("> c: decide FailWorkflowExecution r", "ChildWorkflowExecutionFailed initiated=5 reason=r"),
            ("> c: decide CancelWorkflowExecution d", "ChildWorkflowExecutionCanceled details=d initiated=5"),
            ("> c: terminate", "ChildWorkflowExecutionTerminated initiated=5"),
            ("> +600", "ChildWorkflowExecutionTimedOut initiated=5"),
        ]
    )
    func `5.7 the parent hears how its child closed`(input: String, news: String) throws {
        let text = """
            > start executionTimeout=100000
            > poll
            > decide StartChildWorkflowExecution c
            > deliver
            > deliver
            > c: poll
            \(input)
            > deliver
            """
        let last = try #require(Script.replay(text).split(separator: "\n").last)
        #expect(last.hasPrefix("8 \(news) started=6"), "\(last)")
    }

    @Test func `5.7 the close of a child is news of its start too, should that be late`() throws {
        var machine = try Rule.machine(["StartChildWorkflowExecution c"])
        let child = WorkflowExecution(runId: "c1", workflowId: "c")
        func news(_ body: OutboxMessage.Body) -> OutboxMessage {
            OutboxMessage(from: Fixtures.identity("c", run: "c1"), toWorkflowId: "w", toRunId: "r1", body: body)
        }
        let closed = machine.received(
            news(
                .childClosed(
                    initiatedEventId: 5,
                    child: child,
                    workflowType: Fixtures.workflowType,
                    outcome: .completed(result: "r")
                )
            ),
            at: Rule.at(1)
        )
        #expect(
            closed.events.map(\.eventType) == [
                .childWorkflowExecutionStarted, .decisionTaskScheduled, .childWorkflowExecutionCompleted,
            ]
        )
        // News that comes again, or late, changes nothing.
        let before = machine
        #expect(machine.received(news(.childStarted(initiatedEventId: 5, child: child)), at: Rule.at(2)).isEmpty)
        #expect(machine == before)
    }

    @Test func `child started is its own transaction, at a time of its own`() throws {
        let text = """
            > start
            > poll
            > decide StartChildWorkflowExecution c; RecordMarker m
            > +1
            > deliver
            > +1
            > deliver
            """
        let lines = Script.replay(text).split(separator: "\n").map(String.init)
        // The answer and what it decided, then a second later the child, then another second later the news.
        let answer = lines.firstIndex { $0.hasPrefix("4 DecisionTaskCompleted") } ?? 0
        #expect(lines[(answer + 1)...].prefix { !$0.hasPrefix(">") }.count == 2, "the answer itself starts nothing")
        #expect(lines.suffix(2).first == "7 ChildWorkflowExecutionStarted initiated=5 execution=c/c1")
        #expect(lines.last == "8 DecisionTaskScheduled taskList=main")
    }
}
