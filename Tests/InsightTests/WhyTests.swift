import CommandSupport
import HistoryReading
import Martlet
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import Insight

/// What `martlet why` says, situation by situation.
@Suite struct WhyTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)

    struct Situation: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var says: String
        var lists: [TaskListFacts] = []
        var gone: Set<String> = []
        var waits: [CodeWait]?
        var isWhole = false
        var history: @Sendable (inout HistoryBuilder) -> Void
    }

    /// Five minutes after the start, so that all ages are known.
    private static let now = start + .seconds(300)

    private static func list(
        _ kind: TaskKind,
        _ waiting: Int,
        _ pollers: [PollerInfo]?,
        busy: Set<String> = [],
        gone: Set<String> = []
    ) -> TaskListFacts {
        var facts = TaskListFacts(TaskListName(kind, "default"), waiting: waiting, pollers: pollers)
        facts.busy = busy
        facts.gone = gone
        return facts
    }

    private static func poller(_ identity: String?, ago: Int, waiting: Int = 0) -> PollerInfo {
        PollerInfo(identity: identity, lastPollTimestamp: now + .seconds(-ago), waitingPolls: waiting)
    }

    static let situations: [Situation] = [
        Situation(
            testDescription: "a decision task that nobody takes",
            says: "w waits for a decider on task list default since 4 min 59 s; nobody polls that list",
            lists: [list(.decision, 1, [])]
        ) { _ in },
        Situation(
            testDescription: "an activity list that is polled no more",
            says: "w waits for activity Render (Render-1) on task list default, scheduled 4 min 56 s ago; "
                + "nobody has polled that list since \(LocalTime(now: now).text(now + .seconds(-200))) (host:17:worker)",
            lists: [list(.activity, 1, [poller("host:17:worker", ago: 200)])]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
        },
        Situation(
            testDescription: "an activity list that is polled",
            says: "w waits for activity Render (Render-1) on task list default, scheduled 4 min 56 s ago; "
                + "2 processes poll that list, last 3 s ago",
            lists: [list(.activity, 9, [poller("a:1:worker", ago: 3), poller("b:1:worker", ago: 20)])]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
        },
        Situation(
            testDescription: "an activity list whose worker is busy",
            says: "w waits for activity Render (Render-1) on task list default, scheduled 4 min 56 s ago; "
                + "the one that polls that list is busy",
            lists: [list(.activity, 9, [poller("a:1:worker", ago: 300)], busy: ["a:1:worker"])]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
        },
        Situation(
            testDescription: "an activity list whose worker was killed a moment ago",
            says:
                "w waits for activity Render (Render-1) on task list default, scheduled 4 min 56 s ago; nobody has polled "
                + "that list since \(LocalTime(now: now).text(now + .seconds(-3))) (a:1:worker, which is gone)",
            lists: [list(.activity, 1, [poller("a:1:worker", ago: 3)], gone: ["a:1:worker"])]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
        },
        Situation(
            testDescription: "a service that does not tell who polls",
            says: "w waits for activity Render (Render-1) on task list default, scheduled 4 min 56 s ago; "
                + "who polls that list is not known here",
            lists: [list(.activity, 9, nil)]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
        },
        Situation(
            testDescription: "a second attempt in the works",
            says: "w waits for activity Render (Render-1, attempt 2), which test works on since 4 min 49 s; "
                + "attempt 1 failed: disk full"
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
            $0.activityStarted("Render-1")
            $0.activityFailed("Render-1", reason: "disk full")
            $0.decided()
            $0.activityScheduled("Render-1-try2", type: "Render")
            $0.activityStarted("Render-1-try2")
        },
        Situation(
            testDescription: "a worker that is gone",
            says: "w waits for activity Render (Render-1): test took it 4 min 55 s ago, and that process is gone",
            gone: ["test"]
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
            $0.activityStarted("Render-1")
        },
        Situation(
            testDescription: "a timer before another attempt",
            says:
                "w waits until \(LocalTime(now: now).text(start + .seconds(608))) (in 5 min 8 s) before it tries Render-1 "
                + "again; attempt 1 timed out (HEARTBEAT)"
        ) {
            $0.decided()
            $0.activityScheduled("Render-1", type: "Render")
            $0.activityStarted("Render-1")
            $0.activityTimedOut("Render-1", .heartbeat)
            // The moments of a builder are a second apart: the timer starts 8 s after the beginning, after the close.
            $0.now = $0.now + .seconds(1)
            $0.timerStarted("Render-1-wait1", seconds: 600)
        },
        Situation(
            testDescription: "a timer",
            says: "w waits for timer embargo, which fires at \(LocalTime(now: now).text(start + .seconds(3604))) "
                + "(in 55 min 4 s)"
        ) {
            $0.decided()
            $0.timerStarted("embargo", seconds: 3600)
        },
        Situation(
            testDescription: "a timer that should have fired",
            says: "w waits for timer t, which should have fired at \(LocalTime(now: now).text(start + .seconds(14))) "
                + "(4 min 46 s ago)"
        ) {
            $0.decided()
            $0.timerStarted("t", seconds: 10)
        },
        Situation(
            testDescription: "a signal that the code waits for",
            says: "w waits for a signal 'approval' (Workflows/Approve.swift:31) (and 1 thing more: --all)",
            waits: [
                CodeWait(subject: .signal("approval"), place: SourcePlace(fileID: "Workflows/Approve.swift", line: 31))
            ]
        ) {
            $0.decided()
            $0.timerStarted("deadline", seconds: 3600)
        },
        Situation(
            testDescription: "a signal that was sent by a slip of the pen",
            says: "w waits for a signal 'approval' (Workflows/Approve.swift:31); 'aproval', which is spelt nearly so, "
                + "came 4 min 56 s ago",
            waits: [
                CodeWait(subject: .signal("approval"), place: SourcePlace(fileID: "Workflows/Approve.swift", line: 31))
            ]
        ) {
            $0.decided()
            $0.signaled("aproval")
            $0.decided()
        },
        Situation(
            testDescription: "nothing at all",
            says: "w waits for a signal or a cancel request: no task, timer or child of it is open"
        ) { $0.decided() },
        Situation(
            testDescription: "a decision in the works after two that timed out",
            says: "w is being decided by test since 4 min 54 s; its time is over at "
                + "\(LocalTime(now: now).text(start + .seconds(36))); a decision task before it timed out"
        ) {
            $0.decisionTaskStarted()
            $0.decisionTaskTimedOut()
            $0.now = $0.now + .seconds(1)
            $0.decisionTaskScheduled()
            $0.decisionTaskStarted()
        },
        Situation(
            testDescription: "a history that deciders cannot follow",
            says: "w is held after 1 try: It does not follow.; the next try is due at "
                + "\(LocalTime(now: now).text(start + .seconds(606))) (in 5 min 6 s)"
        ) {
            $0.decided()
            $0.markerRecorded("martlet.note.held", details: "It does not follow.\nDecider: d")
            $0.now = $0.now + .seconds(1)
            $0.timerStarted("martlet.hold-1", seconds: 600)
        },
        Situation(
            testDescription: "a cancel request that waits too",
            says:
                "w waits for timer t, which fires at \(LocalTime(now: now).text(start + .seconds(3604))) (in 55 min 4 s)\n"
                + "w was asked to cancel itself 4 min 55 s ago",
            isWhole: true
        ) {
            $0.decided()
            $0.timerStarted("t", seconds: 3600)
            $0.cancelRequested()
        },
        Situation(testDescription: "a failure", says: "w failed 4 min 56 s ago after 4 s: no: really (details)") {
            $0.decided()
            $0.failed(reason: "no: really", details: "details")
        },
        Situation(testDescription: "a completed execution", says: "w completed 4 min 56 s ago after 4 s") {
            $0.decided()
            $0.completed()
        },
    ]

    private static func report(_ situation: Situation) -> WhyReport {
        var history = HistoryBuilder.started(at: start)
        situation.history(&history)
        let sight = ExecutionSight(
            execution: WorkflowExecution(runId: "r", workflowId: "w"),
            events: history.events,
            codeWaits: situation.waits,
            taskLists: situation.lists,
            gone: situation.gone
        )
        return WhyReport(sight, time: LocalTime(now: now))
    }

    @Test(arguments: situations)
    func `one line says what it waits for`(situation: Situation) {
        let report = Self.report(situation)
        #expect((situation.isWhole ? report.lines.joined(separator: "\n") : report.line) == situation.says)
    }

    @Test func `what does not go on by itself comes before what does`() {
        let report = Self.report(
            Situation(
                testDescription: "",
                says: "",
                lists: [Self.list(.activity, 1, [])]
            ) {
                $0.decided()
                $0.timerStarted("embargo", seconds: 3600)
                $0.activityScheduled("A-1", type: "A")
                $0.activityStarted("A-1")
                $0.activityScheduled("B-2", type: "B")
            }
        )
        #expect(report.reasons.map(\.id) == ["B-2", "A-1", "embargo"])
    }

    @Test(arguments: situations)
    func `as JSON it has the same line, and times by their names`(situation: Situation) throws {
        let report = Self.report(situation)
        let text = String(decoding: try AWSJSON.encode(report), as: UTF8.self)
        try TimeNames.check(text)
        #expect(text.contains(#""workflowId":"w""#))
    }
}
