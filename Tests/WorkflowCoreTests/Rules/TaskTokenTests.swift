import SWFModel
import Testing
import WorkflowCore

/// A task that is not open is unknown (swf-spec.md 5.13).
@Suite struct TaskTokenTests {
    /// Inputs that are refused, and the sentences.
    @Test func `5.13 a task that is not open is unknown, by the number of its schedule`() throws {
        var machine = try Rule.machine(["ScheduleActivityTask a"])
        let activity = Fault(.unknownResource, "Unknown activity, scheduledEventId = 5")
        let decision = Fault(.unknownResource, "Unknown decision task, scheduledEventId = 2")
        func complete(_ started: EventId) throws {
            _ = try machine.activityTaskCompleted(
                scheduledEventId: 5,
                startedEventId: started,
                result: nil,
                at: Rule.at(0)
            )
        }
        // Nobody has it; then a worker has it, by another start; then it is closed.
        #expect(throws: activity) { try complete(0) }
        #expect(throws: activity) { try complete(6) }
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        #expect(throws: activity) { try complete(7) }
        #expect(throws: activity) {
            try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Rule.at(0))
        }
        try complete(6)
        #expect(throws: activity) { try complete(6) }
        #expect(throws: activity) {
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Rule.at(0))
        }
        // A decision task is answered once.
        #expect(throws: decision) {
            try machine.decisionTaskCompleted(
                scheduledEventId: 2,
                startedEventId: 3,
                DecisionText.answer(""),
                context: Fixtures.context(),
                at: Rule.at(0)
            )
        }
        #expect(throws: decision) {
            try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Rule.at(0))
        }
    }
}
