/// Under which name an entry of an archive is unpacked, or why it is not.
enum EntryName {
    /// The file's own name: articles are flat, so the folders above it are left out. Nil for what systems leave in
    /// archives and nobody sent.
    static func plain(_ path: String) throws(ArchiveProblem) -> String? {
        let shown = path.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : String($0) }.joined().clipped(
            to: 120
        )
        guard !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw ArchiveProblem("The archive has a file whose name holds control characters: \(shown).")
        }
        guard !path.contains("\\") else {
            throw ArchiveProblem("The archive has a file whose name holds a backslash: \(shown).")
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            throw ArchiveProblem("The archive has a file that would be written outside of its folder: \(shown).")
        }
        guard let name = parts.last.map(String.init), name != "." else {
            throw ArchiveProblem("The archive has a file without a name.")
        }
        if parts.contains("__MACOSX") || [".DS_Store", "Thumbs.db"].contains(name) { return nil }
        guard !name.hasPrefix("."), name.utf8.count <= 200 else {
            throw ArchiveProblem("The archive has a file whose name begins with a dot or is too long: \(shown).")
        }
        return name
    }
}
