public import Martlet

/// Executions, for the program that Martlet runs in.
extension LocalMartlet {
    /// Starts an execution, or finds the one that is open under the workflow id: a program that was killed and is started again
    /// goes on with what it began. ``starter`` starts and does not find.
    ///
    /// - Throws: `ValueFailure` when the input is too large; `Fault`, of which `WorkflowExecutionAlreadyStartedFault` says that
    ///   an execution of another workflow is open under the workflow id.
    public func start<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        workflowId: String,
        tags: [String] = []
    ) async throws -> WorkflowExecution {
        while true {
            do {
                return try await starter.start(workflow, input, workflowId: workflowId, tags: tags)
            } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
                let open = try await service.listOpenWorkflowExecutions(
                    ListOpenWorkflowExecutionsInput(
                        domain: domain,
                        executionFilter: WorkflowExecutionFilter(workflowId: workflowId),
                        startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                    )
                )
                // It may have closed in between; then the id is free again.
                guard let info = open.executionInfos.first else { continue }
                guard info.workflowType.name == W.definition.name else { throw fault }
                return info.execution
            }
        }
    }

    /// Starts an execution, or finds the open one, as ``start(_:_:workflowId:tags:)``; waits until it has closed, and gives its
    /// result. Runs that follow by continue-as-new belong to it.
    ///
    /// - Throws: ``LocalExecutionFailure`` when it closed otherwise than completed; `ValueFailure` when a value is too large or
    ///   cannot be read; `Fault` as ``start(_:_:workflowId:tags:)``.
    public func execute<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        workflowId: String,
        tags: [String] = []
    ) async throws -> W.Output {
        let execution = try await start(workflow, input, workflowId: workflowId, tags: tags)
        return try await result(of: execution, as: W.Output.self)
    }

    /// Waits until an execution has closed, and gives its result.
    ///
    /// - Throws: As ``execute(_:_:workflowId:tags:)``.
    public func result<Output: Decodable & Sendable>(
        of execution: WorkflowExecution,
        as type: Output.Type
    ) async throws -> Output {
        var execution = execution
        while true {
            let outcome = try await starter.wait(
                for: execution,
                interval: .milliseconds(5),
                longestInterval: .seconds(1)
            )
            switch outcome.closeStatus {
            case .completed:
                return try outcome.output(as: type)
            case .continuedAsNew:
                execution.runId = outcome.newRunId ?? execution.runId
            case .failed, .canceled, .terminated, .timedOut:
                throw LocalExecutionFailure(outcome: outcome)
            }
        }
    }
}
