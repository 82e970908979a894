import Dispatch
import Foundation
import Martlet
import SWFModel
import SWFWire
import Testing

@testable import MartletTesting

/// Histories on record: as text, and as fixtures that later code must follow.
@Suite struct HistoryRecordTests {
    private static func rent(months: Int = 1) async throws -> TestExecution<Rent> {
        let test = try await WorkflowTest(Rent.self, activities: [SendNotice()])
        test.replace(Charge.self) { charge, _ in "receipt \(charge.month)" }
        let rent = try await test.start(Rent.self, .init(months: months, cents: 900))
        try await rent.result()
        return rent
    }

    @Test func `a history is compared to the one on record, with times from its beginning`() async throws {
        try await Self.rent(months: 2).expectTrace("rent")
    }

    @Test func `a history that differs shows the lines that differ`() async throws {
        let rent = try await Self.rent()
        let text = try await rent.trace()
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-trace-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = TraceFile(path: folder.appending(path: "one.trace").path)
        let missing = try #require(throws: WorkflowTestFailure.self) { try file.expect(text, isUpdating: false) }
        #expect(missing.sentence.hasPrefix("There is no trace one.trace yet."))
        try file.expect(text.replacing("receipt 1", with: "receipt 7"), isUpdating: true)
        let failure = try #require(throws: WorkflowTestFailure.self) { try file.expect(text, isUpdating: false) }
        let changed = failure.details.filter { $0.hasPrefix("-") || $0.hasPrefix("+ ") }
        #expect(changed.count == 4)
        #expect(changed.first?.contains("receipt 7") == true)
        try file.expect(text, isUpdating: true)
        try file.expect(text, isUpdating: false)
    }

    @Test func `lines far from a difference are left out`() {
        let old = (1...20).map(String.init).joined(separator: "\n")
        let lines = LineDifference.lines(from: old, to: old.replacing("\n10\n", with: "\nten\n"), context: 1)
        #expect(lines == ["…", "  9", "- 10", "+ ten", "  11", "…"])
    }

    @Test(arguments: [
        (Duration.zero, "+0d 00:00:00"), (.days(30), "+30d 00:00:00"), (.milliseconds(61_005), "+0d 00:01:01.005"),
        (.seconds(-1), "-0d 00:00:01"), (.hours(25) + .milliseconds(120), "+1d 01:00:00.120"),
    ])
    func `a length of time is written in days and the time of a clock`(duration: Duration, text: String) {
        #expect(HistoryTrace.offset(duration) == text)
    }

    @Test func `names that differ from run to run are numbered`() {
        let (one, two) = (UUID().uuidString, UUID().uuidString)
        #expect(TraceNames.normalised("\(one) \(two) \(one)") == "uuid#1 uuid#2 uuid#1")
    }

    @Test func `a history that was recorded earlier is followed by today's code`() throws {
        try expectReplays(Rent.self, fixture: "rent")
    }

    @Test func `code that no longer follows a history fails with the place`() throws {
        let failure = try #require(throws: WorkflowTestFailure.self) {
            try expectReplays(ChangedRent.self, fixture: "rent")
        }
        #expect(failure.sentence.hasPrefix("rent: Rent 1 does not follow its history:"))
        let stranger = try #require(throws: WorkflowTestFailure.self) {
            try expectReplays(Asking.self, fixture: "rent")
        }
        #expect(stranger.sentence == "rent: there is no workflow Rent version 1 here")
    }

    @Test func `a part of a history is no fixture`() async throws {
        let rent = try await Self.rent()
        let events = Array(try await rent.history().prefix(4))
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-fixture-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixtures = folder.appending(path: "Fixtures")
        try FileManager.default.createDirectory(at: fixtures, withIntermediateDirectories: true)
        let page = try AWSJSON.encode(History(events: events, nextPageToken: "t"))
        try Data(page).write(to: fixtures.appending(path: "page.json"))
        let problem = try #require(throws: HistoryFile.Problem.self) {
            try expectReplays(Rent.self, fixture: "page", filePath: folder.appending(path: "RentTests.swift").path)
        }
        #expect(problem.description.hasPrefix("The file holds only a part of the history, up to event 4:"))
    }

    @Test func `code that does not come to rest fails with the sentence`() throws {
        let failure = try #require(throws: WorkflowTestFailure.self) {
            try expectReplays(StuckRent.self, fixture: "rent", turnLimit: .milliseconds(50))
        }
        StuckRent.lock.signal()
        #expect(failure.sentence.contains("did not come to rest within 0.05 seconds"), "\(failure)")
    }

    /// The same workflow after a change that waits for a lock.
    private struct StuckRent: Workflow {
        static let definition = Rent.definition
        static let lock = DispatchSemaphore(value: 0)

        func run(_ input: Rent.Input, context: WorkflowContext) async throws -> [String] {
            wait()
            return []
        }

        private func wait() { Self.lock.wait() }
    }

    /// The same workflow after a change that open executions cannot follow.
    private struct ChangedRent: Workflow {
        static let definition = Rent.definition

        func run(_ input: Rent.Input, context: WorkflowContext) async throws -> [String] {
            try await context.sleep(for: .days(30))
            return []
        }
    }

    @Test func `the history of a test is kept as a fixture, and read again as the same`() async throws {
        let rent = try await Self.rent()
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-fixture-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "RentTests.swift").path
        try await rent.saveFixture("rent", filePath: source)
        let fixture = try HistoryFixture("rent", beside: source)
        #expect(fixture.events == (try await rent.history()))
        #expect(fixture.execution == rent.first)
        #expect(fixture.domain == "test")
        try expectReplays(Rent.self, fixture: "rent.json", filePath: source)
    }
}
