import Martlet
import MartletTesting
import Testing

@testable import ApprovalExample

@Suite struct ApprovalTests {
    private static let expense = Expense(what: "a chair", cents: 24_900, approvers: ["Grace", "Katherine"])

    @Test func `a person answers after a day`() async throws {
        let test = try await WorkflowTest(Approval.self)
        test.hold(AskPerson.self)
        let approval = try await test.start(Approval.self, Self.expense)
        try await test.advance(by: .days(1))
        try await test.complete(AskPerson.self, Answer(isApproved: true, by: "Grace"))
        #expect(try await approval.result() == Answer(isApproved: true, by: "Grace"))
        #expect(test.clock.now - test.beginning == .days(1))
    }

    @Test func `who does not answer in three days is passed over`() async throws {
        let test = try await WorkflowTest(Approval.self)
        test.hold(AskPerson.self)
        let approval = try await test.start(Approval.self, Self.expense)
        try await test.advance(by: .days(3))
        #expect(test.calls(of: AskPerson.self).map(\.input.person) == ["Grace", "Katherine"])
        try await test.complete(AskPerson.self, Answer(isApproved: false, by: "Katherine"))
        #expect(try await approval.result().by == "Katherine")
        try await approval.expectTrace("approval-escalated")
    }

    @Test func `nobody answers`() async throws {
        let test = try await WorkflowTest(Approval.self)
        test.hold(AskPerson.self)
        #expect(
            try await test.start(Approval.self, Self.expense).result()
                == Answer(isApproved: false, by: "nobody answered")
        )
        #expect(test.clock.now - test.beginning == .days(6))
    }

    @Test func `the real activity delivers the token, and the answer comes by it`() async throws {
        let (inbox, mail) = AsyncStream<String>.makeStream()
        let test = try await WorkflowTest(Approval.self, activities: [AskPerson { mail.yield($1) }])
        let approval = try await test.start(Approval.self, Self.expense)
        try await test.settle()
        for await token in inbox {
            try await ActivityCompletion(service: test.service).complete(token, Answer(isApproved: true, by: "Grace"))
            break
        }
        #expect(try await approval.result().isApproved)
    }
}
