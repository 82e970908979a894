import Martlet

/// The code of the article Children.
enum ChildSnippets {
    struct Order: Codable, Hashable {
        var number: Int
        var address: String
    }

    struct Pack: Activity {
        static let definition = ActivityDefinition("Pack", version: "1")
        func run(_ order: Order, context: ActivityContext) async throws -> String {
            "\(order.number): \(order.address)"
        }
    }

    struct ShipOrder: Workflow {
        static let definition = WorkflowDefinition("ShipOrder", version: "1", executionStartToClose: .days(30))

        static let newAddress = Signal<String>("newAddress")
        static var signals: [any SignalDeclaration] { [newAddress] }

        func run(_ order: Order, context: WorkflowContext) async throws -> String {
            var order = order
            try await context.sleep(for: .days(1))
            while let address = try context.channel(Self.newAddress).poll() { order.address = address }
            return try await context.run(Pack.self, order)
        }
    }

    struct Simple: Workflow {
        static let definition = WorkflowDefinition("Simple", version: "1", executionStartToClose: .days(60))

        func run(_ order: Order, context: WorkflowContext) async throws -> String {
            let parcel = try await context.run(ShipOrder.self, order)
            return parcel
        }
    }

    struct Named: Workflow {
        static let definition = WorkflowDefinition("Named", version: "1", executionStartToClose: .days(60))

        func run(_ order: Order, context: WorkflowContext) async throws -> String {
            let options = ChildOptions(workflowId: "parcel-\(order.number)", taskList: "parcels", tags: ["express"])
            let parcel = try await context.run(ShipOrder.self, order, options: options)
            return parcel
        }
    }

    struct Talking: Workflow {
        static let definition = WorkflowDefinition("Talking", version: "1", executionStartToClose: .days(60))

        func run(_ order: Order, context: WorkflowContext) async throws -> String {
            let shipping = try await context.start(ShipOrder.self, order)
            try await context.run(SendMail.self, "Your order is on its way: \(shipping.execution.workflowId)")
            try await shipping.signal(ShipOrder.newAddress, "2 New Road")
            let parcel = try await shipping.result()
            return parcel
        }
    }

    struct Patient: Workflow {
        static let definition = WorkflowDefinition("Patient", version: "1", executionStartToClose: .days(60))

        func run(_ order: Order, context: WorkflowContext) async throws -> String {
            do {
                return try await context.run(ShipOrder.self, order)
            } catch let failure as ChildFailure where failure.kind == .timedOut {
                throw PermanentFailure("Order \(order.number) was not shipped in time.")
            }
        }
    }

    struct Many: Workflow {
        static let definition = WorkflowDefinition("Many", version: "1", executionStartToClose: .days(60))

        func run(_ orders: [Order], context: WorkflowContext) async throws -> [String] {
            try await withThrowingTaskGroup(of: String.self) { group in
                for order in orders { group.addTask { try await context.run(ShipOrder.self, order) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
    }
}
