import Activities
public import Martlet

/// The smallest workflow: one activity. That it completes says that a server, a decider and a worker are there.
public struct Ping: Workflow {
    /// Creates the workflow.
    public init() {}

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition(
        "Ping",
        version: "1",
        executionStartToClose: .minutes(10),
        description: "Asks a worker to answer."
    )

    /// Asks a worker, and ends with its answer.
    public func run(_ input: Nothing, context: WorkflowContext) async throws -> String {
        try await context.run(PingWorker.self)
    }
}
