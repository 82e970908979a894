import Foundation
import Martlet

/// The code of the article Determinism.
enum DeterminismSnippets {
    struct Reorder: Activity {
        static let definition = ActivityDefinition("Reorder", version: "1")
        func run(_ name: String, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct LookUpPrice: Activity {
        static let definition = ActivityDefinition("LookUpPrice", version: "1")
        func run(_ item: String, context: ActivityContext) async throws -> Int { item.count }
    }

    struct KeepStock: Workflow {
        static let definition = WorkflowDefinition("KeepStock", version: "1")

        func run(_ stock: [String: Int], context: WorkflowContext) async throws -> String {
            let deadline = context.now + .hours(1)
            let dice = Int.random(in: 1...6, using: &context.random)
            let ticket = try context.sideEffect("ticket") { UUID() }
            let isLate = context.now > deadline
            for (name, count) in stock.sorted(by: { $0.key < $1.key }) where count == 0 {
                try await context.run(Reorder.self, name)
            }
            return "\(dice) \(ticket) \(isLate)"
        }
    }

    struct AddUp: Workflow {
        static let definition = WorkflowDefinition("AddUp", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Int {
            func price(_ item: String) async throws -> Int {
                try await context.run(LookUpPrice.self, item)
            }
            async let book = price("book")
            async let lamp = price("lamp")
            let total = try await book + lamp
            return total
        }
    }

    static func careful() -> Decider.Configuration {
        let careful = Decider.Configuration(divergence: .hold, checksReplay: true, turnLimit: .seconds(5))
        return careful
    }
}
