import Martlet

/// Computes the tax on a bill, in cents.
struct ComputeTax: Activity {
    static let definition = ActivityDefinition("ComputeTax", version: "1")

    func run(_ bill: Bill, context: ActivityContext) async throws -> Int { bill.cents / 5 }
}

/// Sends an invoice.
struct SendInvoice: Activity {
    static let definition = ActivityDefinition("SendInvoice", version: "1")

    func run(_ bill: Bill, context: ActivityContext) async throws -> Nothing {
        print("invoice for \(bill.customer): \(bill.cents) cents")
        return Nothing()
    }
}

/// Reminds a customer.
struct Remind: Activity {
    static let definition = ActivityDefinition("Remind", version: "1")

    func run(_ customer: String, context: ActivityContext) async throws -> Nothing {
        print("\(customer), please pay")
        return Nothing()
    }
}
