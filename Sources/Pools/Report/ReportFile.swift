import Foundation

/// A ``ProcessReport`` in its file.
public enum ReportFile {
    /// Puts a report in the place of the one before, in one step, so that nobody reads half of one.
    ///
    /// - Throws: What Foundation says when the file cannot be written, as on a full disk. The report before it stays.
    public static func write(_ report: ProcessReport, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(report).write(to: URL(filePath: path), options: .atomic)
    }

    /// The report in a file; nil when there is none, or when the file holds something else.
    public static func read(_ path: String) -> ProcessReport? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(ProcessReport.self, from: data)
    }
}
