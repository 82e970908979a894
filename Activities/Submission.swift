/// An article that is to be published.
public struct Submission: Codable, Sendable, Hashable {
    /// Where the file is: a JATS XML file, or a zip that holds one with its figures and PDF. Absolute, or as seen from the
    /// folder in which the workers run.
    public var path: String

    /// Creates a submission.
    public init(path: String) { self.path = path }
}
