import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(
            workflows: [Invoice.self],
            activities: [ComputeTax(), SendInvoice(), Remind()]
        ) { martlet in
            let bill = Bill(customer: "Ada", cents: 5_000)
            let invoice = try await martlet.start(Invoice.self, bill, workflowId: "invoice-1")
            try await martlet.starter.signal(Invoice.paid, 6_000, workflowId: "invoice-1")
            print(try await martlet.result(of: invoice, as: String.self))
        }
    }
}
