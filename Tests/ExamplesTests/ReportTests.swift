import Martlet
import MartletTesting
import Testing

@testable import ReportExample

@Suite struct ReportTests {
    @Test func `a report goes through its stages and shows them`() async throws {
        let test = try await WorkflowTest(Report.self, activities: [ReadNumbers()])
        test.replaceFunction("sum") { _ in "742" }
        test.hold(PrintReport.self)
        let report = try await test.start(Report.self, Topic(name: "harbour"), tags: ["daily"], lambdaRole: "reports")
        try await test.settle()
        #expect(try await report.published(as: Stage.self) == Stage(name: "printing", done: 2, of: 3))
        try await test.answer(PrintReport.self) { text, _ in text }
        let page = try await report.result()
        #expect(page.hasPrefix("harbour ") && page.hasSuffix(": 742"))
    }

    @Test func `of two reports that wait for the printer the urgent one goes first`() async throws {
        let test = try await WorkflowTest(Report.self, activities: [ReadNumbers()])
        test.replaceFunction("sum") { _ in "0" }
        test.replace(PrintReport.self) { text, _ in text }
        let daily = try await test.start(Report.self, Topic(name: "daily"), lambdaRole: "reports")
        let urgent = try await test.start(Report.self, Topic(name: "urgent", isUrgent: true), lambdaRole: "reports")
        _ = try await (daily.result(), urgent.result())
        let printed = test.calls(of: PrintReport.self).map { $0.input.prefix { $0 != " " } }
        #expect(printed == ["urgent", "daily"])
    }

    @Test func `a function that fails fails the report with its words`() async throws {
        let test = try await WorkflowTest(Report.self, activities: [ReadNumbers()])
        test.replaceFunction("sum") { _ in throw RetryableFailure("too many numbers") }
        let report = try await test.start(Report.self, Topic(name: "harbour"), lambdaRole: "reports")
        let failure = try await #require(throws: ExecutionFailure.self) { try await report.result() }
        #expect("\(failure)".contains("too many numbers"))
    }
}
