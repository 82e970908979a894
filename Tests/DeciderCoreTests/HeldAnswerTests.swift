import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("Answers of deciders that could not follow")
struct HeldAnswerTests {
    /// Code that asks for an activity, then for a timer, and then ends.
    private func code() -> Follower {
        Follower { resolution, replay in
            switch resolution {
            case .started: replay.activity("A-1")
            case .activity: replay.timer("sleep-1")
            case .timer: replay.end(.complete(result: nil), place: nil)
            default: break
            }
        }
    }

    private func held(_ count: Int, _ answer: (inout HistoryBuilder, Int) -> Void) -> HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        for number in 1...count {
            history.decisionTaskStarted()
            history.decisionTaskCompleted()
            answer(&history, number)
            history.signaled("hello")
            history.decisionTaskScheduled()
        }
        history.decisionTaskStarted()
        return history
    }

    /// The three forms that such an answer has.
    private static let answers: [@Sendable (inout HistoryBuilder, Int) -> Void] = [
        { history, number in
            history.markerRecorded(OwnName.heldMarker, details: "why")
            history.timerStarted("\(OwnName.holdTimer)\(number)", seconds: 1)
        },
        { history, number in history.timerStarted("\(OwnName.holdTimer)\(number)", seconds: 1) },
        { history, _ in history.markerRecorded(OwnName.heldMarker, details: "why") },
        { history, number in history.timerNotStarted("\(OwnName.holdTimer)\(number)", cause: .operationNotPermitted) },
    ]

    @Test(arguments: [1, 2, 5], 0..<4)
    func `what the code asked for meanwhile goes with the next`(_ count: Int, _ form: Int) throws {
        var history = held(count, Self.answers[form])
        var follower = code()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+timer sleep-1"])
        history.decisionTaskCompleted()
        history.timerStarted("sleep-1")
        history.timerFired("sleep-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["complete "])
        var again = code()
        try again.follow(history.events)
        #expect(try again.decide().map(\.short) == ["complete "], "from scratch it is the same")
    }

    /// Whether the code was over what had been decided, at each of its turns.
    private func replays(_ history: HistoryBuilder) throws -> [Bool] {
        var seen: [Bool] = []
        var follower = Follower { resolution, replay in
            seen.append(replay.isReplaying)
            if case .started = resolution { replay.activity("A-1") }
        }
        try follower.follow(history.events)
        _ = try follower.decide()
        return seen
    }

    @Test(arguments: [1, 2, 5], 0..<4)
    func `the turns they answered are no replay until the code decides`(_ count: Int, _ form: Int) throws {
        var history = held(count, Self.answers[form])
        // The start was decided; the activity's end and all signals but the last came with held turns.
        #expect(try replays(history) == [true] + Array(repeating: false, count: count + 1))
        history.decisionTaskCompleted()
        history.signaled("hello")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        #expect(try replays(history) == Array(repeating: true, count: count + 2) + [false])
    }

    @Test func `an answer that has nothing is one of the code`() throws {
        var history = held(2, Self.answers[1])
        history.decisionTaskCompleted()
        history.signaled("hello")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        #expect(try replays(history) == [true, true, true, true, false])
    }

    @Test func `a refused timer for the rest of an answer calls for that rest`() throws {
        var history = HistoryBuilder.started()
        history.decisionTaskStarted()
        history.decisionTaskCompleted()
        history.activityScheduled("A-1", type: "A")
        history.timerNotStarted("martlet.continue-1", cause: .timerCreationRateExceeded)
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        var follower = Follower { resolution, replay in
            guard case .started = resolution else { return }
            for number in 1...3 { replay.activity("A-\(number)") }
        }
        try follower.follow(history.events)
        #expect(try follower.decide().map(\.short) == ["+A-2", "+A-3"])
    }

    @Test func `at the end of a history its last answer must have had everything`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        var open = code()
        try open.follow(history.events)
        #expect(throws: Never.self, "more of the answer may follow") { try open.replay.endHistory() }
        history.signaled("hello")
        var passed = code()
        try passed.follow(history.events)
        #expect(throws: ReplayError.self) { try passed.replay.endHistory() }
    }
}
