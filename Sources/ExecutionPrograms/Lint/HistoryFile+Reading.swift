public import CommandSupport
import Foundation
public import SWFWire

extension HistoryFile {
    /// Reads a file, or standard input when the path is `-`.
    ///
    /// - Throws: ``Complaint`` with `usage` when the file cannot be read, with `data` when it is no history.
    public static func read(_ path: String) throws(Complaint) -> HistoryFile {
        let data: Data?
        do {
            data =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Complaint(.usage, "\(path): the file cannot be read: \(error.localizedDescription)")
        }
        do {
            return try HistoryFile([UInt8](data ?? Data()))
        } catch {
            throw Complaint(.data, error.description)
        }
    }
}
