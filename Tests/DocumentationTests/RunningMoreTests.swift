import Foundation
import Martlet
import MartletTesting
import Testing

@Suite("What the pages on signals, children, values and long lives show, run")
struct RunningMoreTests {
    @Test func `a page waits for its approval, and another execution edits it`() async throws {
        let test = try await WorkflowTest(
            SignalSnippets.PublishPage.self,
            SignalSnippets.WriteText.self,
            SignalSnippets.Edit.self,
            activities: [SignalSnippets.PutOnline()]
        )
        let page = try await test.start(SignalSnippets.PublishPage.self, "page", workflowId: "page-7")
        try await test.start(SignalSnippets.Edit.self).result()
        try await SignalSnippets.approve(Starter(service: test.service, domain: test.domain, taskList: "default"))
        #expect(try await page.result() == "page")
        // The edit was not received, and the history says so.
        #expect(try await page.trace().contains("martlet.note.unreceived-signals"))
        let text = try await test.start(SignalSnippets.WriteText.self)
        for line in ["a", "b", ""] { try await text.signal(SignalSnippets.PublishPage.edit, line) }
        #expect(try await text.result() == ["a", "b"])
    }

    @Test func `votes are counted, and progress is shown`() async throws {
        let test = try await WorkflowTest(
            SignalSnippets.Vote.self,
            SignalSnippets.PrintAll.self,
            activities: [SignalSnippets.PutOnline()]
        )
        let vote = try await test.start(SignalSnippets.Vote.self)
        for _ in 1...3 { try await vote.signal(SignalSnippets.Vote.yes) }
        #expect(try await vote.result() == 3)
        let printing = try await test.start(SignalSnippets.PrintAll.self, ["a", "b"])
        try await printing.result()
        #expect(try await printing.published(as: SignalSnippets.Progress.self) == .init(done: 2, of: 2))
    }

    @Test func `an editor answers by the token, or does not answer`() async throws {
        let inbox = Inbox()
        let mail = SignalSnippets.Mail { _, token in await inbox.receive(token) }
        let test = try await WorkflowTest(
            SignalSnippets.Ask.self,
            activities: [SignalSnippets.AskEditor(mail: mail)]
        )
        let asking = try await test.start(SignalSnippets.Ask.self, "page-7")
        try await test.settle()
        let token = try #require(await inbox.latest)
        try await SignalSnippets.finish(token, service: test.service)
        #expect(try await asking.result())
        #expect(try await test.start(SignalSnippets.Ask.self, "page-8").result() == false)
        #expect(test.clock.now - test.beginning == .days(3))
    }

    private actor Inbox {
        private(set) var latest: String?
        func receive(_ token: String) { latest = token }
    }

    @Test func `children are run, named, talked to and waited for`() async throws {
        let test = try await WorkflowTest(
            ChildSnippets.ShipOrder.self,
            ChildSnippets.Simple.self,
            ChildSnippets.Named.self,
            ChildSnippets.Talking.self,
            ChildSnippets.Patient.self,
            ChildSnippets.Many.self,
            activities: [ChildSnippets.Pack(), SendMail()]
        )
        let order = ChildSnippets.Order(number: 7, address: "1 Old Road")
        #expect(try await test.start(ChildSnippets.Simple.self, order).result() == "7: 1 Old Road")
        #expect(try await test.start(ChildSnippets.Named.self, order).result() == "7: 1 Old Road")
        #expect(try await test.execution(ChildSnippets.ShipOrder.self, "parcel-7").closed() != nil)
        #expect(try await test.start(ChildSnippets.Talking.self, order).result() == "7: 2 New Road")
        let many = try await test.start(ChildSnippets.Many.self, [order, .init(number: 8, address: "3 Road")])
        #expect(try await many.result() == ["7: 1 Old Road", "8: 3 Road"])
        test.replace(ChildSnippets.Pack.self) { _, _ in throw RetryableFailure("no box") }
        let failure = try await test.start(ChildSnippets.Patient.self, order).outcome()
        #expect(failure.reason?.hasSuffix("failed: Pack-1-try4 failed after 4 attempts: no box") == true)
    }

    @Test func `values travel as the page says`() async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .secondsSince1970
        let parcel = ValueSnippets.Parcel(number: 7, weight: 1.5, sentAt: Date(timeIntervalSince1970: 1_790_000_000))
        #expect(
            String(decoding: try encoder.encode(parcel), as: UTF8.self)
                == #"{"number":7,"sentAt":1790000000,"weight":1.5}"#
        )
        let old = Data(#"{"address":"1 Old Road","number":7}"#.utf8)
        #expect(try JSONDecoder().decode(ValueSnippets.Order.self, from: old).country == nil)
        let test = try await WorkflowTest(
            ValueSnippets.Count.self,
            ValueSnippets.Chance.self,
            activities: [ValueSnippets.DownloadFile(), ValueSnippets.CountWords()]
        )
        #expect(try await test.start(ValueSnippets.Count.self, "a").result() == 7)
        let chance = try await test.start(ValueSnippets.Chance.self, (1...20).map { "\($0)" })
        #expect(try await chance.result().count == 11)
        #expect(try await chance.trace().contains("value.key-1"))
    }

    @Test func `a licence is renewed after eleven months, and an account kept`() async throws {
        let test = try await WorkflowTest(
            LongLifeSnippets.RenewLicence.self,
            LongLifeSnippets.KeepAccount.self,
            activities: [SendMail(), LongLifeSnippets.WriteLedger()]
        )
        try await test.start(LongLifeSnippets.RenewLicence.self, "Ada").result()
        #expect(test.clock.now - test.beginning == .days(335))
        let account = try await test.start(LongLifeSnippets.KeepAccount.self, .init(account: "A"))
        for cents in [100, 250] { try await account.signal(LongLifeSnippets.KeepAccount.payment, cents) }
        try await test.settle()
        #expect(test.calls(of: LongLifeSnippets.WriteLedger.self).map(\.input.balance) == [100, 350])
    }
}
