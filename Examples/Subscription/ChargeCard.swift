import Martlet

struct Charge: Codable, Hashable {
    var customer: String
    var cents: Int
}

/// Charges a card. A bank that cannot be reached is tried again; a card that is declined is not.
struct ChargeCard: Activity {
    static let definition = ActivityDefinition(
        "ChargeCard",
        version: "1",
        startToClose: .minutes(1),
        retry: .exponential(maximumAttempts: 10, maximum: .hours(1))
    )

    func run(_ charge: Charge, context: ActivityContext) async throws -> String {
        // A real one hands the key to the bank, which then charges once, however often it is asked.
        print("charged \(charge.customer) \(charge.cents) cents, once for \(context.idempotencyKey)")
        return "receipt for \(context.idempotencyKey)"
    }
}
