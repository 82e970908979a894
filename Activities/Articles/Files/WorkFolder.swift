import Foundation
import Martlet

/// Where the activities of one run keep what they hand to one another: `.work/<run>` in the output folder.
///
/// `source` in it holds the article as it came, flat; beside it stand the page, the deposit and the manifest until they
/// are published. Every file gets its name when it is whole, so an attempt that died leaves nothing that another could
/// take for finished.
struct WorkFolder: Sendable {
    /// The output folder.
    let output: String
    /// The run's name.
    let run: String

    /// How long after its last change a folder is given up: longer than any execution of PublishArticle is open, so that
    /// it belongs to one that was terminated or timed out.
    static let keptFor = Duration.days(2)

    init(_ settings: ActivitySettings, runId: String) {
        output = settings.outputFolder
        run = Self.name(forRun: runId)
    }

    /// The path below the output folder.
    var path: String { ".work/\(run)" }
    /// The folder of the article as it came.
    var source: String { absolute("\(path)/source") }

    /// A path below the output folder as one for the system.
    func absolute(_ path: String) -> String { "\(output)/\(path)" }

    /// Writes a file of this run, in one step, and gives its reference.
    func write(_ name: String, _ bytes: [UInt8]) throws -> FileReference {
        let reference = FileReference(path: "\(path)/\(name)", sha256: Checksum.of(bytes), size: bytes.count)
        guard DurableFiles.kind(of: absolute(path)) == .folder else { throw Self.gone(name) }
        try DurableFiles.replace(absolute(reference.path), bytes)
        return reference
    }

    /// The bytes of a file that an earlier activity of this run wrote. Throws a permanent failure when they are no longer
    /// there or have changed.
    func read(_ reference: FileReference, atMost limit: Int = MarkupReader.maximumBytes) throws -> [UInt8] {
        let file = try existing(reference)
        guard let bytes = try DurableFiles.bytes(of: file, atMost: limit) else {
            throw PermanentFailure("\(reference.name) has more than \(limit) bytes, the most that is read.")
        }
        guard Checksum.of(bytes) == reference.sha256 else { throw Self.changed(reference) }
        return bytes
    }

    /// The path of a file of this run, for the system. Throws a permanent failure when it is not there or is none of this
    /// run's.
    func existing(_ reference: FileReference) throws -> String {
        guard reference.path.hasPrefix("\(path)/"), !reference.path.split(separator: "/").contains("..") else {
            throw PermanentFailure("\(reference.name) is no file of this run.")
        }
        let file = absolute(reference.path)
        guard DurableFiles.kind(of: file) == .file else { throw Self.gone(reference.name) }
        return file
    }

    /// The article of this run, read again from its XML.
    func article(_ reference: ArticleReference) throws -> Article {
        do {
            return Article(try MarkupReader.read(read(reference.xml)))
        } catch let problem as MarkupProblem {
            throw PermanentFailure("\(reference.fileName): \(problem)".clipped(to: 240))
        }
    }

    /// The files that came with the article, by name and size, in alphabetical order.
    func sourceFiles() throws -> [(name: String, size: Int)] {
        guard DurableFiles.kind(of: source) == .folder else { throw Self.gone("the unpacked article") }
        return try DurableFiles.names(in: source).map { ($0, try DurableFiles.size(of: "\(source)/\($0)")) }
    }

    /// Removes the run's folder.
    func remove() throws { try DurableFiles.remove(absolute(path)) }

    /// Removes folders of runs that ended without doing so.
    func removeForgotten(now: Date = Date()) {
        let folder = absolute(".work")
        for name in (try? DurableFiles.names(in: folder)) ?? [] where name != run {
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            guard let changed = attributes?[.modificationDate] as? Date,
                now.timeIntervalSince(changed) > Double(Self.keptFor.components.seconds)
            else { continue }
            try? DurableFiles.remove("\(folder)/\(name)")
        }
    }

    private static func gone(_ name: String) -> PermanentFailure {
        PermanentFailure("\(name) is no longer in the work folder of this run; start the job again.")
    }

    private static func changed(_ reference: FileReference) -> PermanentFailure {
        PermanentFailure("\(reference.name) is not what it was when it was checked; start the job again.")
    }

    /// A run id as the name of a folder. Those of Amazon SWF hold slashes; such a one is named by its checksum.
    static func name(forRun runId: String) -> String {
        ArticleIdentity.isUsable(runId) ? runId : "run-" + Checksum.of(runId.utf8).prefix(40)
    }
}
