import DeciderCore
import ExecutionPrograms
import HistoryLint
import SWFModel
import SWFWire

extension FuzzTarget {
    /// Histories as somebody kept them: what `martlet lint` reads, and what a decider follows.
    static let history = FuzzTarget(name: "history", maximumLength: 8192) {
        try HistorySeeds.all()
    } run: { bytes in
        try HistoryBody.check(bytes)
    }
}

/// What must hold of any history, also of one that no service ever wrote.
enum HistoryBody {
    static func check(_ bytes: [UInt8]) throws {
        let file: HistoryFile
        do {
            file = try HistoryFile(bytes)
        } catch {
            try expect(!error.description.isEmpty, "a file is refused without a reason")
            try expect(error.description.utf8.count < 4096, "a refusal has \(error.description.utf8.count) bytes")
            return
        }
        try expect(!file.events.isEmpty, "a file without events is a history")
        // Written as the service writes it, the file is the same history.
        let encoded = try AWSJSON.encode(History(events: file.events))
        try expect(try HistoryFile(encoded).events == file.events, "a history is another after a round trip")
        try lint(file)
        follow(file.events)
    }

    /// The linter ends, says the same each time, and names events of the file.
    private static func lint(_ file: HistoryFile) throws {
        let report = LintReport(file)
        try expect(
            report.violations == HistoryLinter.violations(in: file.events, mayHandBack: true),
            "the linter says two things"
        )
        // Each event is looked at once by each rule.
        let bound = 64 * (file.events.count + 1)
        try expect(
            report.violations.count <= bound,
            "\(file.events.count) events break \(report.violations.count) rules"
        )
        let ids = Set(file.events.map(\.eventId))
        for violation in report.violations {
            try expect(
                ids.contains(violation.eventId),
                "a violation is at event \(violation.eventId), which is not there"
            )
            try expect(!violation.sentence.isEmpty, "a violation has no sentence")
        }
        try expect(report.lines.count == report.violations.count + report.notes.count + 1, "a line is missing")
        try expect(
            (try? AWSJSON.decode(Summary.self, from: Array(report.json.utf8)))?.events == report.events,
            "no JSON"
        )
    }

    private struct Summary: Decodable {
        var events: Int
    }

    /// A decider follows the history as far as it fits, asking for something at each turn; it may complain, not trap.
    private static func follow(_ events: [HistoryEvent]) {
        var replay = Replay()
        do {
            replay.lookAhead(events[...])
            for event in events {
                if try replay.apply(event) { turn(&replay) }
            }
            try replay.beginLiveTurn()
            turn(&replay)
            _ = replay.decisions(within: BatchLimit())
        } catch {
            // Of a history that does not fit, the decider says so.
        }
    }

    private static func turn(_ replay: inout Replay) {
        while let resolution = replay.nextResolution() {
            _ = resolution
            guard !replay.hasEnded else { continue }
            let id = replay.schedule(
                ScheduleActivityTaskDecisionAttributes(
                    activityId: "5",
                    activityType: ActivityType(name: "5", version: "5")
                ),
                place: nil
            )
            _ = replay.startTimer(StartTimerDecisionAttributes(startToFireTimeout: "5", timerId: "5"), place: nil)
            if replay.lastEventId % 3 == 0 { _ = replay.cancel(id, place: nil) }
        }
        replay.endTurn()
    }
}
