public import ServiceLifecycle

/// Polls decision tasks and answers each with what the workflow's code decides.
///
/// It runs until graceful shutdown: then it stops polling, finishes the tasks it holds, and returns. That the service
/// cannot be reached never ends it.
public struct Decider: Service {
    /// How a decider works.
    public struct Configuration: Sendable {
        /// How many decision tasks are worked on at a time. Defaults to 1.
        public var slots: Int
        /// How many executions are held between their decision tasks, so that only new events are read. Defaults to
        /// 1,000.
        public var heldExecutions: Int
        /// What happens when the code no longer follows the history. Defaults to failing the execution.
        public var divergence: DivergencePolicy
        /// Waits between calls that did not go through.
        public var backoff: Backoff
        /// Events of a page that a poll asks for; at most 1,000. Defaults to 1,000.
        public var pageSize: Int
        /// Called for each decision task that was answered, or that could not be.
        public var onDecision: (@Sendable (DecisionProgress) -> Void)?

        /// Creates a configuration.
        public init(
            slots: Int = 1,
            heldExecutions: Int = 1_000,
            divergence: DivergencePolicy = .failExecution,
            backoff: Backoff = Backoff(),
            pageSize: Int = 1_000,
            onDecision: (@Sendable (DecisionProgress) -> Void)? = nil
        ) {
            self.slots = slots
            self.heldExecutions = heldExecutions
            self.divergence = divergence
            self.backoff = backoff
            self.pageSize = pageSize
            self.onDecision = onDecision
        }
    }

    let service: any SimpleWorkflowService
    let domain: String
    let taskList: String
    let identity: String
    let workflows: [any Workflow.Type]
    let configuration: Configuration
    let logger: Logger

    /// Creates a decider of some workflows; the identity is at most 256 characters.
    public init(
        service: any SimpleWorkflowService,
        domain: String,
        taskList: String,
        identity: String,
        workflows: [any Workflow.Type],
        configuration: Configuration = Configuration(),
        logger: Logger
    ) {
        self.service = service
        self.domain = domain
        self.taskList = taskList
        self.identity = identity
        self.workflows = workflows
        self.configuration = configuration
        self.logger = logger
    }

    /// Polls and decides until graceful shutdown.
    public func run() async throws {
        let held = HeldExecutions(limit: configuration.heldExecutions)
        let handler = DecisionTaskHandler(
            decider: self,
            workflows: workflows.map { WorkflowRun($0) },
            held: held
        )
        let loop = PollLoop(backoff: configuration.backoff, logger: logger)
        let input = PollForDecisionTaskInput(
            domain: domain,
            identity: identity.cut(to: 256),
            maximumPageSize: min(max(configuration.pageSize, 1), 1_000),
            startAtPreviousStartedEvent: true,
            taskList: TaskList(name: taskList)
        )
        await withDiscardingTaskGroup { group in
            for _ in 0..<max(1, configuration.slots) {
                group.addTask {
                    await loop.run {
                        try await service.pollForDecisionTask(input)
                    } handle: { task in
                        await handler.handle(task, poll: input)
                    }
                }
            }
        }
        held.removeAll()
    }
}
