public import Martlet

/// Has an article reviewed: every reviewer is asked at the same time, each by an execution of its own.
public struct ReviewArticle: Workflow {
    /// What is reviewed, and by whom.
    public struct Input: Codable, Hashable, Sendable {
        /// The article.
        public var article: String
        /// The reviewers.
        public var reviewers: [String]
        /// How long each has after each letter.
        public var secondsToAnswer: Int

        /// Creates an input.
        public init(article: String, reviewers: [String], secondsToAnswer: Int) {
            self.article = article
            self.reviewers = reviewers
            self.secondsToAnswer = secondsToAnswer
        }
    }

    /// What came of it.
    public struct Report: Codable, Hashable, Sendable {
        /// Whether somebody was in favour and nobody against.
        public var isAccepted: Bool
        /// Who answered.
        public var answered: [String]
        /// Who did not.
        public var silent: [String]
    }

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition("ReviewArticle", version: "1", executionStartToClose: .days(90))

    /// Creates the workflow.
    public init() {}

    /// Asks everybody, and sums up.
    public func run(_ input: Input, context: WorkflowContext) async throws -> Report {
        return try await withThrowingTaskGroup(of: (String, Review?).self) { group in
            for reviewer in input.reviewers {
                group.addTask {
                    let question = AskReviewer.Input(
                        article: input.article,
                        reviewer: reviewer,
                        secondsToAnswer: input.secondsToAnswer
                    )
                    return (reviewer, try await context.run(AskReviewer.self, question))
                }
            }
            var report = Report(isAccepted: false, answered: [], silent: [])
            var reviews: [Review] = []
            for try await (reviewer, review) in group {
                if let review { reviews.append(review) }
                if review == nil { report.silent.append(reviewer) } else { report.answered.append(reviewer) }
            }
            report.isAccepted = !reviews.isEmpty && reviews.allSatisfy(\.isFavourable)
            return report
        }
    }
}
