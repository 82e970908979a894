import AppSettings
public import CommandSupport
import Foundation
import Martlet
import SWFClient
public import SWFModel
import ServiceSupport

/// Starts one execution, and waits for it when asked to.
public struct StarterProgram: Sendable {
    /// The workflow type.
    public var type: WorkflowType
    /// The input as JSON text.
    public var input: String?
    /// The workflow id; one is made up when nobody chose it.
    public var id: String?
    /// Tags for the execution; at most 5.
    public var tags: [String]
    /// The priority of the decision tasks; a higher number goes first.
    public var priority: Int?
    /// The role under which lambda functions are called.
    public var lambdaRole: String?
    /// Whether to wait until the execution is closed, showing its steps.
    public var waits: Bool
    /// Whether to write one JSON object instead of lines.
    public var json: Bool

    /// Creates the value from its parts.
    public init(
        type: WorkflowType,
        input: String?,
        id: String?,
        tags: [String],
        priority: Int? = nil,
        lambdaRole: String? = nil,
        waits: Bool,
        json: Bool
    ) {
        self.type = type
        self.input = input
        self.id = id
        self.tags = tags
        self.priority = priority
        self.lambdaRole = lambdaRole
        self.waits = waits
        self.json = json
    }

    /// Starts, and waits.
    public func run(_ program: Program) async throws -> ProgramStatus {
        // Long enough that two starters never choose the same, short enough to be typed.
        let workflowId = id ?? "\(type.name)-\(UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(16))"
        return try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let starter = Starter(
                service: service,
                domain: program.settings.domain,
                taskList: program.settings.taskList
            )
            let execution: WorkflowExecution
            do {
                execution = try await starter.start(
                    type,
                    input: input,
                    workflowId: workflowId,
                    tags: tags,
                    priority: priority,
                    lambdaRole: lambdaRole
                )
            } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
                guard id == nil else {
                    throw Complaint(.alreadyRunning, "An execution with the workflow id \(workflowId) is open already.")
                }
                // Nobody else has an id that was made up here: the start was done, its answer was lost, and the client
                // sent it again.
                let finder = ExecutionFinder(service: service, domain: program.settings.domain)
                execution = try await finder.find(workflowId, run: nil)
            }
            let started = StartedExecution(execution: execution, terminal: program.terminal, json: json)
            return try await started.follow(starter, waits: waits)
        }
    }
}
