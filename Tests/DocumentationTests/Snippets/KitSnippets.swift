import Martlet
import MartletLocal
import MartletTesting
import Testing

/// The code of docs/TESTING.md and of the comments in Sources/MartletTesting and Sources/MartletLocal.
@Suite struct KitSnippets {
    struct Plan: Codable {
        var cents: Int
        var paid = 0
    }

    struct Receipt: Codable {
        var cents: Int
    }

    struct ChargeCard: Activity {
        static let definition = ActivityDefinition("ChargeCard", version: "1")
        func run(_ plan: Plan, context: ActivityContext) async throws -> Receipt {
            throw PermanentFailure("no card is charged in a test")
        }
    }

    /// Charges a card every thirty days until the customer leaves.
    struct Subscription: Workflow {
        static let definition = WorkflowDefinition("Subscription", version: "1", executionStartToClose: .days(365))

        static let cancel = Signal<Nothing>("cancel")
        static var signals: [any SignalDeclaration] { [cancel] }

        enum End: Codable, Hashable {
            case canceled(paid: Int)
        }

        func run(_ plan: Plan, context: WorkflowContext) async throws -> End {
            var plan = plan
            for _ in 1...10 {
                try await context.run(ChargeCard.self, plan)
                plan.paid += 1
                do {
                    _ = try await context.withTimeout(.days(30)) { try await context.channel(Self.cancel).next() }
                    return .canceled(paid: plan.paid)
                } catch is TimedOut {}
            }
            throw try ContinueAsNew(Self.self, plan)
        }
    }

    static let plan = Plan(cents: 900)

    @Test func `a year of a subscription, as the page on tests shows it`() async throws {
        let plan = Self.plan
        let test = try await WorkflowTest(Subscription.self)
        test.replace(ChargeCard.self) { charge, _ in Receipt(cents: charge.cents) }
        let subscription = try await test.start(Subscription.self, plan)
        test.at(.days(365)) { try await subscription.signal(Subscription.cancel) }
        #expect(try await subscription.result() == .canceled(paid: 13))
        #expect(test.calls(of: ChargeCard.self).count == 13)
        try await subscription.expectTrace("year")
    }

    @Test func `a subscription that is canceled in the second month, as the comment shows it`() async throws {
        let plan = Self.plan
        let test = try await WorkflowTest(Subscription.self)
        test.replace(ChargeCard.self) { charge, _ in Receipt(cents: charge.cents) }
        let subscription = try await test.start(Subscription.self, plan)
        test.at(.days(45)) { try await subscription.signal(Subscription.cancel) }
        #expect(try await subscription.result() == .canceled(paid: 2))
    }

    @Test func `faults that a comment shows happen`() async throws {
        let test = try await WorkflowTest(Subscription.self)
        test.replace(ChargeCard.self) { charge, _ in Receipt(cents: charge.cents) }
        test.fault(.loseAnswer, at: .report(of: ChargeCard.self))
        test.fault(.kill, at: .work(on: ChargeCard.self, 2))
        let subscription = try await test.start(Subscription.self, Self.plan)
        test.at(.days(45)) { try await subscription.signal(Subscription.cancel) }
        #expect(try await subscription.result() == .canceled(paid: 2))
        #expect(test.calls(of: ChargeCard.self).map(\.attempt) == [1, 1, 2])
    }

    /// Compiled, and not run: it would leave a file where it is run.
    static func runLocally() async throws {
        try await LocalMartlet.run(
            workflows: [Welcome.self],
            activities: [Greet()],
            store: .sqlite(path: "welcome.sqlite")
        ) { martlet in
            print(try await martlet.execute(Welcome.self, ["Ada", "Grace"], workflowId: "welcome"))
        }
    }
}
