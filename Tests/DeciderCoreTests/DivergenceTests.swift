import DeciderCore
import MartletTesting
import SWFModel
import Testing

@Suite("A history that the code no longer follows")
struct DivergenceTests {
    /// Code that asks for some things at its start.
    private func code(_ asks: @escaping (inout Replay) -> Void) -> Follower {
        Follower { resolution, replay in
            if case .started = resolution { asks(&replay) }
        }
    }

    private var oneActivity: HistoryBuilder {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityStarted("A-1")
        history.activityCompleted("A-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        return history
    }

    @Test func `a renamed activity is named with its event and place`() throws {
        var follower = code { $0.activity("B-1", line: 12) }
        let error = #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.eventId == 5)
        #expect(
            divergence.description
                == "event 5: the history has ActivityTaskScheduled A-1 (A 1), but the code asks for "
                + "ScheduleActivityTask B-1 (B 1) at Test/Code.swift:12"
        )
    }

    @Test func `another version of an activity diverges`() throws {
        var follower = code { replay in
            _ = replay.schedule(
                ScheduleActivityTaskDecisionAttributes(
                    activityId: "A-1",
                    activityType: ActivityType(name: "A", version: "2")
                ),
                place: nil
            )
        }
        #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
    }

    @Test func `reordered activities diverge at the first that differs`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityScheduled("B-2", type: "B")
        var follower = code { replay in
            replay.activity("B-2")
            replay.activity("A-1")
        }
        let error = #expect(throws: ReplayError.self) { try follower.follow(history.events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.eventId == 5)
    }

    @Test func `a timer where the history has an activity diverges`() throws {
        var follower = code { $0.timer("sleep-1") }
        #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
    }

    @Test func `code that asks for more than was decided diverges at the next decision task`() throws {
        var follower = code { replay in
            replay.activity("A-1")
            replay.activity("B-2", line: 7)
        }
        let error = #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
        #expect(
            error
                == .divergence(
                    Divergence(
                        eventId: 4,
                        recorded: "nothing more decided with DecisionTaskCompleted",
                        asked: "ScheduleActivityTask B-2 (B 1)",
                        place: SourcePlace(fileID: "Test/Code.swift", line: 7)
                    )
                )
        )
    }

    @Test func `code that asks for less than was decided diverges`() throws {
        var follower = code { _ in }
        let error = #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.asked == "nothing more")
        #expect(divergence.place == nil)
    }

    @Test func `code that ends where the history goes on diverges`() throws {
        var follower = code { $0.end(.complete(result: nil), place: nil) }
        #expect(throws: ReplayError.self) { try follower.follow(oneActivity.events) }
    }

    @Test func `code that fails where the history completed diverges`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.completed()
        var follower = code { $0.end(.fail(reason: "no", details: nil), place: nil) }
        #expect(throws: ReplayError.self) { try follower.follow(history.events) }
    }

    @Test func `what this code cannot ask for at all diverges`() throws {
        var history = HistoryBuilder.started()
        history.decided()
        history.add(
            .startChildWorkflowExecutionInitiated(
                StartChildWorkflowExecutionInitiatedEventAttributes(
                    childPolicy: .terminate,
                    decisionTaskCompletedEventId: 4,
                    taskList: TaskList(name: "default"),
                    workflowId: "child",
                    workflowType: WorkflowType(name: "Child", version: "1")
                )
            )
        )
        var follower = code { $0.activity("A-1") }
        #expect(throws: ReplayError.self) { try follower.follow(history.events) }
    }

    @Test func `a gap in the event ids is malformed`() throws {
        var follower = code { $0.activity("A-1") }
        var events = oneActivity.events
        events.remove(at: 5)
        let error = #expect(throws: ReplayError.self) { try follower.follow(events) }
        guard case .malformed(7, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
