public import SWFModel
public import SWFWire

extension SWFModel.Operation {
    /// Which roles may perform the action: one of them is enough. The whole table of who may do what; an action that is
    /// not in it does not compile.
    public var roles: Set<AccessRole> {
        switch self {
        case .countClosedWorkflowExecutions, .countOpenWorkflowExecutions, .countPendingActivityTasks,
            .countPendingDecisionTasks, .describeActivityType, .describeDomain, .describeWorkflowExecution,
            .describeWorkflowType, .listActivityTypes, .listClosedWorkflowExecutions, .listDomains,
            .listOpenWorkflowExecutions, .listTagsForResource, .listWorkflowTypes:
            [.read]
        // A decider that has lost an execution from its memory reads the history again.
        case .getWorkflowExecutionHistory:
            [.read, .decide]
        case .requestCancelWorkflowExecution, .signalWorkflowExecution, .startWorkflowExecution,
            .terminateWorkflowExecution:
            [.start]
        case .pollForDecisionTask, .respondDecisionTaskCompleted:
            [.decide]
        case .pollForActivityTask, .recordActivityTaskHeartbeat, .respondActivityTaskCanceled,
            .respondActivityTaskCompleted, .respondActivityTaskFailed:
            [.work]
        case .deleteActivityType, .deleteWorkflowType, .deprecateActivityType, .deprecateDomain,
            .deprecateWorkflowType, .registerActivityType, .registerDomain, .registerWorkflowType, .tagResource,
            .undeprecateActivityType, .undeprecateDomain, .undeprecateWorkflowType, .untagResource:
            [.administer]
        }
    }
}

extension WireAction {
    /// Which roles may perform the action: one of them is enough.
    public var roles: Set<AccessRole> {
        switch self {
        case .workflow(let operation): operation.roles
        case .administration(let action): action.roles
        }
    }
}

extension AdministrationAction {
    /// Which roles may perform the action: one of them is enough.
    public var roles: Set<AccessRole> {
        switch self {
        case .importWorkflowExecution: [.administer]
        case .listTaskLists: [.read]
        // Whoever may poll.
        case .endPolls: [.decide, .work]
        // Whoever may answer the task, which depends on its kind: the ``Entrance`` looks at the token.
        case .handBackTask: [.decide, .work]
        }
    }
}
