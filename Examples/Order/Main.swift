import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(
            workflows: [Order.self, Shipment.self],
            activities: [TakePayment(), GiveBackPayment(), Pack(), HandOver()]
        ) { martlet in
            let goods = Goods(name: "a book", cents: 2_400, address: "1 Old Road")
            let order = try await martlet.start(Order.self, goods, workflowId: "order-7")
            try await martlet.starter.signal(Order.newAddress, "2 New Road", workflowId: "order-7")
            print("sent:", try await martlet.result(of: order, as: String.self))
        }
    }
}
