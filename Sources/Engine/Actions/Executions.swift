public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Starts an execution (swf-spec.md 2.4.21).
    public func startWorkflowExecution(_ input: StartWorkflowExecutionInput) async throws -> Run {
        try enter(.startWorkflowExecution, input)
        let now = clock.now
        let runId = configuration.newRunId()
        let ticket = try await decided { state throws(Fault) in
            let attributes = try state.resolve(input)
            let execution = WorkflowExecution(runId: runId, workflowId: input.workflowId)
            return state.start(attributes, domain: input.domain, execution: execution, now: now)
        }
        try await settle(ticket)
        return Run(runId: runId)
    }

    /// Sends a signal to an open execution.
    public func signalWorkflowExecution(_ input: SignalWorkflowExecutionInput) async throws {
        try enter(.signalWorkflowExecution, input)
        try await reach(
            input.domain,
            input.workflowId,
            input.runId,
            countedAs: .signalWorkflowExecution
        ) { machine, now throws(Fault) in
            try machine.signaled(name: input.signalName, input: input.input, from: nil, at: now)
        }
    }

    /// Asks an open execution to cancel itself.
    public func requestCancelWorkflowExecution(_ input: RequestCancelWorkflowExecutionInput) async throws {
        try enter(.requestCancelWorkflowExecution, input)
        try await reach(
            input.domain,
            input.workflowId,
            input.runId,
            countedAs: .requestCancelWorkflowExecution
        ) { machine, now throws(Fault) in
            try machine.cancelRequested(from: nil, cause: nil, at: now)
        }
    }

    /// Closes an open execution at once.
    public func terminateWorkflowExecution(_ input: TerminateWorkflowExecutionInput) async throws {
        try enter(.terminateWorkflowExecution, input)
        try await reach(input.domain, input.workflowId, input.runId) { machine, now throws(Fault) in
            try machine.terminated(
                reason: input.reason,
                details: input.details,
                childPolicy: input.childPolicy,
                cause: .operatorInitiated,
                at: now
            )
        }
    }

    /// Describes an execution, open or closed.
    public func describeWorkflowExecution(
        _ input: DescribeWorkflowExecutionInput
    ) async throws
        -> WorkflowExecutionDetail
    {
        try enter(.describeWorkflowExecution, input)
        let (id, unknown) = try await locate(input.domain, input.execution)
        return try await shownState(of: id, unknown: unknown).detail
    }

    /// Lets a command reach the open run of a workflow id, or the run that is named if it is open.
    ///
    /// - Parameter operation: The action, when the service counts it for each run.
    private func reach(
        _ domain: String,
        _ workflowId: String,
        _ runId: String?,
        countedAs operation: SWFModel.Operation? = nil,
        _ command: (inout ExecutionMachine, Timestamp) throws(Fault) -> Transition
    ) async throws {
        let runId = given(runId)
        let unknown =
            runId.map { Fault.unknownExecution(WorkflowExecution(runId: $0, workflowId: workflowId)) }
            ?? Fault.unknownExecution(workflowId: workflowId)
        let id: Int
        if let runId {
            id = try await locate(domain, WorkflowExecution(runId: runId, workflowId: workflowId)).id
        } else {
            id = try await decided { state throws(Fault) in
                guard let id = try state.domain(domain).openExecutions[workflowId] else { throw unknown }
                return id
            }
        }
        if let operation { try enter(operation, ofRun: id) }
        try await apply(to: id, unknown: unknown) { machine, now throws(Fault) in
            // It may have closed since it was found.
            guard machine.state.isOpen else { throw unknown }
            return ((), try command(&machine, now))
        }
    }

    /// Finds a run by its ids.
    ///
    /// - Throws: `UnknownResourceFault` when the domain or the run is unknown.
    func locate(_ domain: String, _ execution: WorkflowExecution) async throws -> (id: Int, unknown: Fault) {
        let unknown = Fault.unknownExecution(execution)
        let open = try await decided { state throws(Fault) -> Int? in
            guard let id = try state.domain(domain).openExecutions[execution.workflowId],
                state.residents[id]?.identity.execution == execution
            else { return nil }
            return id
        }
        if let open { return (open, unknown) }
        let stored = try await read {
            try await self.store.executionId(domain: domain, workflowId: execution.workflowId, runId: execution.runId)
        }
        guard let stored else { throw unknown }
        return (stored, unknown)
    }

    /// The state of an execution that may be shown: all that it says is committed, and it is still kept.
    func shownState(of id: Int, unknown: Fault) async throws -> ExecutionState {
        let state = try await committedState(of: id, unknown: unknown)
        guard !isExpired(state) else { throw unknown }
        return state
    }

    /// The state of an execution, once all that it says is committed.
    func committedState(of id: Int, unknown: Fault) async throws -> ExecutionState {
        while true {
            let found = state.withLock { state in
                state.residents[id].map { ($0.machine.state, $0.pendingGroup) }
            }
            if let (state, pending) = found {
                if let pending { try await settle(pending) }
                return state
            }
            guard try await bringIntoMemory(id) else { throw unknown }
        }
    }
}

extension EngineState {
    /// The settings of an execution that may be started now.
    ///
    /// The copy of the domain ends here: were it held while the execution is started, all names of open executions would
    /// be copied.
    ///
    /// - Throws: The faults of swf-spec.md 2.4.21, in its order.
    func resolve(_ input: StartWorkflowExecutionInput) throws(Fault) -> WorkflowExecutionStartedEventAttributes {
        try checkCanApply()
        let domain = try domain(input.domain)
        guard !domain.isDeprecated else { throw Fault.domainDeprecated(input.domain) }
        let type = try type(input.workflowType, in: input.domain)
        guard type.status == .registered else { throw Fault.typeDeprecated(input.workflowType) }
        let attributes = try StartResolution.resolve(input: input, type: type.configuration, limits: limits)
        guard domain.openExecutions[input.workflowId] == nil else {
            throw Fault.alreadyStarted
        }
        guard domain.openExecutions.count + domain.startingChildren < limits.openExecutionsPerDomain else {
            let limit = limits.openExecutionsPerDomain
            throw Fault(.limitExceeded, "A domain has at most \(limit) open executions.")
        }
        return attributes
    }
}
