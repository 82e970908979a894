import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("Which decision task sees what")
struct TurnTests {
    /// Two activities side by side, then complete with how many ended.
    private func pair() -> Follower {
        var ended = 0
        return Follower { resolution, replay in
            switch resolution {
            case .started:
                replay.activity("A-1")
                replay.activity("B-2")
            case .activity:
                ended += 1
                if ended == 2 { replay.end(.complete(result: "2"), place: nil) }
            default:
                break
            }
        }
    }

    private func pairStarted() -> HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityScheduled("B-2", type: "B")
        history.activityStarted("A-1")
        history.activityStarted("B-2")
        return history
    }

    @Test func `the first task gets the start`() throws {
        var history = HistoryBuilder.started(input: "7")
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-1", "+B-2"])
        #expect(!follower.replay.isReplaying)
        #expect(follower.replay.now == history.events[2].eventTimestamp)
    }

    @Test func `results come in event order`() throws {
        var history = pairStarted()
        history.activityCompleted("B-2", result: "b")
        history.decisionTaskScheduled()
        history.activityCompleted("A-1", result: "a")
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["complete 2"])
        #expect(
            follower.seen.dropFirst() == [
                .activity(2, .completed(result: "b")), .activity(1, .completed(result: "a")),
            ]
        )
    }

    @Test func `what came while the decider worked belongs to the next task`() throws {
        var history = pairStarted()
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        history.activityCompleted("B-2")
        history.decisionTaskScheduled()
        history.decisionTaskCompleted()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(follower.seen.count == 2, "the answered task saw only A-1")
        #expect(try follower.decide().map(\.short) == ["complete 2"])
    }

    @Test func `a decision task that timed out saw nothing`() throws {
        var history = pairStarted()
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        history.activityCompleted("B-2")
        history.decisionTaskScheduled()
        history.decisionTaskTimedOut()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(follower.seen.count == 1)
        #expect(try follower.decide().map(\.short) == ["complete 2"])
    }

    @Test func `a refused close is issued again with the next task`() throws {
        var history = pairStarted()
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.activityCompleted("B-2")
        history.decisionTaskStarted()
        history.signaled("hello")
        history.decisionTaskScheduled()
        history.decisionTaskCompleted()
        history.notCompleted()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["complete 2"])
    }

    @Test func `a close that is not permitted waits by a timer`() throws {
        var history = pairStarted()
        history.activityCompleted("A-1")
        history.activityCompleted("B-2")
        history.decided()
        history.notCompleted(cause: .operationNotPermitted)
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+timer martlet.close-1"])
        history.decisionTaskCompleted()
        history.timerStarted("martlet.close-1", seconds: 60)
        history.timerFired("martlet.close-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["complete 2"])
    }

    @Test func `an execution that a decider gave up in vain goes on where it was`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        history.signaled("hello")
        history.decisionTaskScheduled()
        history.decisionTaskCompleted()
        history.notFailed()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-1", "+B-2"])
    }

    @Test func `a held replay goes on with the new events alone`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.replay.liveTurnId == 3)
        history.decisionTaskCompleted()
        history.activityScheduled("A-1", type: "A")
        history.activityScheduled("B-2", type: "B")
        history.activityStarted("A-1")
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
        #expect(follower.seen.count == 2)
    }

    @Test func `a held replay whose answer was not recorded is stale`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        _ = try follower.decide()
        history.decisionTaskTimedOut()
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        #expect(throws: ReplayError.stale) { try follower.follow(history.events) }
    }

    @Test func `signals and cancel requests come in order with results`() throws {
        var history = pairStarted()
        history.signaled("one")
        history.decisionTaskScheduled()
        history.cancelRequested()
        history.activityCompleted("A-1")
        history.decisionTaskStarted()
        var follower = pair()
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.count == 4)
        #expect(follower.seen[2] == .cancelRequested)
    }

    /// Asks for some activities, and comes to some changes behind them.
    private func changed(_ activities: Int, _ changes: Int) -> Follower {
        Follower { resolution, replay in
            guard case .started = resolution else { return }
            for number in 1...activities { replay.activity("A-\(number)") }
            for number in 1...changes {
                _ = replay.recordVersion(
                    RecordMarkerDecisionAttributes(details: "1", markerName: "\(OwnName.versionMarker)\(number)"),
                    place: nil
                )
            }
        }
    }

    @Test func `versions go ahead of the answer, and are not cut from it`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var follower = changed(3, 4)
        try follower.follow(history.events)
        let answer = try follower.decide(within: BatchLimit(decisions: 2, bytes: 1))
        let versions = (1...4).map { "marker martlet.version.\($0)" }
        #expect(answer.map(\.short) == versions + ["+A-1", "+timer martlet.continue-1"])
        history.decisionTaskCompleted()
        for number in 1...4 { history.markerRecorded("martlet.version.\(number)", details: "1") }
        history.activityScheduled("A-1", type: "A")
        history.timerStarted("martlet.continue-1", seconds: 0)
        history.timerFired("martlet.continue-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-2", "+A-3"])
    }

    @Test func `a history has its versions where the code asked for them, or ahead`() throws {
        // So did deciders of earlier versions.
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityScheduled("A-2", type: "A")
        history.markerRecorded("martlet.version.1", details: "1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = changed(2, 1)
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
    }

    @Test func `more versions than fit into an answer are not taken`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var follower = changed(1, Replay.versionLimit + 10)
        try follower.follow(history.events)
        #expect(try follower.decide().count == Replay.versionLimit + 1)
    }

    @Test func `a history of its own start again is the same value`() throws {
        var history = pairStarted()
        history.activityCompleted("B-2")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var first = pair()
        var second = pair()
        try first.follow(history.events)
        for event in history.events { try second.follow([event]) }
        #expect(try first.decide() == second.decide())
        #expect(first.replay == second.replay)
    }
}
