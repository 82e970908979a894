import DeciderCore

/// One child of an execution: started, and waited for.
struct ChildCall {
    let execution: HeldExecution
    let definition: WorkflowDefinition
    let options: ChildOptions
    let place: SourcePlace

    /// What a child is known by to its parent's code.
    struct Started {
        var command: CommandId
        var workflowId: String
    }

    /// Starts the child and waits until it has started.
    func start(input: String?) async throws -> (Started, WorkflowExecution) {
        let number = execution.nextChildNumber()
        let workflowId = options.workflowId ?? ChildNaming.workflowId(of: execution, definition.name, number: number)
        let step = ThrottledStep(execution: execution, step: "child-\(number)", place: place)
        let (command, resolution) = try await step.run {
            try await execution.startChild(attributes(workflowId, input: input), place: place)
        } isRefusedForNow: { (_, resolution) in
            if case .child(_, .notStarted(let cause)) = resolution { cause.willPass } else { false }
        }
        guard case .childStarted(_, let run) = resolution else {
            guard case .child(_, let outcome) = resolution else { throw ExecutionReleased() }
            try Task.checkCancellation()
            throw failure(outcome, workflowId: workflowId, run: nil)
        }
        return (Started(command: command, workflowId: workflowId), run)
    }

    /// Waits until the child has ended, and gives its result.
    func result(of started: Started, run: WorkflowExecution, isSameCall: Bool) async throws -> String? {
        let outcome = try await execution.childOutcome(started.command, isSameCall: isSameCall, place: place)
        if case .completed(let result) = outcome { return result }
        try Task.checkCancellation()
        throw failure(outcome, workflowId: started.workflowId, run: run)
    }

    private func attributes(_ workflowId: String, input: String?) -> StartChildWorkflowExecutionDecisionAttributes {
        StartChildWorkflowExecutionDecisionAttributes(
            childPolicy: options.childPolicy ?? definition.childPolicy,
            executionStartToCloseTimeout: (options.executionStartToClose ?? definition.executionStartToClose).timeout,
            input: input,
            lambdaRole: options.lambdaRole,
            tagList: options.tags.isEmpty ? nil : options.tags,
            taskList: (options.taskList ?? definition.taskList).map { TaskList(name: $0) },
            taskPriority: (options.priority ?? definition.priority).map { String($0) },
            taskStartToCloseTimeout: (options.taskStartToClose ?? definition.taskStartToClose).timeout,
            workflowId: workflowId,
            workflowType: definition.type
        )
    }

    private func failure(_ outcome: ChildOutcome, workflowId: String, run: WorkflowExecution?) -> ChildFailure {
        let kind: ChildFailure.Kind
        var reason: String?
        var details: String?
        switch outcome {
        case .completed:
            // Handled by the caller; a child that completed is no failure.
            kind = .failed
        case .failed(let given, let more): (kind, reason, details) = (.failed, given, more)
        case .timedOut: kind = .timedOut
        case .canceled(let more): (kind, details) = (.canceled, more)
        case .terminated: kind = .terminated
        case .notStarted(let cause): kind = .notStarted(cause)
        }
        return ChildFailure(
            workflow: definition.name,
            workflowId: workflowId,
            runId: run?.runId,
            kind: kind,
            reason: reason,
            details: details
        )
    }
}

extension StartChildWorkflowExecutionFailedCause {
    /// Whether the service may start the same child a little later.
    fileprivate var willPass: Bool {
        switch self {
        case .openChildrenLimitExceeded, .openWorkflowsLimitExceeded, .childCreationRateExceeded: true
        default: false
        }
    }
}
