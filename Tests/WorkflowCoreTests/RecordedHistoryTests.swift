import MartletTesting
import SWFModel
import Testing
import WorkflowCore

/// Ten histories of the real service. Left out, with a sentence, where the folder `shared` is missing.
@Suite(.enabled(if: RecordedHistories.isThere)) struct RecordedHistoryTests {
    @Test func `there are ten recorded histories`() {
        #expect(RecordedHistories.names.count == 10)
    }

    @Test(arguments: RecordedHistories.names)
    func `the linter accepts a recorded history`(name: String) throws {
        #expect(HistoryLinter.lint(try RecordedHistories.read(name).events) == [])
    }

    @Test(arguments: RecordedHistories.names)
    func `the fold of a recorded history is closed as its last event says`(name: String) throws {
        let recording = try RecordedHistories.read(name)
        let last = try #require(recording.events.last)
        let state = ExecutionState.folding(recording.events, identity: Fixtures.identity(recording.workflowId))
        #expect(state.inconsistency == nil)
        #expect(state.lastEventId == recording.events.count)
        #expect(state.close == last.eventType.closeStatus.map { Close(status: $0, timestamp: last.eventTimestamp) })
        #expect(!state.info.cancelRequested.isNotFalse)
        #expect(state.offeredTasks == [])
    }

    /// The same inputs, at the same times, give the same events: but for the timeout `NONE` in DecisionTaskScheduled,
    /// which the service has written only since 2023 (swf-observed.md E2).
    @Test(arguments: RecordedHistories.names)
    func `the machine writes a recorded history again`(name: String) throws {
        let recording = try RecordedHistories.read(name)
        let again = try Recital.recite(recording.events, workflowId: recording.workflowId)
        let wanted = HistoryTrace.text(recording.events.map(Recital.withoutNone), detail: .full)
        #expect(HistoryTrace.text(again.map(Recital.withoutNone), detail: .full) == wanted)
        #expect(again.map(\.eventTimestamp) == recording.events.map(\.eventTimestamp))
    }

    @Test func `after a cancel the counts show the activity that was open`() throws {
        let recording = try RecordedHistories.read("cancel_requested.json")
        let state = ExecutionState.folding(recording.events, identity: Fixtures.identity(recording.workflowId))
        #expect(state.openCounts.openActivityTasks == 1)
        #expect(state.openCounts.openDecisionTasks == 0)
        #expect(state.latestActivityTaskTimestamp == recording.events[5].eventTimestamp)
    }
}

extension Optional<Bool> {
    /// True unless it is there and false.
    fileprivate var isNotFalse: Bool { self ?? true }
}
