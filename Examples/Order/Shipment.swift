import Martlet

/// Packs goods and hands them over. Until then the address may change.
struct Shipment: Workflow {
    static let definition = WorkflowDefinition("Shipment", version: "1", executionStartToClose: .days(30))

    static let newAddress = Signal<String>("newAddress")
    static var signals: [any SignalDeclaration] { [newAddress] }

    func run(_ goods: Goods, context: WorkflowContext) async throws -> String {
        var goods = goods
        try await context.run(Pack.self, goods.name)
        let addresses = context.channel(Self.newAddress)
        while let address = try addresses.poll() { goods.address = address }
        return try await context.run(HandOver.self, goods)
    }
}
