public import SWFModel
public import SWFWire
import Synchronization

/// A service with a bug, around one without.
public final class PlantedService: ForwardingService, EncodedHistoryService, DomainDirectory, TaskKeeper {
    private let encoded: any EncodedHistoryService & DomainDirectory
    private let bug: PlantedBug
    private let memory: PlantedMemory

    /// The newest token of each activity, and which activity each token is of.
    private struct Tokens {
        var newest: [String: String] = [:]
        var activity: [String: String] = [:]
    }

    private let tokens = Mutex(Tokens())

    /// Plants a bug in a service. Those that are not of a service change nothing.
    ///
    /// - Parameter memory: What outlives the service, for bugs that show after a restart.
    public init(
        _ base: any EncodedHistoryService & DomainDirectory,
        _ bug: PlantedBug,
        memory: PlantedMemory = PlantedMemory()
    ) {
        encoded = base
        self.bug = bug
        self.memory = memory
    }

    /// Hands the question on.
    public func domain(ofTaskToken token: String) -> String? { encoded.domain(ofTaskToken: token) }

    /// Hands the question on.
    public func kind(ofTaskToken token: String) -> TaskKind? { encoded.kind(ofTaskToken: token) }

    /// Hands the question on.
    public func domain(ofResource arn: String) -> String? { encoded.domain(ofResource: arn) }

    /// Hands the task on.
    public func handBack(taskToken: String, identity: String?, reason: String?) async throws {
        guard let keeper = encoded as? any TaskKeeper else { throw Fault(.unknownOperation) }
        try await keeper.handBack(taskToken: taskToken, identity: identity, reason: reason)
    }

    /// Hands the call on.
    public func endPolls(domain: String, identity: String) async throws -> Int {
        guard let keeper = encoded as? any TaskKeeper else { throw Fault(.unknownOperation) }
        return try await keeper.endPolls(domain: domain, identity: identity)
    }

    /// The service without the bug.
    public var base: any SimpleWorkflowService { encoded }

    /// Hands the call on.
    public func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask? {
        try await encoded.pollForDecisionTaskEncoded(input)
    }

    /// Hands the call on.
    public func getWorkflowExecutionHistoryEncoded(
        _ input: GetWorkflowExecutionHistoryInput
    ) async throws -> EncodedHistory {
        try await encoded.getWorkflowExecutionHistoryEncoded(input)
    }

    /// Gives an activity task; after a restart the one that was given last.
    public func pollForActivityTask(_ input: PollForActivityTaskInput) async throws -> ActivityTask? {
        if bug == .handsOutTwice, let task = memory.takeTask() { return task }
        let task = try await encoded.pollForActivityTask(input)
        if let task {
            if bug == .handsOutTwice { memory.keep(task) }
            let activity = task.workflowExecution.runId + "/" + task.activityId
            tokens.withLock { tokens in
                tokens.newest[activity] = task.taskToken
                tokens.activity[task.taskToken] = activity
            }
        }
        return task
    }

    private func newest(_ token: String) -> String {
        guard bug == .takesOldTokens else { return token }
        return tokens.withLock { tokens in tokens.activity[token].flatMap { tokens.newest[$0] } ?? token }
    }

    private func answer(_ call: () async throws -> Void) async throws {
        do { try await call() } catch let fault as Fault where bug == .acceptsRefusedCalls && fault.code != .validation
        {}
    }

    /// Answers an activity task.
    public func respondActivityTaskCompleted(_ input: RespondActivityTaskCompletedInput) async throws {
        var input = input
        input.taskToken = newest(input.taskToken)
        let changed = input
        try await answer { try await encoded.respondActivityTaskCompleted(changed) }
    }

    /// Answers a decision task.
    public func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        try await answer { try await encoded.respondDecisionTaskCompleted(input) }
    }

    /// Starts an execution.
    public func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        do {
            return try await encoded.startWorkflowExecution(input)
        } catch let fault as Fault
            where bug == .restartsRepeatedStarts && fault.code == .workflowExecutionAlreadyStarted
        {
            let (domain, workflowId) = (input.domain, input.workflowId)
            try await encoded.terminateWorkflowExecution(.init(domain: domain, workflowId: workflowId))
            return try await encoded.startWorkflowExecution(input)
        }
    }

    /// Sends a signal.
    public func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try await encoded.signalWorkflowExecution(input)
        if bug == .doublesSignals { try await encoded.signalWorkflowExecution(input) }
    }
}
