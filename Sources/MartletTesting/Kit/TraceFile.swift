import Foundation

/// A text that is on record beside a test: what a test makes is compared to it, and differences are shown line by line.
///
/// `UPDATE_TRACES=1` in the environment writes the records anew; what changed in them is then for a person to judge.
public struct TraceFile: Sendable {
    /// Where the record is.
    public let path: String

    /// A record at a path.
    public init(path: String) {
        self.path = path
    }

    /// A record in the folder `Traces` beside a source file; it gets the suffix `.trace`.
    public init(_ name: String, beside filePath: String) {
        path = URL(filePath: filePath).deletingLastPathComponent().appending(path: "Traces/\(name).trace").path
    }

    /// Whether records are to be written anew.
    public static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_TRACES"] == "1" }

    /// Compares a text to the record, or writes the record when that is wanted.
    ///
    /// - Throws: ``WorkflowTestFailure`` with the differences, or when there is no record; what the file system says when it
    ///   cannot be written.
    public func expect(_ text: String, fileID: String = #fileID, line: Int = #line) throws {
        try expect(text, isUpdating: Self.isUpdating, fileID: fileID, line: line)
    }

    func expect(_ text: String, isUpdating: Bool, fileID: String = #fileID, line: Int = #line) throws {
        let url = URL(filePath: path)
        if isUpdating {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url, options: .atomic)
            return
        }
        let name = url.lastPathComponent
        let advice = "UPDATE_TRACES=1 in the environment writes it anew."
        guard let data = try? Data(contentsOf: url) else {
            throw WorkflowTestFailure(
                "There is no trace \(name) yet. \(advice)",
                details: text.split(separator: "\n").map(String.init),
                fileID: fileID,
                line: line
            )
        }
        let recorded = String(decoding: data, as: UTF8.self)
        guard recorded != text else { return }
        throw WorkflowTestFailure(
            "What happened is not what the trace \(name) says. \(advice)",
            details: LineDifference.lines(from: recorded, to: text),
            fileID: fileID,
            line: line
        )
    }
}
