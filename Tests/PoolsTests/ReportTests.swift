import Foundation
import SWFModel
import Testing

@testable import Pools

@Suite struct ReportTests {
    private func report() -> ProcessReport {
        var report = ProcessReport(
            pid: 17,
            birth: 4711,
            program: "worker",
            environment: "live",
            pool: "workers",
            slot: 3,
            build: "0.1.0-abc",
            started: Timestamp(milliseconds: 1_700_000_000_250)
        )
        report.state = .polling
        report.lastPoll = Timestamp(milliseconds: 1_700_000_001_000)
        report.inHand = [
            .init(workflowId: "w", runId: "r", activityId: "a", type: "Render", since: Timestamp(milliseconds: 1_500))
        ]
        return report
    }

    @Test func `what a process says of itself is read as it was written`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "workers-3.json").path
        #expect(ReportFile.read(path) == nil)
        try ReportFile.write(report(), to: path)
        #expect(ReportFile.read(path) == report())
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\"last_poll_timestamp\":1700000001"))
        #expect(text.contains("\"since_timestamp\":1.5"))
    }

    @Test func `half a file is no report`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("{\"pid\":17,".utf8).write(to: URL(filePath: path))
        #expect(ReportFile.read(path) == nil)
    }

    @Test func `the folder of a run is below the settings, or where the variable says`() {
        let home = RunFolder(environment: "live", home: "/srv/martlet", variables: [:])
        #expect(home.report(pool: "workers", slot: 3) == "/srv/martlet/var/run/live/workers-3.json")
        let moved = RunFolder(environment: "live", home: "/srv/martlet", variables: ["MARTLET_VAR": "/var/martlet"])
        #expect(moved.path == "/var/martlet/run/live")
    }
}
