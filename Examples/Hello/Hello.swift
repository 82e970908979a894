import Martlet

/// Greets somebody, and takes leave a little later.
struct Hello: Workflow {
    static let definition = WorkflowDefinition("Hello", version: "1")

    func run(_ name: String, context: WorkflowContext) async throws -> [String] {
        let greeting = try await context.run(Say.self, "Hello, \(name)!")
        try await context.sleep(for: .seconds(2))
        return [greeting, try await context.run(Say.self, "Goodbye, \(name).")]
    }
}
