import SWFModel
import Schedules

/// Whose turn it is: held by one cron of a domain at a time, so that the others need not wait for it.
///
/// It is an execution with a fixed workflow id, of which the service allows only one to be open; its decision task is
/// read by nobody else, because its task list has the name of this process. A cron that dies leaves it open for a minute at
/// most. It is a courtesy and no fence: who stood still for longer than that goes on all the same. That no tick is started
/// twice rests on the ledger (``CronLedger``).
struct CronLease: Sendable {
    /// The type under which leases are registered, when the first one is needed.
    static let type = WorkflowType(name: LedgerNote.leaseName, version: "1")
    /// The workflow id that only one cron can have open.
    static let workflowId = LedgerNote.leaseName
    /// How long a lease lasts, in seconds.
    static let seconds = 60
    /// What stands before the holder in the tag of the lease.
    private static let holderMark = "by="

    private let service: any SimpleWorkflowService
    private let token: String

    /// What came of trying to take the lease.
    enum Attempt {
        /// It is ours.
        case taken(CronLease)
        /// Another has it; who, when the service's lists say so.
        case held(by: String?)
    }

    /// Takes the lease.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    static func take(
        _ service: any SimpleWorkflowService,
        domain: String,
        identity: String
    ) async throws -> Attempt {
        let list = TaskList(name: String("cron-\(identity)".map { ":/|".contains($0) ? "-" : $0 }.prefix(256)))
        let start = StartWorkflowExecutionInput(
            childPolicy: .terminate,
            domain: domain,
            executionStartToCloseTimeout: String(seconds),
            tagList: [String((holderMark + identity).prefix(256))],
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
            return .held(by: try await holder(service, domain: domain))
        }
        let poll = PollForDecisionTaskInput(domain: domain, identity: identity, taskList: list)
        guard let task = try await service.pollForDecisionTask(poll) else {
            // The service did not hand over a task that waits since the start; the lease runs out by itself.
            return .held(by: identity)
        }
        return .taken(CronLease(service: service, token: task.taskToken))
    }

    /// Who has the lease; nil when the lists do not know (yet, or any more).
    private static func holder(_ service: any SimpleWorkflowService, domain: String) async throws -> String? {
        let open = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: domain,
                executionFilter: WorkflowExecutionFilter(workflowId: workflowId),
                maximumPageSize: 1,
                startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            )
        )
        let tag = open.executionInfos.first?.tagList?.first { $0.hasPrefix(holderMark) }
        return tag.map { String($0.dropFirst(holderMark.count)) }
    }

    /// Gives the lease back, with what was done as its result.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that the lease ran out meanwhile.
    func release(result: String) async throws {
        let result = result.utf16.count <= Limits.dataCharacters ? result : nil
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
                    description: "Held by the cron whose turn it is; its result is what that cron did.",
                    domain: domain,
                    name: type.name,
                    version: type.version
                )
            )
        } catch let fault as Fault where fault.code == .typeAlreadyExists {}
    }
}
