/// Everything that is wrong with the settings, at once.
///
/// A program that gets it prints the sentences and ends with exit code 78.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence a problem, each with its place and what to do.
    public var problems: [String]

    /// Collects problems.
    public init(problems: [String]) {
        self.problems = problems
    }

    /// The sentences, one a line.
    public var description: String { problems.joined(separator: "\n") }
}
