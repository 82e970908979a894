import Martlet
import MartletTesting
import Testing

@Suite("What becomes of a child when its parent does not end by itself")
struct ChildPolicyTests {
    /// Open for ten days; asked to cancel, it cleans up first.
    struct Parcel: Workflow {
        static let definition = WorkflowDefinition("Parcel", version: "1", executionStartToClose: .days(30))

        func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
            do {
                try await context.sleep(for: .days(10))
                return "delivered"
            } catch {
                try await context.shielded { try await context.run(Notify.self) }
                throw error
            }
        }
    }

    /// What a workflow is defined with.
    protocol Policy: Sendable {
        static var policy: ChildPolicy { get }
    }
    enum Terminate: Policy { static let policy = ChildPolicy.terminate }
    enum RequestCancel: Policy { static let policy = ChildPolicy.requestCancel }
    enum Abandon: Policy { static let policy = ChildPolicy.abandon }

    /// Has a parcel on its way, and three days at most.
    struct Order<P: Policy>: Workflow {
        static var definition: WorkflowDefinition {
            WorkflowDefinition("Order", version: "1", executionStartToClose: .days(3), childPolicy: P.policy)
        }

        func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
            try await context.start(Parcel.self, Nothing(), options: ChildOptions(workflowId: "parcel")).result()
        }
    }

    /// The parcel of an order that is terminated on its first day, or times out on its third; and when it closed.
    private func parcel<P: Policy>(
        of order: Order<P>.Type,
        isTerminated: Bool
    ) async throws -> (status: CloseStatus?, cause: String?, closed: Duration) {
        let test = try await WorkflowTest(Order<P>.self, Parcel.self, activities: [Notify()])
        let order = try await test.start(Order<P>.self)
        if isTerminated { test.at(.days(1)) { try await order.terminate() } }
        #expect(try await order.outcome().closeStatus == (isTerminated ? .terminated : .timedOut))
        let parcel = try await test.execution(Parcel.self, "parcel")
        let outcome = try await parcel.outcome()
        let closed = test.clock.now - test.beginning
        var cause: String?
        for event in try await parcel.history() {
            switch event.attributes {
            case .workflowExecutionTerminated(let attributes): cause = attributes.cause?.rawValue
            case .workflowExecutionCancelRequested(let attributes): cause = attributes.cause?.rawValue
            default: break
            }
        }
        return (outcome.closeStatus, cause, closed)
    }

    @Test(arguments: [true, false])
    func `terminate ends it at once`(isTerminated: Bool) async throws {
        let parcel = try await parcel(of: Order<Terminate>.self, isTerminated: isTerminated)
        #expect(parcel == (.terminated, "CHILD_POLICY_APPLIED", .days(isTerminated ? 1 : 3)))
    }

    @Test(arguments: [true, false])
    func `request cancel lets it clean up`(isTerminated: Bool) async throws {
        let parcel = try await parcel(of: Order<RequestCancel>.self, isTerminated: isTerminated)
        #expect(parcel == (.canceled, "CHILD_POLICY_APPLIED", .days(isTerminated ? 1 : 3)))
    }

    @Test(arguments: [true, false])
    func `abandon lets it go on`(isTerminated: Bool) async throws {
        let parcel = try await parcel(of: Order<Abandon>.self, isTerminated: isTerminated)
        #expect(parcel == (.completed, nil, .days(10)))
    }

    /// Starts an order whose own children would be left, and is itself one that terminates its children.
    struct Shop: Workflow {
        static let definition = WorkflowDefinition("Shop", version: "1", childPolicy: .terminate)

        func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
            let options = ChildOptions(workflowId: "order", childPolicy: .abandon)
            return try await context.run(Order<Terminate>.self, options: options)
        }
    }

    @Test func `the policy that a child is started with is for its own children`() async throws {
        let test = try await WorkflowTest(Shop.self, Order<Terminate>.self, Parcel.self, activities: [Notify()])
        let shop = try await test.start(Shop.self)
        try await test.advance(to: .hours(1))
        try await shop.terminate()
        #expect(try await test.execution(Order<Terminate>.self, "order").outcome().closeStatus == .terminated)
        #expect(try await test.execution(Parcel.self, "parcel").outcome().closeStatus == .completed)
    }

    /// Ends with a parcel on its way.
    struct ShortOrder: Workflow {
        static let definition = WorkflowDefinition("ShortOrder", version: "1", childPolicy: .terminate)

        func run(_ fails: Bool, context: WorkflowContext) async throws -> Nothing {
            _ = try await context.start(Parcel.self, Nothing(), options: ChildOptions(workflowId: "parcel"))
            if fails { throw PermanentFailure("no money") }
            return Nothing()
        }
    }

    @Test(arguments: [true, false])
    func `no policy touches the child of a parent that ends by itself`(fails: Bool) async throws {
        let test = try await WorkflowTest(ShortOrder.self, Parcel.self, activities: [Notify()])
        let order = try await test.start(ShortOrder.self, fails)
        #expect(try await order.outcome().closeStatus == (fails ? .failed : .completed))
        #expect(try await test.execution(Parcel.self, "parcel").result() == "delivered")
    }

    /// Asks its parcel to come back, twice.
    struct Recall: Workflow {
        static let definition = WorkflowDefinition("Recall", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> [String] {
            let parcel = try await context.start(Parcel.self, Nothing(), options: ChildOptions(workflowId: "parcel"))
            try await context.sleep(for: .hours(1))
            try await parcel.requestCancel()
            var lines: [String] = []
            do {
                lines.append(try await parcel.result())
            } catch let failure as ChildFailure {
                lines.append(failure.kind == .canceled ? "canceled" : failure.description)
            }
            do {
                try await parcel.requestCancel()
            } catch let failure as ExternalFailure {
                lines.append("\(failure.cause)")
            }
            return lines
        }
    }

    @Test func `a child is asked to cancel by its handle, and one that has ended cannot be`() async throws {
        let test = try await WorkflowTest(Recall.self, Parcel.self, activities: [Notify()])
        let recall = try await test.start(Recall.self)
        #expect(try await recall.result() == ["canceled", "unknownExecution"])
        #expect(test.clock.now - test.beginning == .hours(1))
        let parcel = try await test.execution(Parcel.self, "parcel")
        #expect(try await parcel.closed()?.closeStatus == .canceled)
        #expect(test.calls(of: Notify.self).count == 1)
    }
}
