import AppSettings
import Foundation
import Logs
import SWFModel

/// The log files of an environment.
struct LogFiles {
    /// Where they are looked for: the folder that the supervisor keeps, and that of `logs.file`.
    var folders: [String]
    /// Whether a file of such a folder belongs to the environment.
    private let isWanted: (String) -> Bool

    /// - Parameter variables: The process's environment variables: `MARTLET_VAR` is looked at.
    init(_ settings: Settings, variables: [String: String]) {
        let named = variables["MARTLET_VAR"].flatMap { $0.isEmpty ? nil : $0 }
        let folder = "\(named ?? "\(settings.home)/var")/log/\(settings.environment)"
        guard let file = settings.logs.file else {
            folders = [folder]
            isWanted = { _ in true }
            return
        }
        let parts = file.split(separator: "{process}", maxSplits: 1, omittingEmptySubsequences: false)
        let head = String(parts[0])
        let tail = parts.count > 1 ? String(parts[1]) : ""
        let other = URL(filePath: file).deletingLastPathComponent().path
        folders = folder == other ? [folder] : [folder, other]
        isWanted = { path in
            path.hasPrefix(folder + "/")
                || (path.hasPrefix(head) && path.hasSuffix(tail) && path.count >= file.count - 9)
        }
    }

    /// A reader for each log, in the order of their names. Files that were last written before a moment are left out.
    func readers(since: Timestamp?) -> [LogFileReader] {
        var logs: [String: [(age: Int, path: String)]] = [:]
        for folder in folders {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let path = "\(folder)/\(name)"
                guard let (log, age) = FileRotation.parse(path), isWanted(log), age == 0 || !isOld(path, since) else {
                    continue
                }
                logs[log, default: []].append((age, path))
            }
        }
        return logs.sorted { $0.key < $1.key }.map { log, files in
            LogFileReader(log, files: files.sorted { $0.age > $1.age }.map(\.path))
        }
    }

    private func isOld(_ path: String, _ since: Timestamp?) -> Bool {
        var found = stat()
        guard let since, stat(path, &found) == 0 else { return false }
        return Double(found.st_mtim.tv_sec) < since.seconds - 1
    }
}
