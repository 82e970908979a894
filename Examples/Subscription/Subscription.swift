import Martlet

/// What somebody has subscribed to.
struct Plan: Codable, Hashable {
    var customer: String
    var cents: Int
    var periodSeconds = 30 * 86_400
    /// How many periods were paid before this run of the workflow.
    var paid = 0
}

/// Charges a customer every period until the customer leaves, for years if need be.
struct Subscription: Workflow {
    static let definition = WorkflowDefinition("Subscription", version: "1", executionStartToClose: .days(365))

    /// So many periods are in one history; then the next run goes on with what was paid.
    static let periodsInRun = 10

    static let cancel = Signal<Nothing>("cancel")
    static var signals: [any SignalDeclaration] { [cancel] }

    enum End: Codable, Hashable {
        case canceled(paid: Int)
        case unpaid(paid: Int)
    }

    func run(_ plan: Plan, context: WorkflowContext) async throws -> End {
        var plan = plan
        for _ in 1...Self.periodsInRun {
            guard try await charge(plan, context) else {
                try await context.run(SendMail.self, "Your subscription has ended: it was not paid.")
                return .unpaid(paid: plan.paid)
            }
            plan.paid += 1
            try context.publish(plan)
            if try await wantsToLeave(within: .seconds(plan.periodSeconds), context) {
                try await context.run(SendMail.self, "Your subscription has ended. Payments: \(plan.paid).")
                return .canceled(paid: plan.paid)
            }
        }
        throw try ContinueAsNew(Self.self, plan)
    }

    /// Charges one period. A card that is declined is tried again three and six days later.
    private func charge(_ plan: Plan, _ context: WorkflowContext) async throws -> Bool {
        for attempt in 1...3 {
            do {
                try await context.run(ChargeCard.self, Charge(customer: plan.customer, cents: plan.cents))
                return true
            } catch let failure as ActivityFailure where failure.kind == .failed(isPermanent: true) {
                guard attempt < 3 else { break }
                try await context.run(SendMail.self, "Your card was declined: \(failure.reason). We will try again.")
                try await context.sleep(for: .days(3))
            }
        }
        return false
    }

    /// Waits for a period; a cancel ends the wait at once.
    private func wantsToLeave(within period: Duration, _ context: WorkflowContext) async throws -> Bool {
        do {
            _ = try await context.withTimeout(period) { try await context.channel(Self.cancel).next() }
            return true
        } catch is TimedOut {
            return false
        }
    }
}
