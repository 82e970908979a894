import Martlet

/// The code of the comments in Sources/Martlet.
enum CommentSnippets {
    struct Approval: Codable, Hashable {
        var isApproved: Bool
    }

    struct Charge: Activity {
        static let definition = ActivityDefinition("Charge", version: "1")
        func run(_ order: Int, context: ActivityContext) async throws -> Int { order }
    }

    struct Approve: Workflow {
        static let definition = WorkflowDefinition("Approve", version: "1")

        static let approve = Signal<Approval>("approve")
        static var signals: [any SignalDeclaration] { [approve] }

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Bool {
            try await context.channel(Self.approve).next().isApproved
        }
    }

    struct Write: Workflow {
        static let definition = WorkflowDefinition("Write", version: "1")
        static let edit = Signal<String>("edit")

        func run(_ order: Int, context: WorkflowContext) async throws -> [String] {
            if context.version("charge-first", 1...2) >= 2 {
                try await context.run(Charge.self, order)
            }
            var lines: [String] = []
            for try await line in context.channel(Self.edit) {
                lines.append(line)
            }
            return lines
        }
    }

    struct Again: Workflow {
        static let definition = WorkflowDefinition("Again", version: "1")

        func run(_ state: Int, context: WorkflowContext) async throws -> Nothing {
            throw try ContinueAsNew(Self.self, state)
        }
    }

    typealias BookFlight = FailureSnippets.BookFlight
    typealias CancelFlight = FailureSnippets.CancelFlight
    typealias BookHotel = FailureSnippets.BookHotel

    struct Travel: Workflow {
        static let definition = WorkflowDefinition("Travel", version: "1")

        func run(_ trip: String, context: WorkflowContext) async throws -> Int {
            try await context.saga { saga in
                let flight = try await context.run(BookFlight.self, trip)
                saga.compensate("the flight") { try await context.run(CancelFlight.self, flight) }
                return try await context.run(BookHotel.self, trip)
            }
        }
    }
}
