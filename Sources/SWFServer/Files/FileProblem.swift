/// Why a file cannot be used: sentences for the operator, without its contents.
struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentences.
    let description: String

    /// Creates a problem.
    init(_ description: String) {
        self.description = description
    }
}
