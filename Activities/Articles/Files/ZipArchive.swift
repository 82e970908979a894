import CArchive
import Foundation

/// Unpacks a zip file with libarchive, trusting nothing in it: not the names, not the sizes, not the kinds of entries.
enum ZipArchive {
    /// libarchive's AE_IFREG and AE_IFDIR, which are macros that Swift cannot see.
    private static let fileKind: UInt32 = 0o100_000
    private static let folderKind: UInt32 = 0o040_000

    /// Whether the bytes at the beginning of a file are those of a zip file, also of an empty one.
    static func isZip(_ beginning: some Collection<UInt8>) -> Bool {
        let first = Array(beginning.prefix(4))
        return [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]].contains(first)
    }

    /// Writes every regular file of an archive into a folder, flat, and gives their names. Throws an ``ArchiveProblem``.
    ///
    /// - Parameters:
    ///   - archive: the path of the zip file.
    ///   - folder: an empty folder.
    ///   - limits: how much may come out of it.
    ///   - onFile: called before each file with how many are done.
    static func unpack(
        _ archive: String,
        into folder: String,
        limits: ArchiveLimits = ArchiveLimits(),
        onFile: (Int) async throws -> Void = { _ in }
    ) async throws -> [String] {
        guard let reader = archive_read_new() else { throw FileFailure("get memory for the archive", code: ENOMEM) }
        defer { archive_read_free(reader) }
        guard archive_read_support_format_zip(reader) == ARCHIVE_OK,
            archive_read_open_filename(reader, archive, 65_536) == ARCHIVE_OK
        else { throw broken(reader) }

        var names: [String] = []
        var folded: Set<String> = []
        var entries = 0
        var bytesInAll = 0
        while true {
            var header: OpaquePointer?
            let status = archive_read_next_header(reader, &header)
            if status == ARCHIVE_EOF { break }
            // A warning here is about a name in another character set or the like; the name is looked at below.
            guard status >= ARCHIVE_WARN, let entry = header else { throw broken(reader) }
            entries += 1
            guard entries <= limits.entries else {
                throw ArchiveProblem("The archive has more than \(limits.entries) entries.")
            }
            guard let name = try name(of: entry) else { continue }
            // Two names that differ only in capitals would be one file on some disks.
            guard folded.insert(name.lowercased()).inserted else {
                throw ArchiveProblem("The archive has two files named \(name.clipped(to: 120)).")
            }
            try await onFile(names.count)
            bytesInAll += try unpackFile(reader, entry, name, to: "\(folder)/\(name)", limits, bytesInAll)
            names.append(name)
        }
        guard entries > 0 else { throw ArchiveProblem("The archive is empty.") }
        return names
    }

    private static func name(of entry: OpaquePointer) throws -> String? {
        guard let bytes = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            throw ArchiveProblem("The archive has a file whose name cannot be read.")
        }
        guard let path = String(validatingCString: bytes) else {
            throw ArchiveProblem(
                "The archive has a file whose name is not in UTF-8: \(String(cString: bytes).clipped(to: 120))."
            )
        }
        let kind = UInt32(archive_entry_filetype(entry))
        if kind == folderKind || (kind == 0 && path.hasSuffix("/")) {
            // A folder is not made, but one that leads outside says what kind of archive this is.
            let inside = path.split(separator: "/").isEmpty ? nil : path + "/x"
            _ = try inside.flatMap { try EntryName.plain($0) }
            return nil
        }
        guard kind == fileKind || kind == 0, archive_entry_hardlink(entry) == nil,
            archive_entry_symlink(entry) == nil
        else {
            throw ArchiveProblem(
                "The archive has an entry that is a link or device, not a file: \(path.clipped(to: 120))."
            )
        }
        let name = try EntryName.plain(path)
        if name != nil, archive_entry_is_encrypted(entry) != 0 {
            throw ArchiveProblem("The archive is encrypted (\(path.clipped(to: 120))); send it without a password.")
        }
        return name
    }

    private static func unpackFile(
        _ reader: OpaquePointer,
        _ entry: OpaquePointer,
        _ name: String,
        to path: String,
        _ limits: ArchiveLimits,
        _ before: Int
    ) throws -> Int {
        func tooLarge(_ limit: Int, _ what: String) -> ArchiveProblem {
            ArchiveProblem("The archive would unpack to more than \(limit) bytes \(what).")
        }
        // What the entry says of its size may be a lie, but a confession is enough.
        if archive_entry_size_is_set(entry) != 0, Int(archive_entry_size(entry)) > limits.bytesPerFile {
            throw tooLarge(limits.bytesPerFile, "in \(name.clipped(to: 120))")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileFailure("create \(name)") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 256 * 1_024)
        var size = 0
        while true {
            let count = buffer.withUnsafeMutableBytes { archive_read_data(reader, $0.baseAddress, $0.count) }
            if count == 0 { break }
            guard count > 0 else { throw broken(reader, name) }
            size += count
            guard size <= limits.bytesPerFile else {
                throw tooLarge(limits.bytesPerFile, "in \(name.clipped(to: 120))")
            }
            guard before + size <= limits.bytesInAll else { throw tooLarge(limits.bytesInAll, "in all") }
            var offset = 0
            while offset < count {
                let written = buffer.withUnsafeBytes {
                    Foundation.write(descriptor, $0.baseAddress?.advanced(by: offset), count - offset)
                }
                if written < 0 {
                    if errno == EINTR { continue }
                    throw FileFailure("write \(name)")
                }
                offset += written
            }
        }
        return size
    }

    private static func broken(_ reader: OpaquePointer, _ name: String? = nil) -> ArchiveProblem {
        let reason = archive_error_string(reader).map { String(cString: $0) } ?? "no reason given"
        let file = name.map { " in \($0.clipped(to: 120))" } ?? ""
        return ArchiveProblem("The archive is broken\(file) (\(reason.clipped(to: 120))); send it again.")
    }
}
