package import Foundation

/// The file that an argument `@file` names; `-` is standard input.
package enum ArgumentFile {
    /// Its bytes.
    ///
    /// - Throws: ``Complaint`` (usage) when it cannot be read.
    package static func read(_ path: String, of what: String) throws(Complaint) -> Data {
        do {
            return path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Complaint(.usage, "\(what) @\(path): the file cannot be read: \(error.localizedDescription)")
        }
    }
}
