/// A place in the author's code: where a context was called.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// The file as the compiler names it: module and file.
    public var fileID: String
    /// The line, from 1.
    public var line: Int

    /// Creates a place.
    public init(fileID: String, line: Int) {
        self.fileID = fileID
        self.line = line
    }

    /// `Module/File.swift:12`.
    public var description: String { "\(fileID):\(line)" }
}
