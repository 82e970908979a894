import Martlet

struct Goods: Codable, Hashable {
    var name: String
    var cents: Int
    var address: String
}

/// Takes the money, and sends the goods by an execution of its own.
struct Order: Workflow {
    static let definition = WorkflowDefinition("Order", version: "1", executionStartToClose: .days(60))

    static let newAddress = Signal<String>("newAddress")
    static var signals: [any SignalDeclaration] { [newAddress] }

    func run(_ goods: Goods, context: WorkflowContext) async throws -> String {
        let payment = try await context.run(TakePayment.self, goods.cents)
        let shipment = try await context.start(Shipment.self, goods)
        do {
            // While the shipment is under way, what the customer tells the order is told to the shipment.
            return try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask { try await shipment.result() }
                group.addTask {
                    for try await address in context.channel(Self.newAddress) {
                        // A shipment that is gone meanwhile needs no address; its result is on its way.
                        do {
                            try await shipment.signal(Shipment.newAddress, address)
                        } catch is ExternalFailure {}
                    }
                    return nil
                }
                defer { group.cancelAll() }
                return (try await group.next() ?? nil) ?? "nothing was sent"
            }
        } catch let failure as ChildFailure {
            try await context.run(GiveBackPayment.self, payment)
            throw failure
        }
    }
}
