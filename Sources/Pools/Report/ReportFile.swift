import Foundation

/// A report, of a process or of a supervisor, in its file.
public enum ReportFile {
    /// Puts a report in the place of the one before, in one step, so that nobody reads half of one.
    ///
    /// - Throws: What Foundation says when the file cannot be written, as on a full disk. The report before it stays.
    public static func write(_ report: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(report).write(to: URL(filePath: path), options: .atomic)
    }

    /// The report of a process in a file; nil when there is none, or when the file holds something else.
    public static func read(_ path: String) -> ProcessReport? { read(ProcessReport.self, path) }

    /// The report of a supervisor in a file; nil when there is none, or when the file holds something else.
    public static func readSupervisor(_ path: String) -> SupervisorReport? { read(SupervisorReport.self, path) }

    private static func read<Report: Decodable>(_ type: Report.Type, _ path: String) -> Report? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }
}
