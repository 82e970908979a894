import Activities
public import Martlet

/// What a reviewer says of an article.
public struct Review: Codable, Hashable, Sendable {
    /// Whether it should be published.
    public var isFavourable: Bool
    /// Why; nil when nothing was said.
    public var comment: String?

    /// Creates a review.
    public init(isFavourable: Bool, comment: String? = nil) {
        self.isFavourable = isFavourable
        self.comment = comment
    }
}

/// Asks one reviewer, reminds once, and ends with the review, or with nothing when none came.
public struct AskReviewer: Workflow {
    /// Whom to ask, and about what.
    public struct Input: Codable, Hashable, Sendable {
        /// The article.
        public var article: String
        /// The reviewer.
        public var reviewer: String
        /// How long to wait after each letter.
        public var secondsToAnswer: Int

        /// Creates an input.
        public init(article: String, reviewer: String, secondsToAnswer: Int) {
            self.article = article
            self.reviewer = reviewer
            self.secondsToAnswer = secondsToAnswer
        }
    }

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition("AskReviewer", version: "1", executionStartToClose: .days(60))

    /// The reviewer answers.
    public static let review = Signal<Review>("review")
    /// The signals that the workflow knows.
    public static var signals: [any SignalDeclaration] { [review] }

    /// Creates the workflow.
    public init() {}

    /// Writes, waits, reminds, waits.
    public func run(_ input: Input, context: WorkflowContext) async throws -> Review? {
        for beginning in ["Please review", "You have not answered yet: please review"] {
            let letter = Letter(to: input.reviewer, text: "\(beginning) article \(input.article).")
            try await context.run(SendLetter.self, letter)
            do {
                return try await context.withTimeout(.seconds(input.secondsToAnswer)) {
                    try await context.channel(Self.review).next()
                }
            } catch is TimedOut {
                context.logger.notice("\(input.reviewer) did not answer")
            }
        }
        return nil
    }
}
