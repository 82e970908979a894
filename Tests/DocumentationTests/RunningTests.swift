import Foundation
import Martlet
import MartletTesting
import Testing

/// The code of the pages is not only compiled: what it is said to do, it does.
@Suite("What the pages show, run")
struct RunningTests {
    @Test func `an invoice is dunned three times, or paid`() async throws {
        let test = try await WorkflowTest(DunInvoice.self, activities: [SendMail()])
        let invoice = Invoice(number: 7, cents: 900)
        #expect(try await test.start(DunInvoice.self, invoice).result() == "given to a lawyer")
        #expect(test.clock.now - test.beginning == .days(49))
        let other = try await test.start(DunInvoice.self, invoice)
        test.after(.days(8)) { try await other.signal(DunInvoice.paid) }
        #expect(try await other.result() == "paid")
    }

    @Test func `the first page's workflow greets`() async throws {
        let test = try await WorkflowTest(Welcome.self, activities: [Greet()])
        #expect(try await test.start(Welcome.self, ["Ada", "Grace"]).result() == ["Hello, Ada!", "Hello, Grace!"])
    }

    @Test func `chance and order are the same in every run over the history`() async throws {
        let test = try await WorkflowTest(
            DeterminismSnippets.KeepStock.self,
            DeterminismSnippets.AddUp.self,
            activities: [DeterminismSnippets.Reorder(), DeterminismSnippets.LookUpPrice()]
        )
        let stock = ["b": 0, "a": 0, "c": 3, "d": 0]
        try await test.start(DeterminismSnippets.KeepStock.self, stock).result()
        #expect(test.calls(of: DeterminismSnippets.Reorder.self).map(\.input) == ["a", "b", "d"])
        #expect(try await test.start(DeterminismSnippets.AddUp.self).result() == 8)
    }

