import Foundation
import Martlet

/// Histories as text, and on record.
extension TestExecution {
    /// Its history as text: a line an event, with the time since the execution began. Runs that follow one another have a
    /// heading each.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func trace(detail: HistoryTrace.Detail = .steps) async throws -> String {
        var blocks: [String] = []
        var start: Timestamp?
        let runs = try await runs()
        for (index, run) in runs.enumerated() {
            let events = try await test.history(of: run)
            start = start ?? events.first?.eventTimestamp
            let heading = runs.count == 1 ? "" : "run \(index + 1)\n"
            blocks.append(heading + HistoryTrace.timed(events, since: start, detail: detail))
        }
        return TraceNames.normalised(blocks.joined(separator: "\n\n")) + "\n"
    }

    /// Compares its history to the one on record in `Traces/<name>.trace` beside the test; `UPDATE_TRACES=1` in the
    /// environment writes the record.
    ///
    /// - Throws: ``WorkflowTestFailure`` with the lines that differ.
    public func expectTrace(
        _ name: String,
        detail: HistoryTrace.Detail = .steps,
        filePath: String = #filePath,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        try TraceFile(name, beside: filePath).expect(try await trace(detail: detail), fileID: fileID, line: line)
    }
}

/// Names that differ from run to run, made alike.
enum TraceNames {
    /// The text with UUIDs, such as a side effect may have drawn, numbered in the order in which they appear.
    static func normalised(_ text: String) -> String {
        let pattern = /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
        var names: [Substring: String] = [:]
        return text.replacing(pattern) { match in
            if let name = names[match.output] { return name }
            let name = "uuid#\(names.count + 1)"
            names[match.output] = name
            return name
        }
    }
}
