import SWFModel

/// ContinueAsNewWorkflowExecution (swf-spec.md 3.2.6).
extension ExecutionMachine {
    /// → WorkflowExecutionContinuedAsNew, and a new run in the same commit. ✗ ContinueAsNewWorkflowExecutionFailed.
    mutating func continueAsNew(
        _ decision: ContinueAsNewWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext,
        in transition: inout Transition
    ) {
        let type = WorkflowType(
            name: state.workflowType.name,
            version: decision.workflowTypeVersion ?? state.workflowType.version
        )
        let settings: ExecutionSettings
        do throws(ContinueAsNewRefused) {
            settings = try settingsOfNewRun(decision, type, context)
            guard transition.allowance?.take(.continueAsNewWorkflowExecution) ?? true else {
                throw ContinueAsNewRefused(cause: .continueAsNewWorkflowExecutionRateExceeded)
            }
        } catch {
            record(
                .continueAsNewWorkflowExecutionFailed(
                    .init(cause: error.cause, decisionTaskCompletedEventId: completedEventId)
                ),
                in: &transition
            )
            return
        }
        record(
            .workflowExecutionContinuedAsNew(
                .init(
                    childPolicy: settings.childPolicy,
                    decisionTaskCompletedEventId: completedEventId,
                    executionStartToCloseTimeout: settings.executionStartToCloseTimeout,
                    input: decision.input,
                    lambdaRole: settings.lambdaRole,
                    newExecutionRunId: context.newRunId,
                    tagList: decision.tagList.flatMap { $0.isEmpty ? nil : $0 },
                    taskList: settings.taskList,
                    taskPriority: settings.taskPriority,
                    taskStartToCloseTimeout: settings.taskStartToCloseTimeout,
                    workflowType: type
                )
            ),
            in: &transition
        )
    }

    private struct ContinueAsNewRefused: Error {
        var cause: ContinueAsNewWorkflowExecutionFailedCause
    }

    /// The checks in the service's order. Settings come from the decision and the type, never from the old run.
    private func settingsOfNewRun(
        _ decision: ContinueAsNewWorkflowExecutionDecisionAttributes,
        _ type: WorkflowType,
        _ context: DecisionContext
    ) throws(ContinueAsNewRefused) -> ExecutionSettings {
        guard !isDecisionUnhandled else {
            throw .init(cause: .unhandledDecision)
        }
        guard let registered = context.workflowType(type) else {
            throw .init(cause: .workflowTypeDoesNotExist)
        }
        guard registered.status == .registered else {
            throw .init(cause: .workflowTypeDeprecated)
        }
        let given = ExecutionSettings.Given(
            executionStartToCloseTimeout: decision.executionStartToCloseTimeout,
            taskList: decision.taskList,
            taskStartToCloseTimeout: decision.taskStartToCloseTimeout,
            childPolicy: decision.childPolicy,
            taskPriority: decision.taskPriority,
            lambdaRole: decision.lambdaRole
        )
        do {
            return try ExecutionSettings(given, type: registered.configuration)
        } catch {
            switch error {
            case .executionStartToCloseTimeout:
                throw .init(cause: .defaultExecutionStartToCloseTimeoutUndefined)
            case .taskList: throw .init(cause: .defaultTaskListUndefined)
            case .taskStartToCloseTimeout: throw .init(cause: .defaultTaskStartToCloseTimeoutUndefined)
            case .childPolicy: throw .init(cause: .defaultChildPolicyUndefined)
            }
        }
    }
}
