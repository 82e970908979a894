import Martlet
import MartletLocal

struct Invoice: Codable, Hashable {
    var number: Int
    var cents: Int
}

/// Writes to somebody; used by the examples of several articles.
struct SendMail: Activity {
    static let definition = ActivityDefinition("SendMail", version: "1")
    func run(_ text: String, context: ActivityContext) async throws -> Nothing { Nothing() }
}

struct DunInvoice: Workflow {
    static let definition = WorkflowDefinition("DunInvoice", version: "1", executionStartToClose: .days(90))

    static let paid = Signal<Nothing>("paid")
    static var signals: [any SignalDeclaration] { [paid] }

    func run(_ invoice: Invoice, context: WorkflowContext) async throws -> String {
        for days in [7, 14, 28] {
            try await context.run(SendMail.self, "Invoice \(invoice.number): \(invoice.cents) cents are due.")
            do {
                _ = try await context.withTimeout(.days(days)) { try await context.channel(Self.paid).next() }
                return "paid"
            } catch is TimedOut {
                context.logger.notice("\(invoice.number) is not paid after \(days) days")
            }
        }
        return "given to a lawyer"
    }
}

enum LandingSnippets {
    static func dun(_ invoice: Invoice) async throws -> String {
        try await LocalMartlet.run(workflows: [DunInvoice.self], activities: [SendMail()]) { martlet in
            try await martlet.execute(DunInvoice.self, invoice, workflowId: "invoice-\(invoice.number)")
        }
    }
}
