import SWFModel
import Testing
import WorkflowCore

/// A close decision is the last of its list (swf-spec.md 3.1, swf-observed.md D1).
@Suite struct CloseMustBeLastTests {
    @Test(arguments: Rule.closes)
    func `3.1 a close that is not last refuses the whole list and leaves the task`(close: Decision) throws {
        var machine = try Rule.deciding()
        let before = machine
        let lists: [[Decision]] = [
            [close, .recordMarker(.init(markerName: "m"))], [close, close],
            [.recordMarker(.init(markerName: "m")), close, .completeWorkflowExecution(.init())],
        ]
        for list in lists {
            #expect(throws: Fault(.validation, "Close must be last decision in list")) {
                try Rule.decide(list, on: &machine)
            }
        }
        #expect(machine == before)
        _ = try Rule.decide([close], on: &machine)
        #expect(!machine.state.isOpen)
    }

    @Test func `any other decision may stand before a close`() throws {
        // The real service refuses some of them in one list with a close; which is not known (swf-observed.md D5).
        let line = """
            ScheduleActivityTask a; RequestCancelActivityTask a; RecordMarker m; StartTimer t 5; CancelTimer t; \
            SignalExternalWorkflowExecution x s; RequestCancelExternalWorkflowExecution x; \
            StartChildWorkflowExecution c; ScheduleLambdaFunction f; CompleteWorkflowExecution
            """
        var machine = try Rule.deciding()
        let transition = try Rule.decide(line, on: &machine)
        #expect(transition.events.last?.eventType == .workflowExecutionCompleted)
        #expect(transition.events.count == 12, "one for each, one more for the canceled activity, and the answer")
    }
}