    @Test func `a foreign wait is found, with its place`() async throws {
        let test = try await WorkflowTest(MisuseSnippets.Impatient.self, activities: [MisuseSnippets.Fetch()])
        let outcome = try await test.start(MisuseSnippets.Impatient.self, "example.org").outcome()
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason?.hasPrefix("Non-durable await after the call at DocumentationTests/Misuse") == true)
    }

    @Test func `code that is not the same each time fails its first test`() async throws {
        let test = try await WorkflowTest(MisuseSnippets.Fickle.self, activities: [MisuseSnippets.Fetch()])
        let fickle = try await test.start(MisuseSnippets.Fickle.self, "example.org")
        await #expect(throws: WorkflowTestFailure.self) { try await fickle.result() }
    }

    @Test func `a change with a question follows a history from before`() async throws {
        let before = VersioningSnippets.ReviewBefore.self
        let after = VersioningSnippets.Review.self
        let test = try await WorkflowTest(before, activities: [VersioningSnippets.FindReview(), SendMail()])
        let old = try await test.start(before, "353")
        try await old.result()
        let report = Replayer(workflows: [after]).replay(try await old.history(), of: old.first, domain: test.domain)
        #expect(report.verdict == .replays)
        let next = try await WorkflowTest(after, activities: [VersioningSnippets.FindReview(), SendMail()])
        try await next.start(after, "353").result()
        #expect(next.calls(of: SendMail.self).map(\.input) == ["Your article 353 is under review."])
    }

    @Test func `a run goes on as the next version`() async throws {
        let test = try await WorkflowTest(
            VersioningSnippets.Bill.self,
            VersioningSnippets.BuildReport.self,
            VersioningSnippets.BuildReport2.self,
            activities: [
                VersioningSnippets.ComputeTax(), VersioningSnippets.ComputeTaxWithCountry(),
                VersioningSnippets.WriteReport(),
            ]
        )
        #expect(try await test.start(VersioningSnippets.Bill.self, 100).result() == 125)
        let report = try await test.start(VersioningSnippets.BuildReport.self, "a")
        #expect(try await report.outcome().result == "\"a\"")
        #expect(try await report.runs().count == 2)
        let first = try await test.service.getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryInput(domain: test.domain, execution: report.first)
        )
        #expect(VersioningSnippets.check(first.events, of: report.first).verdict == .replays)
    }

    @Test(arguments: [("good", "receipt"), ("stolen", nil), ("busy", "receipt")])
    func `a bank answers, declines, or is busy`(_ card: String, _ result: String?) async throws {
        let bank = FailureSnippets.Bank { charge, key in
            switch charge.card {
            case "stolen": .declined(why: "stolen")
            case "busy" where !BusyBank.isOpen(for: key): .busy
            default: .done(receipt: "receipt")
            }
        }
        let test = try await WorkflowTest(
            FailureSnippets.Pay.self,
            activities: [FailureSnippets.ChargeCard(bank: bank), SendMail()]
        )
        let charge = FailureSnippets.Charge(card: card, cents: 900)
        #expect(try await test.start(FailureSnippets.Pay.self, charge).result() == result)
        #expect(test.calls(of: FailureSnippets.ChargeCard.self).count == (card == "busy" ? 3 : 1))
        #expect(test.calls(of: SendMail.self).count == (card == "stolen" ? 1 : 0))
    }

    @Test func `time runs out, the first mirror wins, and a machine is switched off`() async throws {
        let test = try await WorkflowTest(
            FailureSnippets.Hurry.self,
            FailureSnippets.Race.self,
            FailureSnippets.Machine.self,
            activities: [FailureSnippets.SwitchOff()]
        )
        test.replace(FailureSnippets.FindReview.self, taking: .hours(5), returning: "late")
        #expect(try await test.start(FailureSnippets.Hurry.self, "353").result() == "no review within four hours")
        test.replace(FailureSnippets.Download.self) { mirror, _ in mirror }
        #expect(try await test.start(FailureSnippets.Race.self, ["a", "b"]).result() == "a")
        test.hold(FailureSnippets.RunMachine.self)
        let machine = try await test.start(FailureSnippets.Machine.self, "job")
        try await test.settle()
        try await machine.requestCancel()
        try await test.answer(FailureSnippets.RunMachine.self) { _, context in
            try await context.heartbeat()
            return Nothing()
        }
        #expect(try await machine.outcome().closeStatus == .canceled)
        #expect(test.calls(of: FailureSnippets.SwitchOff.self).count == 1)
    }

    @Test func `pages are printed with a sign of life for each`() async throws {
        let pages = try await FailureSnippets.PrintPages().run(["a", "b"], context: ActivityContext())
        #expect(pages == 2)
    }

    @Test func `a trip that cannot be paid is undone in reverse, and an article without pages fails`() async throws {
        let test = try await WorkflowTest(
            FailureSnippets.BookTrip.self,
            FailureSnippets.Publish.self,
            activities: [
                FailureSnippets.BookFlight(), FailureSnippets.CancelFlight(), FailureSnippets.BookHotel(),
                FailureSnippets.CancelHotel(),
            ]
        )
        test.replace(FailureSnippets.PayTrip.self) { _, _ in throw PermanentFailure("no money") }
        let trip = try await test.start(FailureSnippets.BookTrip.self, "Rome")
        #expect(try await trip.outcome().reason == "PayTrip-3 failed for good: no money")
        let scheduled = try await trip.events(.activityTaskScheduled).compactMap { event -> String? in
            if case .activityTaskScheduled(let task) = event.attributes { task.activityId } else { nil }
        }
        #expect(scheduled == ["BookFlight-1", "BookHotel-2", "PayTrip-3", "CancelHotel-4", "CancelFlight-5"])
        let article = try await test.start(FailureSnippets.Publish.self, .init(number: 353, pages: 0))
        #expect(try await article.outcome().reason == "Article 353 has no pages.")
    }
}
