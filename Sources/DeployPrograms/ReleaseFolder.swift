import CommandSupport
import Deploys
import Foundation
import Pools
import SWFModel
import SWFWire

/// Where programs run from: `var/releases`, with a folder for each set that was deployed and a link `current` to the one in
/// place.
///
/// What the compiler writes is never what runs: a build replaces its programs one after the other, before anybody knows
/// whether they are any good. A set is copied here whole, never written again, and put in place by one `rename` of the link,
/// so that what runs is the old set or the new one, whatever dies in between.
struct ReleaseFolder: Hashable, Sendable {
    /// The folder, absolute.
    var path: String

    /// The link to the set in place: programs are started by their path through it.
    var current: String { "\(path)/current" }

    /// The folder of a release.
    func folder(of release: String) -> String { "\(path)/\(release)" }

    /// The name of the release in place; nil when there is none.
    func currentName() -> String? {
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: current) else { return nil }
        let name = String(target.split(separator: "/").last ?? "")
        return FileManager.default.fileExists(atPath: folder(of: name)) ? name : nil
    }

    /// A release; nil when there is none of that name, or when what is there is none.
    func release(_ name: String?) -> Release? {
        guard let name, let data = FileManager.default.contents(atPath: "\(folder(of: name))/release.json") else {
            return nil
        }
        return try? AWSJSON.decode(Release.self, from: [UInt8](data))
    }

    /// The names of the releases that are there, the oldest first.
    func names() -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return entries.filter { release($0) != nil && $0 != "current" }.sorted()
    }

    /// Copies programs into a folder of their own. It is there whole, or not at all. A program that is the same, byte for
    /// byte, as in the release in place is not copied but shared: its processes then see no other file and go on.
    ///
    /// - Parameter source: The folder with the programs.
    /// - Throws: ``Complaint``: `usage` when a program is missing there, `system` when it cannot be copied.
    func stage(from source: String, name: String, commit: String?, now: Timestamp) throws(Complaint) -> Release {
        let release = Release(name: name, commit: commit, made: now)
        let new = "\(path)/.\(name).new"
        do {
            try? FileManager.default.removeItem(atPath: new)
            try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
            for program in Release.programNames {
                let file = "\(source)/\(program)"
                guard FileManager.default.isExecutableFile(atPath: file) else {
                    throw Complaint(.usage, "There is no program \(program) in \(source).")
                }
                let inPlace = "\(current)/\(program)"
                if FileManager.default.contentsEqual(atPath: file, andPath: inPlace),
                    link(URL(filePath: inPlace).resolvingSymlinksInPath().path, "\(new)/\(program)") == 0
                {
                    continue
                }
                try FileManager.default.copyItem(
                    atPath: URL(filePath: file).resolvingSymlinksInPath().path,
                    toPath: "\(new)/\(program)"
                )
                try Self.sync("\(new)/\(program)")
            }
            try Data(AWSJSON.encode(release)).write(to: URL(filePath: "\(new)/release.json"))
            try Self.sync("\(new)/release.json")
            try Self.sync(new)
            guard rename(new, folder(of: name)) == 0 else { throw Self.failure("\(folder(of: name)) cannot be made") }
            try Self.sync(path)
        } catch {
            try? FileManager.default.removeItem(atPath: new)
            if let complaint = error as? Complaint { throw complaint }
            throw Complaint(
                .system,
                "The programs of \(source) cannot be copied to \(path): \(error.localizedDescription)"
            )
        }
        return release
    }

    /// The programs that are another file in one release than in another; all of them when there is no other.
    func differing(_ release: String, from other: String?) -> [String] {
        Release.programNames.filter { program in
            guard let other else { return true }
            let mine = ProgramFile(path: "\(folder(of: release))/\(program)").fingerprint
            return mine == nil || mine != ProgramFile(path: "\(folder(of: other))/\(program)").fingerprint
        }
    }

    /// Puts a release in place, in one step.
    ///
    /// - Throws: ``Complaint`` (system); then the one before is in place still.
    func replace(with release: String) throws(Complaint) {
        let new = "\(path)/.current.\(ProcessInfo.processInfo.processIdentifier)"
        unlink(new)
        guard symlink(release, new) == 0 else { throw Self.failure("\(new) cannot be made") }
        guard rename(new, current) == 0 else {
            let failure = Self.failure("\(current) cannot be replaced")
            unlink(new)
            throw failure
        }
        try Self.sync(path)
    }

    /// Takes away what deploys that died left half done, and every release that is not to be kept.
    func tidy(keeping kept: Set<String>) {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for entry in entries where entry.hasPrefix(".") && (entry.hasSuffix(".new") || entry.hasPrefix(".current.")) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(entry)")
        }
        for name in names() where !kept.contains(name) {
            try? FileManager.default.removeItem(atPath: folder(of: name))
        }
    }

    /// Makes a file, or the names in a folder, as durable as the disk is.
    private static func sync(_ path: String) throws(Complaint) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("\(path) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("\(path) cannot be synced") }
    }

    private static func failure(_ what: String) -> Complaint {
        Complaint(.system, "\(what): \(String(cString: strerror(errno))).")
    }
}
