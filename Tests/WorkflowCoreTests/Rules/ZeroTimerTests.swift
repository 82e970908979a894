import SWFModel
import Testing
import WorkflowCore

/// Timers of zero seconds (swf-spec.md 3.2.8, swf-observed.md T2).
@Suite struct ZeroTimerTests {
    @Test func `5.5 a timer of 0 seconds fires in a transaction of its own`() throws {
        var machine = try Rule.machine()
        try Rule.poll(&machine)
        let answer = try Rule.decide("StartTimer t 0", on: &machine)
        #expect(answer.events.map(\.eventType) == [.decisionTaskCompleted, .timerStarted])
        #expect(machine.nextDeadline == Rule.at(0))
        let fired = try Rule.deadline(of: &machine, at: Rule.at(0))
        #expect(fired.events.map(\.eventType) == [.timerFired, .decisionTaskScheduled])
    }

    @Test func `it fires after events that the same moment brought, and never within the answer`() throws {
        var machine = try Rule.deciding()
        let answer = try Rule.decide("StartTimer t 0; StartTimer u 0; RecordMarker m", on: &machine)
        #expect(!answer.events.contains { $0.eventType == .timerFired })
        #expect(
            try Rule.deadline(of: &machine, at: Rule.at(0)).events.map(\.eventType) == [
                .timerFired, .decisionTaskScheduled,
            ]
        )
        #expect(try Rule.deadline(of: &machine, at: Rule.at(0)).events.map(\.eventType) == [.timerFired])
        #expect(machine.deadlineReached(at: Rule.at(0)) == nil)
    }

    @Test func `it can still be canceled in its own list, and its id used again`() throws {
        var machine = try Rule.deciding()
        try Rule.decide("StartTimer t 0; CancelTimer t; StartTimer t 5", on: &machine)
        #expect(machine.nextDeadline == Rule.at(5))
    }

    @Test func `it does not hold a close back, and never fires after it`() throws {
        var machine = try Rule.deciding()
        try Rule.decide("StartTimer t 0; CompleteWorkflowExecution", on: &machine)
        #expect(machine.deadlineReached(at: Rule.at(100)) == nil)
        #expect(machine.state.openCounts.openTimers == 1)
    }
}
