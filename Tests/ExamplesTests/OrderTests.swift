import Martlet
import MartletTesting
import Testing

@testable import OrderExample

@Suite struct OrderTests {
    private static let goods = Goods(name: "a book", cents: 2_400, address: "1 Old Road")

    private static func test() async throws -> WorkflowTest {
        let test = try await WorkflowTest(
            Order.self,
            Shipment.self,
            activities: [TakePayment(), GiveBackPayment(), HandOver()]
        )
        test.replace(Pack.self, taking: .hours(5), returning: Nothing())
        return test
    }

    @Test func `the goods are sent by a child of the order`() async throws {
        let test = try await Self.test()
        let order = try await test.start(Order.self, Self.goods, workflowId: "order-7")
        #expect(try await order.result() == "a book to 1 Old Road")
        let shipment = try await test.execution(Shipment.self, "order-7.Shipment-1")
        #expect(try await shipment.result() == "a book to 1 Old Road")
        try await order.expectTrace("order")
    }

    @Test func `a new address reaches the shipment while it is packed`() async throws {
        let test = try await Self.test()
        let order = try await test.start(Order.self, Self.goods)
        test.at(.hours(2)) { try await order.signal(Order.newAddress, "2 New Road") }
        #expect(try await order.result() == "a book to 2 New Road")
    }

    @Test func `a shipment that fails brings the money back`() async throws {
        let test = try await Self.test()
        test.replace(HandOver.self) { _, _ in throw PermanentFailure("the post is on strike") }
        let order = try await test.start(Order.self, Self.goods)
        let failure = try await #require(throws: ExecutionFailure.self) { try await order.result() }
        #expect(failure.reason?.contains("the post is on strike") == true)
        #expect(test.calls(of: GiveBackPayment.self).map(\.input) == ["payment of 2400 cents"])
    }
}
