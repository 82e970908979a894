import Engine
import MartletTesting
import SWFModel

/// A registered domain with one workflow type and one activity type, and short words for what tests do with it.
struct Session: Sendable {
    static let domain = "Publish"
    static let taskList = TaskList(name: "DefaultTaskList")
    static let workflowType = WorkflowType(name: "Pipeline", version: "1")
    static let activityType = ActivityType(name: "Step", version: "1")

    let service: any SimpleWorkflowService

    init(_ service: any SimpleWorkflowService) async throws {
        self.service = service
        try await service.registerDomain(.init(name: Self.domain, workflowExecutionRetentionPeriodInDays: "7"))
        try await service.registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "3600",
                defaultTaskList: Self.taskList,
                defaultTaskStartToCloseTimeout: "30",
                domain: Self.domain,
                name: Self.workflowType.name,
                version: Self.workflowType.version
            )
        )
        try await service.registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "NONE",
                defaultTaskList: Self.taskList,
                defaultTaskScheduleToCloseTimeout: "NONE",
                defaultTaskScheduleToStartTimeout: "NONE",
                defaultTaskStartToCloseTimeout: "300",
                domain: Self.domain,
                name: Self.activityType.name,
                version: Self.activityType.version
            )
        )
    }

    func start(_ workflowId: String, input: String? = nil) async throws -> WorkflowExecution {
        let run = try await service.startWorkflowExecution(
            .init(domain: Self.domain, input: input, workflowId: workflowId, workflowType: Self.workflowType)
        )
        return WorkflowExecution(runId: run.runId ?? "", workflowId: workflowId)
    }

    func pollDecision(identity: String? = "decider") async throws -> DecisionTask? {
        try await service.pollForDecisionTask(.init(domain: Self.domain, identity: identity, taskList: Self.taskList))
    }

    func pollActivity(identity: String? = "worker") async throws -> SWFModel.ActivityTask? {
        try await service.pollForActivityTask(.init(domain: Self.domain, identity: identity, taskList: Self.taskList))
    }

    func decide(_ task: DecisionTask, _ decisions: [Decision]) async throws {
        try await service.respondDecisionTaskCompleted(.init(decisions: decisions, taskToken: task.taskToken))
    }

    func complete(_ task: SWFModel.ActivityTask, result: String? = nil) async throws {
        try await service.respondActivityTaskCompleted(.init(result: result, taskToken: task.taskToken))
    }

    func history(_ execution: WorkflowExecution) async throws -> [HistoryEvent] {
        try await service.getWorkflowExecutionHistory(.init(domain: Self.domain, execution: execution)).events
    }

    func schedule(_ activityId: String, input: String? = nil) -> Decision {
        .scheduleActivityTask(.init(activityId: activityId, activityType: Self.activityType, input: input))
    }
}
