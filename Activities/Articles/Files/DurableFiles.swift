import Crypto
import Foundation

/// The few file operations that publishing needs, each of which is on the disk, not only in its cache, when it returns.
enum DurableFiles {
    private static let chunkBytes = 1_024 * 1_024

    /// What a copy or a reading found: how many bytes, and their checksum.
    struct Content: Sendable, Equatable {
        var size: Int
        var sha256: String
    }

    /// Writes a new file. Throws a ``FileFailure``, also when the file is there already.
    static func create(_ path: String, _ bytes: some Collection<UInt8>) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileFailure("create \(name(path))") }
        defer { close(descriptor) }
        try write(Array(bytes), to: descriptor, name(path))
        try sync(descriptor, name(path))
    }

    /// Writes a file under a passing name beside its place and renames it there: who reads it finds the old one or the new
    /// one, whole.
    static func replace(_ path: String, _ bytes: some Collection<UInt8>) throws {
        let passing = "\(path).\(UUID().uuidString).part"
        do {
            try create(passing, bytes)
            guard rename(passing, path) == 0 else { throw FileFailure("put \(name(path)) in its place") }
        } catch {
            unlink(passing)
            throw error
        }
        try sync(folder: parent(path))
    }

    /// Copies a regular file into a new one and says what was copied.
    static func copy(_ source: String, to target: String) throws -> Content {
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard output >= 0 else { throw FileFailure("create \(name(target))") }
        defer { close(output) }
        let content = try read(source) { try write($0, to: output, name(target)) }
        try sync(output, name(target))
        return content
    }

    /// Reads a regular file and says what is in it.
    static func content(of path: String) throws -> Content {
        try read(path) { _ in }
    }

    /// A regular file's bytes, at most so many; nil when it has more.
    static func bytes(of path: String, atMost limit: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        var isTooLong = false
        _ = try read(path) { chunk in
            if bytes.count + chunk.count > limit { isTooLong = true } else { bytes += chunk }
        }
        return isTooLong ? nil : bytes
    }

    /// Makes a folder's entries durable: a rename is, only when the folder that holds the name is.
    static func sync(folder path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open the folder \(name(path))") }
        defer { close(descriptor) }
        try sync(descriptor, name(path))
    }

    /// Makes a folder and those above it that are missing.
    static func createFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Removes a file or a folder with everything in it; nothing there is no failure.
    static func remove(_ path: String) throws {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            if kind(of: path) != .absent { throw error }
        }
    }

    /// What stands under a name; a symbolic link is ``Kind/other``, wherever it leads.
    enum Kind: Sendable { case absent, file, folder, other }

    /// What stands at a path.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .absent }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The names in a folder, in alphabetical order.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// A file's size in bytes.
    static func size(of path: String) throws -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw FileFailure("look at \(name(path))") }
        return Int(status.st_size)
    }

    private static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws -> Content {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFailure("open \(name(path))") }
        defer { close(descriptor) }
        var hash = SHA256()
        var size = 0
        var buffer = [UInt8](repeating: 0, count: chunkBytes)
        while true {
            let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure("read \(name(path))")
            }
            if count == 0 { break }
            let chunk = Array(buffer[..<count])
            hash.update(data: chunk)
            size += count
            try body(chunk)
        }
        return Content(size: size, sha256: Checksum.hexadecimal(hash.finalize()))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure("write \(name)")
            }
            offset += count
        }
    }

    private static func sync(_ descriptor: Int32, _ name: String) throws {
        guard fsync(descriptor) == 0 else { throw FileFailure("make \(name) durable") }
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }
}
