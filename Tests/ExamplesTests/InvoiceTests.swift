import Martlet
import MartletTesting
import Storage
import Testing

@testable import InvoiceExample

@Suite struct InvoiceTests {
    private static let bill = Bill(customer: "Ada", cents: 5_000)

    /// The workflow as it was before there was a tax.
    private struct OldInvoice: Workflow {
        static let definition = Invoice.definition
        static let signals: [any SignalDeclaration] = [Invoice.paid]

        func run(_ bill: Bill, context: WorkflowContext) async throws -> String {
            try await context.run(SendInvoice.self, bill)
            let payments = context.channel(Invoice.paid)
            var reminders = 0
            while true {
                do {
                    let paid = try await context.withTimeout(.days(14)) { try await payments.next() }
                    return "\(bill.customer) paid \(paid) of \(bill.cents), reminders: \(reminders)"
                } catch is TimedOut {
                    try await context.run(Remind.self, bill.customer)
                    reminders += 1
                }
            }
        }
    }

    private static func test(
        _ workflow: any Workflow.Type,
        store: any WorkflowStore = MemoryStore()
    ) async throws -> WorkflowTest {
        let test = try await WorkflowTest(workflow, activities: [ComputeTax()], store: store)
        test.replace(SendInvoice.self, returning: Nothing())
        test.replace(Remind.self, returning: Nothing())
        return test
    }

    @Test func `a new invoice has tax`() async throws {
        let test = try await Self.test(Invoice.self)
        let invoice = try await test.start(Invoice.self, Self.bill)
        test.at(.days(30)) { try await invoice.signal(Invoice.paid, 6_000) }
        #expect(try await invoice.result() == "Ada paid 6000 of 6000, reminders: 2")
    }

    @Test func `an invoice that was open before the change ends without tax`() async throws {
        let store = MemoryStore()
        let before = try await Self.test(OldInvoice.self, store: store)
        let old = try await before.start(OldInvoice.self, Self.bill, workflowId: "invoice-1")
        try await before.advance(by: .days(20))
        if TraceFile.isUpdating { try await old.saveFixture("invoice-without-tax") }

        let after = try await Self.test(Invoice.self, store: store)
        let invoice = try await after.execution(Invoice.self, "invoice-1")
        try await invoice.signal(Invoice.paid, 5_000)
        #expect(try await invoice.result() == "Ada paid 5000 of 5000, reminders: 1")
        #expect(after.calls(of: ComputeTax.self).isEmpty)
    }

    @Test func `a history from before the change is followed`() throws {
        try expectReplays(Invoice.self, fixture: "invoice-without-tax")
    }
}
