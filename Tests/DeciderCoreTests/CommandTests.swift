import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("What becomes of what the code asks for")
struct CommandTests {
    /// Code that asks for one activity and one timer, and may cancel them when it learns of a signal.
    private func code(onSignal: @escaping (inout Replay) -> Void = { _ in }) -> Follower {
        Follower { resolution, replay in
            switch resolution {
            case .started:
                replay.activity("A-1")
                replay.timer("sleep-1")
            case .signaled(_, _):
                onSignal(&replay)
            default:
                break
            }
        }
    }

    private func started() -> HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.timerStarted("sleep-1")
        return history
    }

    @Test(arguments: [
        (ActivityOutcome.failed(reason: "no", details: "more"), 0),
        (.timedOut(.heartbeat, details: "3 of 10"), 1),
        (.canceled(details: nil, wasAsked: false), 2),
        (.handedBack, 4), (.completed(result: "1"), 3),
    ])
    func `an activity ends as its event says`(_ expected: ActivityOutcome, _ way: Int) throws {
        var history = started()
        history.activityStarted("A-1")
        switch way {
        case 0: history.activityFailed("A-1", reason: "no", details: "more")
        case 1: history.activityTimedOut("A-1", .heartbeat, details: "3 of 10")
        case 2: history.activityCanceled("A-1")
        case 4: history.activityTimedOut("A-1", .heartbeat, details: "martlet.handedBack by a: stopping")
        default: history.activityCompleted("A-1", result: "1")
        }
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = code()
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .activity(1, expected))
    }

    @Test(arguments: ScheduleActivityTaskFailedCause.allCases)
    func `an activity that is not scheduled tells why`(_ cause: ScheduleActivityTaskFailedCause) throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityNotScheduled("A-1", type: "A", cause: cause)
        history.timerStarted("sleep-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = code()
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .activity(1, .notScheduled(cause)))
    }

    @Test func `a scheduled activity is asked to cancel once and ends by its event`() throws {
        var history = started()
        history.signaled("stop")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var outcomes: [CancelOutcome] = []
        var follower = code { replay in
            outcomes.append(replay.cancel(1, place: nil))
            outcomes.append(replay.cancel(1, place: nil))
        }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["-A-1"])
        #expect(outcomes == [.willEnd, .willEnd])
        history.decisionTaskCompleted()
        history.activityCancelRequested("A-1")
        history.activityCanceled("A-1", details: "stopped")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        _ = try follower.decide()
        #expect(follower.seen.last == .activity(1, .canceled(details: "stopped", wasAsked: true)))
        #expect(follower.replay.cancel(1, place: nil) == .hadEnded)
    }

    @Test func `a cancel that comes too late is forgotten when the result is there`() throws {
        var history = started()
        history.activityStarted("A-1")
        history.signaled("stop")
        history.decisionTaskScheduled()
        history.activityCompleted("A-1", result: "1")
        history.decisionTaskStarted()
        var follower = code { _ = $0.cancel(1, place: nil) }
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
        #expect(follower.seen.last == .activity(1, .completed(result: "1")))
    }

    @Test func `a started timer is canceled at once`() throws {
        var history = started()
        history.signaled("stop")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var outcome: CancelOutcome?
        var follower = code { outcome = $0.cancel(2, place: nil) }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["-timer sleep-1"])
        #expect(outcome == .over)
        history.timerFired("sleep-1")
        history.decisionTaskScheduled()
        history.decisionTaskCompleted()
        history.timerNotCanceled("sleep-1")
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide() == [], "a timer that fired meanwhile changes nothing")
        #expect(follower.seen.count == 2)
    }

    @Test func `a timer whose end is already known is not canceled`() throws {
        var history = started()
        history.signaled("stop")
        history.decisionTaskScheduled()
        history.timerFired("sleep-1")
        history.decisionTaskStarted()
        var follower = code { _ = $0.cancel(2, place: nil) }
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
        #expect(follower.seen.count == 2, "the fired timer belongs to nobody any more")
    }

    @Test func `what was not sent yet is withdrawn`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        var outcomes: [CancelOutcome] = []
        var follower = Follower { _, replay in
            let activity = replay.activity("A-1")
            let timer = replay.timer("sleep-1")
            replay.activity("B-2")
            outcomes = [replay.cancel(activity, place: nil), replay.cancel(timer, place: nil)]
        }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+B-2"])
        #expect(outcomes == [.over, .over])
    }

    @Test func `a timer refused for its rate is asked for again, slowly`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.timerNotStarted("sleep-1", cause: .timerCreationRateExceeded)
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = code()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+timer sleep-1"])
        #expect(follower.replay.isThrottled)
    }

    @Test func `a timer refused otherwise fails`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.timerNotStarted("sleep-1", cause: .openTimersLimitExceeded)
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = code()
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
        #expect(follower.seen.last == .timer(2, .refused(.openTimersLimitExceeded)))
        #expect(!follower.replay.isThrottled)
    }

    @Test func `markers are matched and waited for by nobody`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.markerRecorded("version", details: "1")
        history.activityScheduled("A-1", type: "A")
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = Follower { resolution, replay in
            guard case .started = resolution else { return }
            replay.recordMarker(
                RecordMarkerDecisionAttributes(details: "1", markerName: "version"),
                place: nil
            )
            replay.activity("A-1")
        }
        try follower.follow(history.events)
        #expect(try follower.decide() == [])
    }

    @Test func `what does not fit into one answer follows with the next`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        let code: (Resolution, inout Replay) -> Void = { resolution, replay in
            guard case .started = resolution else { return }
            for number in 1...5 { replay.activity("A-\(number)") }
            replay.end(.complete(result: nil), place: nil)
        }
        let limit = BatchLimit(decisions: 2)
        var follower = Follower(code)
        try follower.follow(history.events)
        #expect(try follower.decide(within: limit).map(\.short) == ["+A-1", "+A-2", "+timer martlet.continue-1"])
        history.decisionTaskCompleted()
        history.activityScheduled("A-1", type: "A")
        history.activityScheduled("A-2", type: "A")
        history.timerStarted("martlet.continue-1", seconds: 0)
        history.timerFired("martlet.continue-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide(within: limit).map(\.short) == ["+A-3", "+A-4", "+timer martlet.continue-2"])
        history.decisionTaskCompleted()
        history.activityScheduled("A-3", type: "A")
        history.activityScheduled("A-4", type: "A")
        history.timerStarted("martlet.continue-2", seconds: 0)
        history.timerFired("martlet.continue-2")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide(within: limit).map(\.short) == ["+A-5", "complete "])

        var again = Follower(code)
        try again.follow(history.events)
        #expect(try again.decide(within: limit).map(\.short) == ["+A-5", "complete "], "from scratch it is the same")
    }

    @Test func `an answer that would be too large is cut by its bytes`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        let input = String(repeating: "x", count: 30_000)
        var follower = Follower { _, replay in
            for number in 1...60 {
                _ = replay.schedule(
                    ScheduleActivityTaskDecisionAttributes(
                        activityId: "A-\(number)",
                        activityType: ActivityType(name: "A", version: "1"),
                        input: input
                    ),
                    place: nil
                )
            }
        }
        try follower.follow(history.events)
        let decisions = try follower.decide()
        #expect(decisions.count == 27)
        #expect(decisions.last?.short == "+timer martlet.continue-1")
    }
}
