import Martlet

/// Takes money, and gives the number of the payment.
struct TakePayment: Activity {
    static let definition = ActivityDefinition("TakePayment", version: "1")

    func run(_ cents: Int, context: ActivityContext) async throws -> String { "payment of \(cents) cents" }
}

/// Gives money back.
struct GiveBackPayment: Activity {
    static let definition = ActivityDefinition("GiveBackPayment", version: "1")

    func run(_ payment: String, context: ActivityContext) async throws -> Nothing { Nothing() }
}

/// Packs goods; it takes its time.
struct Pack: Activity {
    static let definition = ActivityDefinition("Pack", version: "1", startToClose: .days(2))

    func run(_ goods: String, context: ActivityContext) async throws -> Nothing {
        // Stands for the work. An activity may wait for whatever it likes; a workflow may not.
        try await Task.sleep(for: .seconds(1))
        return Nothing()
    }
}

/// Hands goods to the post, and gives the number of the parcel.
struct HandOver: Activity {
    static let definition = ActivityDefinition("HandOver", version: "1")

    func run(_ goods: Goods, context: ActivityContext) async throws -> String {
        "\(goods.name) to \(goods.address)"
    }
}
