/// A file that a task speaks of instead of carrying it: an article is often larger than the 32,768 characters that an
/// input or result may have.
///
/// Workers that share an output folder find the file there; the checksum tells them that it is the one that was meant.
public struct FileReference: Codable, Sendable, Hashable {
    /// The path below the output folder, with `/` between its parts.
    public var path: String
    /// The SHA-256 of its bytes, as 64 hexadecimal digits.
    public var sha256: String
    /// Its size in bytes.
    public var size: Int

    /// Creates a reference.
    public init(path: String, sha256: String, size: Int) {
        self.path = path
        self.sha256 = sha256
        self.size = size
    }

    /// The last part of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
