import Foundation

/// The file of a store, for its owner only.
enum PrivateFile {
    /// Makes the file when there is none: SQLite takes an empty one for a new store, and gives the files beside it its mode. What
    /// goes wrong here SQLite finds too, and says better.
    static func make(_ path: String) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }
}
