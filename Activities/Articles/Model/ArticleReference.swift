/// An article that has been unpacked: what the activities after that hand to one another.
public struct ArticleReference: Codable, Sendable, Hashable {
    /// The article's id, as in `00353`.
    public var id: String
    /// Its version, from 1.
    public var version: Int
    /// The name of the file that was handed in, for messages.
    public var fileName: String
    /// Whether it came with its figures and PDF; false for an XML file alone.
    public var isPackage: Bool
    /// Its JATS file.
    public var xml: FileReference

    /// Creates a reference.
    public init(id: String, version: Int, fileName: String, isPackage: Bool, xml: FileReference) {
        self.id = id
        self.version = version
        self.fileName = fileName
        self.isPackage = isPackage
        self.xml = xml
    }
}
