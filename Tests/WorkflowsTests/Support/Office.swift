import Activities
import Foundation
import Martlet
import MartletTesting
import Workflows

/// A service, a decider and a worker in this process, with every workflow and activity of the repository and an output
/// folder of its own.
struct Office: Sendable {
    /// Where the worker publishes.
    let output: String
    /// Starts executions.
    let starter: Starter
    /// The service itself.
    let service: any SimpleWorkflowService

    /// The domain that everything is registered in.
    static let domain = "test"

    /// Runs an office while the body runs.
    ///
    /// - Parameter heldExecutions: how many executions the decider keeps between its tasks; with none, every decision replays
    ///   the whole history.
    static func run<Value: Sendable>(
        heldExecutions: Int = 100,
        _ body: @escaping @Sendable (Office) async throws -> Value
    ) async throws -> Value {
        let output = FileManager.default.temporaryDirectory.path + "/martlet-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: output) }
        return try await TestCluster.run { cluster in
            let service: any SimpleWorkflowService = cluster.engine
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            _ = try await Registrar(
                service: service,
                domain: domain,
                retentionDays: "1",
                defaultTaskList: "default",
                logger: logger
            ).register(workflows: WorkflowList.all, activities: ActivityList.types)
            let decider = Decider(
                service: service,
                domain: domain,
                taskList: "default",
                identity: "decider",
                workflows: WorkflowList.all,
                configuration: Decider.Configuration(heldExecutions: heldExecutions),
                logger: logger
            )
            let worker = ActivityWorker(
                service: service,
                domain: domain,
                taskList: "default",
                identity: "worker",
                activities: ActivityList.all(ActivitySettings(outputFolder: output)),
                configuration: ActivityWorker.Configuration(slots: 3),
                logger: logger
            )
            let office = Office(
                output: output,
                starter: Starter(service: service, domain: domain, taskList: "default"),
                service: service
            )
            return try await withThrowingTaskGroup(of: Value?.self) { group in
                group.addTask {
                    try await decider.run()
                    return nil
                }
                group.addTask {
                    try await worker.run()
                    return nil
                }
                group.addTask { try await body(office) }
                defer { group.cancelAll() }
                while let value = try await group.next() {
                    if let value { return value }
                }
                throw CancellationError()
            }
        }
    }

    /// Starts an execution, waits until it is closed, and gives its outcome and its events.
    func outcome(
        _ workflow: WorkflowType,
        input: String?,
        id: String = "test",
        onEvent: @escaping @Sendable (HistoryEvent, WorkflowExecution) async throws -> Void = { _, _ in }
    ) async throws -> (outcome: ExecutionOutcome, events: [HistoryEvent]) {
        let execution = try await starter.start(workflow, input: input, workflowId: id)
        let events = Events()
        let outcome = try await starter.wait(for: execution, interval: .milliseconds(10)) { event in
            await events.append(event)
            try? await onEvent(event, execution)
        }
        return (outcome, await events.all)
    }
}

/// Events in the order in which they came.
actor Events {
    private(set) var all: [HistoryEvent] = []

    func append(_ event: HistoryEvent) { all.append(event) }
}
