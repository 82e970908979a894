import Foundation
import SWFModel
import Testing
import WorkflowCore

/// The state is the fold of the history, and can be kept (design.md, invariant 1).
@Suite struct StateFoldTests {
    @Test func `a snapshot of the state is the state`() throws {
        var machine = try Rule.machine([
            "ScheduleActivityTask a heartbeat=5; ScheduleActivityTask b; StartTimer t 5; StartTimer u 6; "
                + "StartChildWorkflowExecution c; SignalExternalWorkflowExecution x s; ScheduleLambdaFunction f",
            "[list=host listTimeout=5 context=k] CancelTimer t",
        ])
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(1))
        _ = try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 17, details: "d", at: Rule.at(1))
        let state = try JSONDecoder().decode(ExecutionState.self, from: JSONEncoder().encode(machine.state))
        #expect(state == machine.state)
        let heartbeats = try JSONDecoder().decode(Heartbeats.self, from: JSONEncoder().encode(machine.heartbeats))
        #expect(heartbeats == machine.heartbeats)
        #expect(ExecutionMachine(state: state, heartbeats: heartbeats).nextDeadline == machine.nextDeadline)
    }

    @Test func `events that do not fit are noted and never trap`() {
        let completed = HistoryEvent.Attributes.activityTaskCompleted(.init(scheduledEventId: 9, startedEventId: 8))
        var state = ExecutionState(identity: Fixtures.identity())
        state.apply(HistoryEvent(eventId: 5, eventTimestamp: Rule.at(0), attributes: completed))
        #expect(state.inconsistency == "Event 5 follows event 0.")
        #expect(state.lastEventId == 0)
        state = ExecutionState(identity: Fixtures.identity())
        state.apply(HistoryEvent(eventId: 1, eventTimestamp: Rule.at(0), attributes: completed))
        #expect(state.inconsistency == "Event 1 names activity task 9, which is not open.")
        #expect(state.lastEventId == 1)
    }
}
