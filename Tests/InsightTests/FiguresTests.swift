import CommandSupport
import HistoryReading
import MartletTesting
import SWFModel
import SWFWire
import Testing

@testable import Insight

@Suite struct FiguresTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)
    private static let execution = WorkflowExecution(runId: "r", workflowId: "w")

    /// Four activity tasks: two completed after 1 and 3 s, one failed, one open; and a timer.
    private static var history: HistoryBuilder {
        var history = HistoryBuilder.started(
            "Publish",
            input: #"{"user_uuid":"u1","data":{"media":{"uuid":7}}}"#,
            at: start
        )
        history.decided()
        history.activityScheduled("A-1", type: "A")
        history.activityStarted("A-1")
        history.activityCompleted("A-1", result: "1")
        history.activityScheduled("A-2", type: "A")
        history.activityStarted("A-2")
        history.now = history.now + .seconds(2)
        history.activityCompleted("A-2")
        history.activityScheduled("B-3", type: "B")
        history.activityStarted("B-3")
        history.activityFailed("B-3", reason: "disk full")
        history.timerStarted("t", seconds: 60)
        history.activityScheduled("B-3-try2", type: "B")
        return history
    }

    @Test func `steps are counted by activity type, with the middle and the slow end of their times`() throws {
        var figures = StepFigures(by: .type)
        figures.add(Self.history.events, workflowId: "w")
        figures.add(Self.history.events, workflowId: "w2")
        let rows = figures.rows(depths: ["default": 5])
        #expect(rows.map(\.value) == ["A 1", "B 1"])
        #expect(rows.map(\.count) == [4, 4])
        #expect(rows.map(\.completed) == [4, 0])
        #expect(rows.map(\.failed) == [0, 2])
        #expect(rows.map(\.open) == [0, 2])
        #expect(rows[0].runTime?.p50 == .seconds(1))
        #expect(rows[0].runTime?.p95 == .seconds(3))
        #expect(rows[0].waitTime?.p95 == .seconds(1))
        #expect(rows.map(\.queueDepth) == [5, 5])
        #expect(figures.lines()[1] == "A 1       4      0       0          0     1 s       1 s  1 s      3 s  -")
        try TimeNames.check(String(decoding: try AWSJSON.encode(rows), as: UTF8.self))
    }

    @Test(arguments: [
        ("workflow", "Publish 1"), ("task-list", "default"), ("user_uuid", "u1"), ("input.user_uuid", "u1"),
        ("media.uuid", "7"), ("data.media.uuid", "7"), ("execution", "w"), ("nothing", "-"), ("tag", "-"),
    ])
    func `steps are counted by any key`(key: String, value: String) {
        var figures = StepFigures(by: GroupKey(key))
        figures.add(Self.history.events, workflowId: "w")
        #expect(figures.rows().map(\.value) == [value])
        #expect(figures.rows().first?.count == 4)
    }

    @Test func `by identity, what nobody took stands by itself`() {
        var figures = StepFigures(by: .identity)
        figures.add(Self.history.events, workflowId: "w")
        #expect(figures.rows().map(\.value) == ["test", "-"])
    }

    @Test(
        arguments: [
            ([Int](), nil, nil), ([7], 7, 7), ([1, 2], 1, 2), (Array(1...100), 50, 95),
            (Array((1...20).reversed()), 10, 19),
        ] as [([Int], Int?, Int?)]
    )
    func `percentiles are values that were there`(seconds: [Int], p50: Int?, p95: Int?) {
        let found = Percentiles(seconds.map { .seconds($0) })
        #expect(found?.p50 == p50.map { .seconds($0) })
        #expect(found?.p95 == p95.map { .seconds($0) })
    }

    @Test func `timings tell the sides of service and worker apart`() throws {
        let timings = ExecutionTimings(Self.history.events, of: Self.execution)
        let text = String(decoding: try AWSJSON.encode(timings), as: UTF8.self)
        try TimeNames.check(text)
        for key in [
            #""host_submit_timestamp":1700000000"#, #""worker_start_timestamp":1700000005"#, #""worker_run_time":5"#,
            #""status":"open""#, #""reason":"disk full""#,
        ] {
            #expect(text.contains(key), "\(key) in \(text)")
        }
        let lines = timings.lines(LocalTime(now: Self.start + .seconds(60)))
        #expect(lines[0].hasPrefix("w (Publish 1): started "))
        #expect(lines[0].hasSuffix(", open for 1 min"))
        #expect(lines.contains { $0.hasPrefix("B-3 ") && $0.contains("failed: disk full") })
        #expect(lines.contains { $0.hasPrefix("t ") && $0.contains("timer of 1 min") })
    }

    @Test func `a chart draws waits, work and ends along the time`() {
        let chart = GanttChart(Self.history.events, of: Self.execution, now: Self.start + .seconds(20))
        let lines = chart.lines(width: 60, ascii: true)
        #expect(lines[0] == "w  0 to 20 s")
        #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == ["A-1", "A-2", "B-3", "t", "B-3-try2"])
        #expect(lines[1].contains("  5-6"))
        #expect(lines[2].contains("8-11"))
        #expect(lines[3].hasSuffix("x"))
        #expect(lines[4].hasSuffix(">"))
        #expect(lines[5].hasSuffix(".>"))
        #expect(lines.allSatisfy { $0.count <= 62 })
    }

    @Test func `a drop of completed executions is told`() {
        var rows: [ClosingTrend.Row] = []
        for (index, completed) in [38, 40, 10].enumerated() {
            let start = Self.start + .seconds(index * 3600)
            var row = ClosingTrend.Row(start: start, end: start + .seconds(3600))
            row.counts = [.completed: completed, .failed: 1]
            rows.append(row)
        }
        let trend = ClosingTrend(rows: rows)
        #expect(trend.isDrop)
        #expect(trend.sentence == "completed 10 in the last period (was 40, -75%)")
        #expect(trend.lines(LocalTime(now: Self.start)).last == "DROP: completed 10 in the last period (was 40, -75%)")
        #expect(!ClosingTrend(rows: Array(rows.dropLast())).isDrop)
        #expect(ClosingTrend(rows: [rows[0]]).sentence == nil)
    }
}
