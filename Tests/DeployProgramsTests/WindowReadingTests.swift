import Deploys
import SWFModel
import Schedules
import Testing

@testable import DeployPrograms

/// What a schedule started that may still run at a moment.
@Suite struct WindowReadingTests {
    /// On the hour and at half past.
    private static let monitor = Schedule(
        id: "S3Monitor",
        workflow: "Monitor",
        timing: .every(.seconds(1800), anchor: Timestamp(milliseconds: 0))
    )

    private static func at(_ minutes: Int) -> Timestamp { Timestamp(milliseconds: minutes * 60_000) }

    private static func run(from start: Int, to end: Int?) -> WorkflowExecutionInfo {
        WorkflowExecutionInfo(
            closeStatus: end.map { _ in .completed },
            closeTimestamp: end.map(at),
            execution: WorkflowExecution(runId: "r", workflowId: "S3Monitor.\(start)"),
            executionStatus: end == nil ? .open : .closed,
            startTimestamp: at(start),
            workflowType: WorkflowType(name: "Monitor", version: "1")
        )
    }

    private func words(_ runs: [WorkflowExecutionInfo], at minute: Int, isNow: Bool) -> [String] {
        WindowReading.expected(Self.monitor, runs, at: Self.at(minute), isNow: isNow).map { run in
            "\(run.since.milliseconds / 60_000) to \(run.until.map { "\($0.milliseconds / 60_000)" } ?? "?")"
        }
    }

    @Test func `now, what is open counts, for as long as the longest before it`() {
        let runs = [Self.run(from: 30, to: nil), Self.run(from: 0, to: 4), Self.run(from: -30, to: -18)]
        #expect(words(runs, at: 32, isNow: true) == ["30 to 42"])
        #expect(words(runs, at: 50, isNow: true) == ["30 to ?"])
        #expect(words(Array(runs.dropFirst()), at: 32, isNow: true) == [])
    }

    @Test func `at another moment the last tick counts, for as long as such runs took`() {
        let runs = [Self.run(from: 0, to: 4), Self.run(from: -30, to: -18)]
        #expect(words(runs, at: 62, isNow: false) == ["60 to 72"])
    }

    @Test func `a schedule whose runs nobody has seen is taken to run for ten minutes`() {
        #expect(words([], at: 62, isNow: false) == ["60 to 70"])
    }

    @Test func `a schedule without ticks is expected at no other moment`() {
        let schedule = Schedule(id: "s", workflow: "W", timing: .notSince(.seconds(60)))
        #expect(WindowReading.expected(schedule, [], at: Self.at(5), isNow: false) == [])
    }
}
