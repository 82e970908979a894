import CommandSupport
import Foundation
import SWFWire

/// Where histories go that are kept as fixtures: one into a file, several into a folder.
struct FixtureFiles {
    private let path: String
    private let isFolder: Bool
    private var taken: Set<String> = []

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - path: A file, or a folder. Folders that are missing are made.
    ///   - isFolder: Whether it must be a folder, because there may be several histories.
    /// - Throws: ``Complaint``: the folder cannot be made.
    init(_ path: String, isFolder: Bool) throws(Complaint) {
        self.path = path
        self.isFolder = isFolder || path.hasSuffix("/") || HistoryFolder.isFolder(path)
        let folder = self.isFolder ? path : URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Complaint(.system, "The folder \(folder) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Writes a history; an earlier fixture of that name is replaced.
    ///
    /// - Parameter source: Where the history came from, after which its file is named in a folder.
    /// - Returns: The path of the file.
    /// - Throws: ``Complaint``, when it cannot be written.
    mutating func write(_ file: ExecutionFile, from source: String) throws(Complaint) -> String {
        let place = isFolder ? "\(path)/\(name(of: source)).json" : path
        let bytes: [UInt8]
        do {
            bytes = try file.encoded()
        } catch {
            throw Complaint(.unexpected, "The history of \(source) cannot be written as JSON.")
        }
        try DurableFile.write(bytes, to: place, replaces: true)
        return place
    }

    private mutating func name(of source: String) -> String {
        var name = source.split(separator: "/").last.map(String.init) ?? source
        for ending in [".json", ".jsonl"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        let plain = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
        let base = plain.isEmpty || plain.hasPrefix(".") ? "history\(plain)" : plain
        var unique = base
        var number = 1
        while !taken.insert(unique).inserted {
            number += 1
            unique = "\(base)-\(number)"
        }
        return unique
    }
}
