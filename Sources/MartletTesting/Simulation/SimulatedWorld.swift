import SWFModel

/// The domain of a simulation, and what is registered in it.
enum SimulatedWorld {
    static let domain = "sim"
    static let taskLists = ["main", "other", "side"]
    static let workflowTypes = [
        WorkflowType(name: "Pipeline", version: "1"), WorkflowType(name: "Pipeline", version: "2"),
        WorkflowType(name: "Bare", version: "1"),
    ]
    static let activityTypes = [
        ActivityType(name: "Step", version: "1"), ActivityType(name: "Step", version: "2"),
        ActivityType(name: "Bare", version: "1"),
    ]

    /// The calls that register it all.
    static func registrations(retentionDays: Int) -> [SimulatedRequest] {
        [.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: "\(retentionDays)"))] + types
    }

    private static let types: [SimulatedRequest] = [
        .registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "3600",
                defaultTaskList: TaskList(name: "main"),
                defaultTaskStartToCloseTimeout: "30",
                domain: domain,
                name: "Pipeline",
                version: "1"
            )
        ),
        .registerWorkflowType(
            .init(
                defaultChildPolicy: .requestCancel,
                defaultExecutionStartToCloseTimeout: "600",
                defaultLambdaRole: "arn:aws:iam::000000000000:role/lambda",
                defaultTaskList: TaskList(name: "other"),
                defaultTaskPriority: "5",
                defaultTaskStartToCloseTimeout: "NONE",
                domain: domain,
                name: "Pipeline",
                version: "2"
            )
        ),
        .registerWorkflowType(.init(domain: domain, name: "Bare", version: "1")),
        .registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "NONE",
                defaultTaskList: TaskList(name: "main"),
                defaultTaskScheduleToCloseTimeout: "NONE",
                defaultTaskScheduleToStartTimeout: "NONE",
                defaultTaskStartToCloseTimeout: "300",
                domain: domain,
                name: "Step",
                version: "1"
            )
        ),
        .registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "20",
                defaultTaskList: TaskList(name: "side"),
                defaultTaskPriority: "-2",
                defaultTaskScheduleToCloseTimeout: "200",
                defaultTaskScheduleToStartTimeout: "60",
                defaultTaskStartToCloseTimeout: "90",
                domain: domain,
                name: "Step",
                version: "2"
            )
        ),
        .registerActivityType(.init(domain: domain, name: "Bare", version: "1")),
    ]
}
