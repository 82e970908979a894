/// A publication that stands in the output folder.
public struct Publication: Codable, Sendable, Hashable {
    /// What publishing did to the folder.
    public enum Change: String, Codable, Sendable, Hashable {
        /// There was none of this article and version before.
        case created
        /// There was one with other content; it is gone.
        case replaced
        /// There was one with the same content, to the byte; nothing was touched.
        case unchanged
    }

    /// The folder, below the output folder: `00353/v1`.
    public var folder: String
    /// What was done.
    public var change: Change
    /// A SHA-256 over the names and checksums of all files, as 64 hexadecimal digits: two publications are the same when it
    /// is.
    public var digest: String
    /// How many files there are.
    public var files: Int
    /// How many bytes they have together.
    public var bytes: Int

    /// Creates a publication.
    public init(folder: String, change: Change, digest: String, files: Int, bytes: Int) {
        self.folder = folder
        self.change = change
        self.digest = digest
        self.files = files
        self.bytes = bytes
    }
}
