import CRename
import Crypto
import Foundation
import Martlet

/// Puts a publication into `<output>/<id>/v<version>`, whole or not at all.
///
/// The files are copied into a passing folder beside that place (`.new-v1-…`), each is made durable, and the folder gets its
/// name by one rename. An older publication of the same version changes places with it in one step (`RENAME_EXCHANGE`), so
/// a reader finds the old one or the new one at every moment. What a dead attempt left is removed by the next, under a lock
/// that dies with its holder.
struct PublicationFolder {
    /// One file to be published.
    struct Item: Sendable, Equatable {
        /// Its name in the publication, at most one folder deep: `index.html`, `assets/elife-00353-v1.pdf`.
        var name: String
        /// Where it is now.
        var source: String
        /// What it must be.
        var sha256: String
        /// Its size in bytes.
        var size: Int
    }

    /// The output folder.
    let output: String
    /// The article's id.
    let id: String
    /// Its version.
    let version: Int
    /// Called after each step; a test throws here what a crash would be.
    var onStep: @Sendable (PublicationStep) throws -> Void = { _ in }

    /// The publication's place below the output folder.
    var path: String { "\(id)/v\(version)" }
    private var articleFolder: String { "\(output)/\(id)" }
    private var place: String { "\(output)/\(path)" }
    private var passingPrefix: String { ".new-v\(version)-" }

    /// A SHA-256 over names and checksums: the same for the same content.
    static func digest(_ items: [Item]) -> String {
        let lines = items.sorted { $0.name < $1.name }.map { "\($0.sha256)  \($0.name)\n" }
        return Checksum.of(lines.joined().utf8)
    }

    /// Publishes files. Doing it again with the same content touches nothing.
    func publish(_ items: [Item], _ context: ActivityContext) async throws -> Publication {
        try DurableFiles.createFolder(articleFolder)
        try DurableFiles.sync(folder: output)
        return try await FolderLock.hold(articleFolder, context) {
            try removeLeftovers()
            try onStep(.begun)
            var change = Publication.Change.unchanged
            if try !holds(items) {
                let passing = "\(articleFolder)/\(passingPrefix)\(UUID().uuidString)"
                try await fill(passing, with: items, context)
                change = try putInPlace(passing)
            }
            return Publication(
                folder: path,
                change: change,
                digest: Self.digest(items),
                files: items.count,
                bytes: items.reduce(0) { $0 + $1.size }
            )
        }
    }

    private func fill(_ passing: String, with items: [Item], _ context: ActivityContext) async throws {
        try DurableFiles.createFolder(passing)
        try DurableFiles.createFolder("\(passing)/assets")
        try onStep(.folderMade)
        for (index, item) in items.enumerated() {
            try await context.progress(index, of: items.count)
            let content = try DurableFiles.copy(item.source, to: "\(passing)/\(item.name)")
            guard content.sha256 == item.sha256, content.size == item.size else {
                throw PermanentFailure("\(item.name) is not what it was when it was checked; start the job again.")
            }
            try onStep(.fileCopied)
        }
        try DurableFiles.sync(folder: "\(passing)/assets")
        try DurableFiles.sync(folder: passing)
        try onStep(.synced)
    }

    private func putInPlace(_ passing: String) throws -> Publication.Change {
        guard DurableFiles.kind(of: place) != .absent else {
            guard rename(passing, place) == 0 else { throw FileFailure("put the publication in its place") }
            try DurableFiles.sync(folder: articleFolder)
            try onStep(.placed)
            return .created
        }
        try exchange(passing)
        try DurableFiles.sync(folder: articleFolder)
        try onStep(.placed)
        try DurableFiles.remove(passing)
        try onStep(.removed)
        return .replaced
    }

    /// The passing folder and the older publication change places.
    private func exchange(_ passing: String) throws {
        #if os(Linux)
        if renameat2(AT_FDCWD, passing, AT_FDCWD, place, UInt32(RENAME_EXCHANGE)) == 0 { return }
        let refused = errno
        #else
        if renamex_np(passing, place, UInt32(RENAME_SWAP)) == 0 { return }
        let refused = errno
        #endif
        // Some network file systems cannot exchange. There the version is missing, for a moment or until the attempt after a
        // crash, but it is never mixed.
        guard refused == EINVAL || refused == ENOSYS || refused == ENOTSUP else {
            throw FileFailure("exchange the publication for the older one", code: refused)
        }
        let older = passing + "-older"
        guard rename(place, older) == 0, rename(passing, place) == 0, rename(older, passing) == 0 else {
            throw FileFailure("exchange the publication for the older one")
        }
    }

    /// Whether the publication is there with exactly these files.
    private func holds(_ items: [Item]) throws -> Bool {
        guard DurableFiles.kind(of: place) == .folder else { return false }
        let top = try DurableFiles.names(in: place)
        let assets = top.contains("assets") ? try DurableFiles.names(in: "\(place)/assets").map { "assets/\($0)" } : []
        guard Set(top.filter { $0 != "assets" } + assets) == Set(items.map(\.name)) else { return false }
        for item in items {
            let file = "\(place)/\(item.name)"
            guard DurableFiles.kind(of: file) == .file, try DurableFiles.size(of: file) == item.size,
                try DurableFiles.content(of: file).sha256 == item.sha256
            else { return false }
        }
        return true
    }

    /// Nobody else is at work while the lock is held, so every passing folder is a dead attempt's.
    private func removeLeftovers() throws {
        for name in try DurableFiles.names(in: articleFolder) where name.hasPrefix(passingPrefix) {
            try DurableFiles.remove("\(articleFolder)/\(name)")
        }
    }
}
