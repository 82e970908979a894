import CArchive
import Foundation

/// Writes zip files for tests, also such as nobody should send.
enum ArchiveBuilder {
    struct Entry {
        var name: String
        var bytes: [UInt8] = []
        var kind: UInt32 = 0o100_000
        var link: String?

        static func file(_ name: String, _ text: String = "text") -> Entry {
            Entry(name: name, bytes: Array(text.utf8))
        }
    }

    /// Writes an archive and gives its bytes.
    static func zip(_ entries: [Entry]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.path + "/martlet-test-\(UUID().uuidString).zip"
        defer { unlink(path) }
        guard let writer = archive_write_new() else { return [] }
        archive_write_set_format_zip(writer)
        archive_write_open_filename(writer, path)
        for entry in entries {
            let header = archive_entry_new()
            defer { archive_entry_free(header) }
            archive_entry_set_pathname(header, entry.name)
            archive_entry_set_filetype(header, entry.kind)
            archive_entry_set_perm(header, 0o644)
            if let link = entry.link { archive_entry_set_symlink(header, link) }
            archive_entry_set_size(header, Int64(entry.bytes.count))
            archive_write_header(writer, header)
            _ = entry.bytes.withUnsafeBytes { archive_write_data(writer, $0.baseAddress, $0.count) }
        }
        archive_write_free(writer)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
