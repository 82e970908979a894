import Activities
import Martlet
import MartletTesting
import Testing
import Workflows

@Suite struct ReviewArticleTests {
    private let input = ReviewArticle.Input(article: "00353", reviewers: ["Ada", "Grace"], secondsToAnswer: 7 * 86_400)

    private func start() async throws -> (WorkflowTest, TestExecution<ReviewArticle>) {
        let test = try await WorkflowTest(ReviewArticle.self, AskReviewer.self)
        test.replace(SendLetter.self, returning: Nothing())
        let review = try await test.start(ReviewArticle.self, input, workflowId: "review-353")
        try await test.settle()
        return (test, review)
    }

    @Test func `it is accepted when all are in favour, one of them after a reminder`() async throws {
        let (test, review) = try await start()
        let ada = try await test.execution(AskReviewer.self, "review-353.AskReviewer-1")
        let grace = try await test.execution(AskReviewer.self, "review-353.AskReviewer-2")
        test.at(.days(2)) { try await ada.signal(AskReviewer.review, Review(isFavourable: true)) }
        test.at(.days(9)) { try await grace.signal(AskReviewer.review, Review(isFavourable: true)) }
        let report = try await review.result()
        #expect(report.isAccepted)
        #expect(report.answered == ["Ada", "Grace"])
        #expect(test.calls(of: SendLetter.self).map(\.input.to) == ["Ada", "Grace", "Grace"])
        #expect(test.clock.now - test.beginning == .days(9))
    }

    @Test func `who does not answer in two weeks is left out`() async throws {
        let (test, review) = try await start()
        #expect(try await review.result().silent == ["Ada", "Grace"])
        #expect(test.clock.now - test.beginning == .days(14))
    }
}
