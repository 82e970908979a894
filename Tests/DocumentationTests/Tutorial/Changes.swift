import Martlet

/// The tutorial's change as it must not be made: open executions are past its place.
struct CarelessReviewArticle: Workflow {
    static let definition = ReviewArticle.definition

    func run(_ input: ReviewArticle.Input, context: WorkflowContext) async throws -> ReviewArticle.Report {
        let news = Letter(to: "the author of \(input.article)", text: "Your article is under review.")
        try await context.run(SendLetter.self, news)
        return try await ReviewArticle().run(input, context: context)
    }
}

/// The tutorial's change as it is made.
struct CarefulReviewArticle: Workflow {
    static let definition = ReviewArticle.definition

    func run(_ input: ReviewArticle.Input, context: WorkflowContext) async throws -> ReviewArticle.Report {
        if context.patched("tell the author") {
            let news = Letter(to: "the author of \(input.article)", text: "Your article is under review.")
            try await context.run(SendLetter.self, news)
        }
        return try await ReviewArticle().run(input, context: context)
    }
}
