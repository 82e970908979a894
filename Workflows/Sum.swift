public import Activities
public import Martlet

/// Adds numbers up: first it asks whether a worker is there, then it has one add.
///
/// Input `{"data": [1, 3, 7, 11]}` or `[1, 2]`; the result is the sum. What is not a number fails the execution.
public struct Sum: Workflow {
    /// Creates the workflow.
    public init() {}

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition(
        "Sum",
        version: "1",
        executionStartToClose: .minutes(10),
        description: "Adds numbers up."
    )

    /// Adds the numbers of the input.
    public func run(_ input: Summands, context: WorkflowContext) async throws -> Total {
        _ = try await context.run(PingWorker.self)
        return try await context.run(AddNumbers.self, input)
    }
}
