import SWFModel
import WorkflowCore

/// What the tests of this room take for granted.
enum Fixtures {
    static let workflowType = WorkflowType(name: "Publish", version: "1")
    static let activityType = ActivityType(name: "Render", version: "1")
    static let start = Timestamp(milliseconds: 1_500_000_000_000)

    static func identity(_ workflowId: String = "w", run: String = "r1", id: Int = 1) -> ExecutionIdentity {
        ExecutionIdentity(
            id: id,
            domain: "shop",
            execution: WorkflowExecution(runId: run, workflowId: workflowId)
        )
    }

    /// A first event with every setting there.
    static func started(
        childPolicy: ChildPolicy = .terminate,
        executionTimeout: String = "3600",
        taskTimeout: String = "30",
        taskPriority: String? = nil,
        lambdaRole: String? = nil
    ) -> WorkflowExecutionStartedEventAttributes {
        WorkflowExecutionStartedEventAttributes(
            childPolicy: childPolicy,
            executionStartToCloseTimeout: executionTimeout,
            lambdaRole: lambdaRole,
            parentInitiatedEventId: 0,
            taskList: TaskList(name: "main"),
            taskPriority: taskPriority,
            taskStartToCloseTimeout: taskTimeout,
            workflowType: workflowType
        )
    }

    /// All defaults there.
    static let activityDefaults = ActivityTypeConfiguration(
        defaultTaskHeartbeatTimeout: "NONE",
        defaultTaskList: TaskList(name: "work"),
        defaultTaskScheduleToCloseTimeout: "NONE",
        defaultTaskScheduleToStartTimeout: "NONE",
        defaultTaskStartToCloseTimeout: "NONE"
    )

    /// All defaults there.
    static let workflowDefaults = WorkflowTypeConfiguration(
        defaultChildPolicy: .abandon,
        defaultExecutionStartToCloseTimeout: "600",
        defaultTaskList: TaskList(name: "children"),
        defaultTaskStartToCloseTimeout: "20"
    )

    /// A world in which the types whose names do not begin with `Unknown` are registered, and deprecated when the name
    /// begins with `Deprecated`; the activity and workflow type `Bare` has no defaults.
    static func context(
        limits: Limits = Limits(),
        isDomainDeprecated: Bool = false,
        openExecutions: Int = 0,
        callsLambdaFunctions: Bool = false,
        refusedDecisions: Set<DecisionType> = []
    ) -> DecisionContext {
        DecisionContext(
            activityType: { type in
                status(type.name).map {
                    RegisteredType(
                        status: $0,
                        configuration: type.name == "Bare" ? ActivityTypeConfiguration() : activityDefaults
                    )
                }
            },
            workflowType: { type in
                status(type.name).map {
                    RegisteredType(
                        status: $0,
                        configuration: type.name == "Bare" ? WorkflowTypeConfiguration() : workflowDefaults
                    )
                }
            },
            isDomainDeprecated: isDomainDeprecated,
            openExecutionsInDomain: openExecutions,
            callsLambdaFunctions: callsLambdaFunctions,
            refusedDecisions: refusedDecisions,
            limits: limits,
            newRunId: "r2"
        )
    }

    private static func status(_ name: String) -> RegistrationStatus? {
        if name.hasPrefix("Unknown") { return nil }
        return name.hasPrefix("Deprecated") ? .deprecated : .registered
    }
}
