/// All problems of an article, as the reason and the details of a failed execution.
struct ProblemReport: Sendable, Equatable {
    /// The name of the file that was handed in.
    var fileName: String
    /// What is wrong; never empty.
    var problems: [Problem]

    /// One line of at most 240 characters: the file, how many problems, and as many of them as fit. A failure's reason may
    /// have 256 (swf-spec.md 2.1), of which the mark of a permanent failure takes 12.
    var reason: String {
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        let sentences =
            problems.count == 1
            ? problems.map(\.sentence) : problems.enumerated().map { "\($0.offset + 1)) \($0.element.sentence)" }
        return "\(fileName.clipped(to: 80)) has \(count): \(sentences.joined(separator: " "))".clipped(to: 240)
    }

    /// Every problem on its own line, with its place. At most 32,000 characters, below the limit of a failure's details.
    var details: String {
        problems.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n").clipped(to: 32_000)
    }
}
