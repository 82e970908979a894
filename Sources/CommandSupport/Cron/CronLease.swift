import Martlet
import SWFModel

/// The right to start what is due, held by one cron of a domain at a time, and the service's clock.
///
/// It is an execution with a fixed workflow id, of which the service allows only one to be open; its decision task is
/// read by nobody else, because its task list has the name of this process. So two crons, on one machine or on two, never
/// start one tick twice, on a Martlet server and on Amazon SWF alike. Its result is the ledger of what was started.
/// A cron that dies leaves it open for a minute at most.
struct CronLease: Sendable {
    /// The type under which leases are registered, when the first one is needed.
    static let type = WorkflowType(name: "martlet.cron", version: "1")
    /// The workflow id that only one cron can have open.
    static let workflowId = "martlet.cron"
    /// How long a lease lasts, in seconds.
    static let seconds = 60

    /// When the lease was given, by the service's clock.
    var takenAt: Timestamp

    private let service: any SimpleWorkflowService
    private let token: String

    /// Takes the lease; nil when another cron has it.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    static func take(
        _ service: any SimpleWorkflowService,
        domain: String,
        identity: String
    ) async throws -> CronLease? {
        let list = TaskList(name: String("cron-\(identity)".map { ":/|".contains($0) ? "-" : $0 }.prefix(256)))
        let start = StartWorkflowExecutionInput(
            childPolicy: .terminate,
            domain: domain,
            executionStartToCloseTimeout: String(seconds),
            taskList: list,
            taskStartToCloseTimeout: String(seconds),
            workflowId: workflowId,
            workflowType: type
        )
        do {
            do {
                _ = try await service.startWorkflowExecution(start)
            } catch let fault as Fault where fault.code == .unknownResource {
                try await register(service, domain: domain)
                _ = try await service.startWorkflowExecution(start)
            }
        } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
            return nil
        }
        let poll = PollForDecisionTaskInput(domain: domain, identity: identity, taskList: list)
        guard let task = try await service.pollForDecisionTask(poll), let moment = task.events.last?.eventTimestamp
        else {
            // The service did not hand over a task that waits since the start; the lease runs out by itself.
            return nil
        }
        return CronLease(takenAt: moment, service: service, token: task.taskToken)
    }

    /// Gives the lease back, with the ledger as its result.
    func release(ledger: String) async throws {
        let limit = Limits.dataCharacters
        let result = ledger.utf16.count <= limit ? ledger : nil
        try await service.respondDecisionTaskCompleted(
            RespondDecisionTaskCompletedInput(
                decisions: [.completeWorkflowExecution(CompleteWorkflowExecutionDecisionAttributes(result: result))],
                taskToken: token
            )
        )
    }

    private static func register(_ service: any SimpleWorkflowService, domain: String) async throws {
        do {
            try await service.registerWorkflowType(
                RegisterWorkflowTypeInput(
                    description: "Held by the cron that is starting what is due; its result is the ledger.",
                    domain: domain,
                    name: type.name,
                    version: type.version
                )
            )
        } catch let fault as Fault where fault.code == .typeAlreadyExists {}
    }
}
