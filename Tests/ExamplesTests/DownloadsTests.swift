import Martlet
import MartletTesting
import Testing

@testable import DownloadsExample

@Suite struct DownloadsTests {
    @Test func `files are fetched two at a time, and one that is missing stops nothing`() async throws {
        let test = try await WorkflowTest(Downloads.self, activities: [Download()])
        let addresses = ["example.org/a.pdf", "example.org/missing.pdf", "example.org/b.pdf"]
        let downloads = try await test.start(Downloads.self, addresses)
        let report = try await downloads.result()
        #expect(report.files == ["a.pdf", "b.pdf"])
        #expect(report.failures == ["Download-2 failed for good: example.org/missing.pdf does not exist"])
    }

    @Test func `a server that is busy is asked again after ten seconds`() async throws {
        let test = try await WorkflowTest(Downloads.self, activities: [Download()])
        #expect(try await test.start(Downloads.self, ["example.org/busy.pdf"]).result().files == ["busy.pdf"])
        #expect(test.calls(of: Download.self).map(\.offset) == [.zero, .seconds(10)])
    }

    @Test func `a worker that dies is noticed by its silence within a minute`() async throws {
        let test = try await WorkflowTest(Downloads.self, activities: [Download()])
        let killed = test.fault(.kill, at: .work(on: Download.self))
        let downloads = try await test.start(Downloads.self, ["example.org/a.pdf"])
        #expect(try await downloads.result().files == ["a.pdf"])
        #expect(killed.hasHappened)
        #expect(test.calls(of: Download.self).map(\.offset) == [.zero, .seconds(70)])
        #expect(test.calls(of: Download.self).map(\.attempt) == [1, 2])
    }
}
