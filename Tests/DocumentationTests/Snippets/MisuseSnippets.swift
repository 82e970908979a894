import Martlet

/// What the article Determinism shows as a mistake.
enum MisuseSnippets {
    struct Fetch: Activity {
        static let definition = ActivityDefinition("Fetch", version: "1")
        func run(_ address: String, context: ActivityContext) async throws -> String { address }
    }

    /// Throws dice of its own.
    struct Fickle: Workflow {
        static let definition = WorkflowDefinition("Fickle", version: "1")

        func run(_ address: String, context: WorkflowContext) async throws -> Nothing {
            for _ in 0..<20 {
                if Bool.random() {
                    try await context.sleep(for: .seconds(1))
                } else {
                    try await context.run(Fetch.self, address)
                }
            }
            return Nothing()
        }
    }

    struct Impatient: Workflow {
        static let definition = WorkflowDefinition("Impatient", version: "1")

        func run(_ address: String, context: WorkflowContext) async throws -> Int {
            let page = try await context.run(Fetch.self, address)
            try await Task.sleep(for: .seconds(1))  // found: use context.sleep
            return page.count
        }
    }
}
