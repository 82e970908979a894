import OrderedCollections
import SWFModel

/// StartChildWorkflowExecution (swf-spec.md 3.2.12).
extension ExecutionMachine {
    /// → StartChildWorkflowExecutionInitiated; the child starts in a transaction of its own. ✗
    /// StartChildWorkflowExecutionFailed, without an initiating event when it is refused outright.
    mutating func startChild(
        _ decision: StartChildWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext,
        in transition: inout Transition
    ) {
        let settings: ExecutionSettings
        do throws(ChildRefused) {
            settings = try settingsOfChild(decision, completedEventId, context)
            guard transition.allowance?.take(.startChildWorkflowExecution) ?? true else {
                throw ChildRefused(cause: .childCreationRateExceeded)
            }
        } catch {
            record(
                .startChildWorkflowExecutionFailed(
                    .init(
                        cause: error.cause,
                        control: decision.control,
                        decisionTaskCompletedEventId: completedEventId,
                        initiatedEventId: 0,
                        workflowId: decision.workflowId,
                        workflowType: decision.workflowType
                    )
                ),
                in: &transition
            )
            return
        }
        record(
            .startChildWorkflowExecutionInitiated(
                .init(
                    childPolicy: settings.childPolicy,
                    control: decision.control,
                    decisionTaskCompletedEventId: completedEventId,
                    executionStartToCloseTimeout: settings.executionStartToCloseTimeout,
                    input: decision.input,
                    lambdaRole: settings.lambdaRole,
                    tagList: decision.tagList.flatMap { $0.isEmpty ? nil : $0 },
                    taskList: settings.taskList,
                    taskPriority: settings.taskPriority,
                    taskStartToCloseTimeout: settings.taskStartToCloseTimeout,
                    workflowId: decision.workflowId,
                    workflowType: decision.workflowType
                )
            ),
            in: &transition
        )
    }

    private struct ChildRefused: Error {
        var cause: StartChildWorkflowExecutionFailedCause
    }

    /// The checks in the service's order. A child takes nothing over from its parent but the link.
    private func settingsOfChild(
        _ decision: StartChildWorkflowExecutionDecisionAttributes,
        _ completedEventId: EventId,
        _ context: DecisionContext
    ) throws(ChildRefused) -> ExecutionSettings {
        guard let registered = context.workflowType(decision.workflowType) else {
            throw .init(cause: .workflowTypeDoesNotExist)
        }
        guard registered.status == .registered, !context.isDomainDeprecated else {
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
        let settings: ExecutionSettings
        do {
            settings = try ExecutionSettings(given, type: registered.configuration)
        } catch {
            switch error {
            case .executionStartToCloseTimeout:
                throw .init(cause: .defaultExecutionStartToCloseTimeoutUndefined)
            case .taskList: throw .init(cause: .defaultTaskListUndefined)
            case .taskStartToCloseTimeout: throw .init(cause: .defaultTaskStartToCloseTimeoutUndefined)
            case .childPolicy: throw .init(cause: .defaultChildPolicyUndefined)
            }
        }
        // Those under way count: the limit holds when all of them have started.
        guard state.children.count < context.limits.openChildren else {
            throw .init(cause: .openChildrenLimitExceeded)
        }
        guard openExecutionsExpected(completedEventId, context) < context.limits.openExecutionsPerDomain else {
            throw .init(cause: .openWorkflowsLimitExceeded)
        }
        return settings
    }

    /// The open executions of the domain and the children of this batch: together they shall not pass the limit.
    private func openExecutionsExpected(_ completedEventId: EventId, _ context: DecisionContext) -> Int {
        let open = context.openExecutionsInDomain
        // Counting takes a walk, which only matters near the limit.
        guard open + state.children.count >= context.limits.openExecutionsPerDomain else { return open }
        return open
            + state.children.values.count { !$0.isStarted && $0.decisionTaskCompletedEventId == completedEventId }
    }
}
