public import AppSettings
import Foundation
public import Pools

/// What this machine tells: its file systems, its files, its processes.
public enum Machine {
    /// The room left where a path is, or will be: of the nearest folder above it that there is; nil when the system does not
    /// tell.
    public static func space(at path: String, for use: String) -> DiskSpace? {
        var folder = URL(filePath: path).standardizedFileURL
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        var system = statvfs()
        guard statvfs(folder.path, &system) == 0 else { return nil }
        let block = Int(system.f_frsize)
        return DiskSpace(
            uses: [use],
            path: folder.path,
            freeBytes: Int(clamping: system.f_bavail).multipliedReportingOverflow(by: block).partialValue,
            totalBytes: Int(clamping: system.f_blocks).multipliedReportingOverflow(by: block).partialValue
        )
    }

    /// The file systems that an environment writes to, each once: those of the store, of `var` and of temporary files.
    public static func spaces(_ settings: Settings, runFolder: RunFolder) -> [DiskSpace] {
        var places: [(use: String, path: String)] = []
        if settings.service.endpoint == nil, case .sqlite(let path) = settings.server.store {
            places.append(("store", URL(filePath: path).deletingLastPathComponent().path))
        }
        places.append(("var", runFolder.path))
        places.append(("output", settings.activities.outputFolder))
        places.append(("tmp", NSTemporaryDirectory()))
        var found: [(device: UInt64, space: DiskSpace)] = []
        for (use, path) in places {
            guard let space = space(at: path, for: use) else { continue }
            var status = stat()
            guard stat(space.path, &status) == 0 else { continue }
            let device = UInt64(status.st_dev)
            if let index = found.firstIndex(where: { $0.device == device }) {
                found[index].space.uses.append(use)
            } else {
                found.append((device, space))
            }
        }
        return found.map(\.space)
    }

    /// The files of an environment's settings that hold secrets.
    public static func secrets(_ settings: Settings) -> [SecretFile] {
        var files = [
            ("service.credentialsFile", settings.service.credentialsFile),
            ("server.credentialsFile", settings.server.credentialsFile),
            ("server.privateKeyFile", settings.server.privateKeyFile), ("secrets.keyFile", settings.secrets.keyFile),
        ]
        for (setting, source) in [
            ("service.secretAccessKey", settings.service.secretAccessKey),
            ("service.sessionToken", settings.service.sessionToken),
        ] {
            if case .file(let path)? = source { files.append((setting, path)) }
        }
        return files.compactMap { setting, path in
            guard let path else { return nil }
            var status = stat()
            let isThere = stat(path, &status) == 0
            return SecretFile(setting: setting, path: path, mode: isThere ? Int(status.st_mode) & 0o7777 : nil)
        }
    }

    /// What the processes of an environment said of themselves, those that are still there and those that are not.
    public static func reports(_ folder: RunFolder) -> [(report: ProcessReport, isAlive: Bool)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let report = ReportFile.read("\(folder.path)/\(name)") else { return nil }
            return (report, KernelProcess.isThere(report.pid, report.birth))
        }
    }

    /// Those of some identities that name a process of this machine that is no more.
    public static func gone(_ identities: some Sequence<String>) -> Set<String> {
        let host = ProcessInfo.processInfo.hostName
        return Set(
            identities.filter { identity in
                guard let parts = IdentityParts(identity), parts.host == host else { return false }
                // A number that was given again hides one that is gone; the other way round nothing is claimed.
                return !isThere(parts.pid)
            }
        )
    }

    /// Whether there is a process of that number; one that has ended and waits for its parent is none.
    private static func isThere(_ pid: Int32) -> Bool {
        guard kill(pid, 0) == 0 || errno != ESRCH else { return false }
        guard let birth = KernelProcess.birth(of: pid) else { return true }
        return KernelProcess.isThere(pid, birth)
    }
}
