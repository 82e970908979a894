import Martlet

struct Bill: Codable, Hashable {
    var customer: String
    var cents: Int
}

/// Writes an invoice and reminds the customer until it is paid.
///
/// Tax was added to it while invoices were open. Those that had begun without go on without, as their histories say; all that
/// begin now have it.
struct Invoice: Workflow {
    static let definition = WorkflowDefinition("Invoice", version: "1", executionStartToClose: .days(365))

    static let paid = Signal<Int>("paid")
    static var signals: [any SignalDeclaration] { [paid] }

    func run(_ bill: Bill, context: WorkflowContext) async throws -> String {
        var cents = bill.cents
        if context.patched("tax") {
            cents += try await context.run(ComputeTax.self, bill)
        }
        try await context.run(SendInvoice.self, Bill(customer: bill.customer, cents: cents))
        let payments = context.channel(Self.paid)
        var reminders = 0
        while true {
            do {
                let paid = try await context.withTimeout(.days(14)) { try await payments.next() }
                return "\(bill.customer) paid \(paid) of \(cents), reminders: \(reminders)"
            } catch is TimedOut {
                try await context.run(Remind.self, bill.customer)
                reminders += 1
            }
        }
    }
}
