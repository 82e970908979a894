import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("What Martlet writes into a history of its own accord")
struct OwnNameTests {
    /// Code that asks for an activity, and notes something before and after it when it is told to.
    private func code(notes: Bool) -> Follower {
        Follower { resolution, replay in
            guard case .started = resolution else { return }
            if notes { replay.recordMarker(.init(markerName: OwnName.unknownSignalMarker), place: nil) }
            replay.activity("A-1")
            if notes { replay.recordMarker(.init(markerName: "martlet.version.x"), place: nil) }
        }
    }

    /// A history in which the activity was asked for, among notes when it has some.
    private func history(notes: Bool) -> HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        if notes { history.markerRecorded(OwnName.unknownSignalMarker) }
        history.activityScheduled("A-1", type: "A")
        if notes { history.markerRecorded("martlet.version.x") }
        history.activityCompleted("A-1", result: "1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        return history
    }

    @Test(arguments: [true, false], [true, false])
    func `notes may be missing in the history or in the code`(_ recorded: Bool, _ asked: Bool) throws {
        var follower = code(notes: asked)
        try follower.follow(history(notes: recorded).events)
        #expect(try follower.decide() == [])
        #expect(follower.seen.last == .activity(asked ? 2 : 1, .completed(result: "1")))
    }

    @Test func `an author's marker must be there`() {
        var follower = Follower { resolution, replay in
            guard case .started = resolution else { return }
            replay.recordMarker(.init(markerName: "mine"), place: nil)
            replay.activity("A-1")
        }
        #expect(throws: ReplayError.self) { try follower.follow(history(notes: false).events) }
    }

    @Test func `what was asked when a decider held the execution goes with the next answer`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.markerRecorded(OwnName.heldMarker, details: "why")
        history.timerStarted("\(OwnName.holdTimer)1")
        history.timerFired("\(OwnName.holdTimer)1")
        history.decisionTaskScheduled()
        history.decided()
        history.timerStarted("\(OwnName.holdTimer)2", seconds: 2)
        history.signaled("hello")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = code(notes: false)
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-1"])
    }

    @Test func `a close goes with the next answer after a hold too`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.timerStarted("\(OwnName.holdTimer)1")
        history.timerFired("\(OwnName.holdTimer)1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = Follower { resolution, replay in
            guard case .started = resolution else { return }
            replay.activity("A-1")
            replay.end(.complete(result: "1"), place: nil)
        }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-1", "complete 1"])
    }

    @Test func `continuing as new that cannot be fails the execution`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .continueAsNewWorkflowExecutionFailed(
                .init(
                    cause: .workflowTypeDeprecated,
                    decisionTaskCompletedEventId: history.completedDecisionTask
                )
            )
        )
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = Follower { resolution, replay in
            guard case .started = resolution else { return }
            replay.end(.continueAsNew(.init()), place: nil)
        }
        try follower.follow(history.events)
        #expect(
            try follower.decide().map(\.short) == ["fail Continuing as new was refused: WORKFLOW_TYPE_DEPRECATED"]
        )
    }
}
