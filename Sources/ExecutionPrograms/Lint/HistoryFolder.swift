import CommandSupport
import Foundation

/// The files that somebody means who names files and folders of histories.
enum HistoryFolder {
    /// Every file, and of every folder the files in it and below whose names end in `.json` or `.jsonl`, by name. What is
    /// hidden is left out.
    ///
    /// - Throws: ``Complaint`` with `usage`, when a folder holds none.
    static func files(of paths: [String]) throws(Complaint) -> [String] {
        var files: [String] = []
        for path in paths {
            guard isFolder(path) else {
                files.append(path)
                continue
            }
            let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            let histories = found.filter { name in
                let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
                return !isHidden && (name.hasSuffix(".json") || name.hasSuffix(".jsonl"))
            }
            guard !histories.isEmpty else {
                throw Complaint(.usage, "The folder \(path) holds no history: no name in it ends in .json or .jsonl.")
            }
            files += histories.sorted().map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
        }
        return files
    }

    /// Whether there is a folder at the path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
