import Martlet
import MartletTesting
import Testing

/// What the tutorial says of its change, held against the code.
@Suite struct ChangeTests {
    private let input = ReviewArticle.Input(article: "00353", reviewers: ["Ada", "Grace"], secondsToAnswer: 3_600)

    private func begun() async throws -> (TestExecution<ReviewArticle>, [HistoryEvent]) {
        let test = try await WorkflowTest(ReviewArticle.self, AskReviewer.self)
        test.replace(SendLetter.self, returning: Nothing())
        let review = try await test.start(ReviewArticle.self, input)
        try await test.settle()
        return (review, try await review.history())
    }

    @Test func `a letter at the beginning diverges from an execution that had none`() async throws {
        let (review, history) = try await begun()
        let report = Replayer(workflows: [CarelessReviewArticle.self])
            .replay(history, of: review.first, domain: review.test.domain)
        #expect("\(report)".contains("the history has StartChildWorkflowExecutionInitiated"))
        #expect("\(report)".contains("but the code asks for ScheduleActivityTask SendLetter-1"))
    }

    @Test func `with the question it follows`() async throws {
        let (review, history) = try await begun()
        let report = Replayer(workflows: [CarefulReviewArticle.self])
            .replay(history, of: review.first, domain: review.test.domain)
        #expect(report.verdict == .replays)
    }

    @Test func `and who begins with it writes to the author first`() async throws {
        let test = try await WorkflowTest(CarefulReviewArticle.self, AskReviewer.self)
        test.replace(SendLetter.self, returning: Nothing())
        let review = try await test.start(CarefulReviewArticle.self, input, workflowId: "review-353")
        try await test.settle()
        let ada = try await test.execution(AskReviewer.self, "review-353.AskReviewer-1")
        let grace = try await test.execution(AskReviewer.self, "review-353.AskReviewer-2")
        try await ada.signal(AskReviewer.review, Review(isFavourable: true))
        test.at(.minutes(90)) { try await grace.signal(AskReviewer.review, Review(isFavourable: false)) }
        #expect(try await review.result().isAccepted == false)
        #expect(test.calls(of: SendLetter.self).map(\.input.to) == ["the author of 00353", "Ada", "Grace", "Grace"])
    }
}
