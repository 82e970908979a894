import Martlet
import MartletTesting
import Testing

/// The code of the article Testing.
@Suite struct TestingSnippets {
    struct PrintLabel: Activity {
        static let definition = ActivityDefinition("PrintLabel", version: "1")
        func run(_ parcel: String, context: ActivityContext) async throws -> String { "label of \(parcel)" }
    }

    struct WriteToCustomer: Activity {
        static let definition = ActivityDefinition("WriteToCustomer", version: "1")
        func run(_ text: String, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    /// Keeps a parcel until the customer fetches it, for two weeks at most.
    struct KeepParcel: Workflow {
        static let definition = WorkflowDefinition("KeepParcel", version: "1", executionStartToClose: .days(30))

        static let fetched = Signal<Nothing>("fetched")
        static var signals: [any SignalDeclaration] { [fetched] }

        func run(_ parcel: String, context: WorkflowContext) async throws -> String {
            try await context.run(PrintLabel.self, parcel)
            for text in ["is here", "is still here"] {
                try await context.run(WriteToCustomer.self, "\(parcel) \(text)")
                do {
                    _ = try await context.withTimeout(.days(7)) { try await context.channel(Self.fetched).next() }
                    return "fetched"
                } catch is TimedOut {}
            }
            return "sent back"
        }
    }

    @Test func `a parcel that nobody fetches goes back after two weeks`() async throws {
        let test = try await WorkflowTest(KeepParcel.self, activities: [PrintLabel()])
        test.replace(WriteToCustomer.self, returning: Nothing())
        let keeping = try await test.start(KeepParcel.self, "parcel 7")
        #expect(try await keeping.result() == "sent back")
        #expect(test.clock.now - test.beginning == .days(14))
        #expect(test.calls(of: WriteToCustomer.self).map(\.input) == ["parcel 7 is here", "parcel 7 is still here"])
    }

    @Test func `its history is on record`() async throws {
        let test = try await WorkflowTest(KeepParcel.self, activities: [PrintLabel(), WriteToCustomer()])
        let keeping = try await test.start(KeepParcel.self, "parcel 7")
        try await keeping.result()
        try await keeping.expectTrace("parcel-sent-back")
    }

    @Test func `it is tried again when the post is closed`() async throws {
        let test = try await WorkflowTest(KeepParcel.self, activities: [PrintLabel()])
        test.replace(WriteToCustomer.self) { _, context in
            guard context.attempt == 3 else { throw RetryableFailure("the post is closed") }
            return Nothing()
        }
        try await test.start(KeepParcel.self, "parcel 7").result()
        #expect(test.calls(of: WriteToCustomer.self).map(\.attempt) == [1, 2, 3, 1, 2, 3])
    }

    @Test func `it waits for the letter, and then for the customer`() async throws {
        let test = try await WorkflowTest(KeepParcel.self, activities: [PrintLabel()])
        test.hold(WriteToCustomer.self)
        let keeping = try await test.start(KeepParcel.self, "parcel 7")
        try await test.settle()
        #expect(try await keeping.openActivities() == ["WriteToCustomer-2"])
        try await test.complete(WriteToCustomer.self, Nothing())
        test.at(.days(3)) { try await keeping.signal(KeepParcel.fetched) }
        #expect(try await keeping.result() == "fetched")
    }

    @Test func `an activity by itself`() async throws {
        let label = try await PrintLabel().run("parcel 7", context: ActivityContext(attempt: 2))
        #expect(label == "label of parcel 7")
    }

    @Test func `a worker that dies changes nothing`() async throws {
        let test = try await WorkflowTest(KeepParcel.self, activities: [PrintLabel()])
        test.replace(WriteToCustomer.self, returning: Nothing())
        let fault = test.fault(.kill, at: .work(on: WriteToCustomer.self))
        let keeping = try await test.start(KeepParcel.self, "parcel 7")
        #expect(try await keeping.result() == "sent back")
        #expect(fault.hasHappened)
    }

    @Test func `it still follows what it did in March`() throws {
        try expectReplays(KeepParcel.self, fixture: "parcel-of-march")
    }
}
