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
        /// About how many bytes the held executions may take together, by estimate. Defaults to 256,000,000.
        public var heldBytes: Int
        /// What happens when the code no longer follows the history, or the workflow is not known. Defaults to holding the
        /// execution.
        public var divergence: DivergencePolicy
        /// Whether each decision, and the state that is published with it, is computed again over the whole history, to find
        /// code that does something else at each run. It costs a reading of the history each time. Defaults to false.
        public var checksReplay: Bool
        /// How long the code may compute between two waits before it is given up and the execution failed; at most three
        /// quarters of what the decision task has. Defaults to 10 seconds.
        public var turnLimit: Duration
        /// Waits between calls that did not go through.
        public var backoff: Backoff
        /// Events of a page that a poll asks for; at most 1,000. Defaults to 1,000.
        public var pageSize: Int
        /// How many events the service lets a history have; warnings and ``WorkflowContext/isContinueAsNewSuggested`` go by
        /// it. Defaults to 25,000, as on Amazon SWF.
        public var historyLimit: Int
        /// Called for each decision task that was answered, or that could not be.
        public var onDecision: (@Sendable (DecisionProgress) -> Void)?
        /// Called for each poll that the service answered, with a task or without.
        public var onPoll: (@Sendable () -> Void)?
        /// Called when a task is in hand and when it no longer is.
        public var onHold: (@Sendable (TaskInHand.Change) -> Void)?
        /// How polls that wait come back when the decider is to stop. Defaults to giving them up.
        public var pollEnding = PollEnding.giveUp
        /// Called when a turn was given up, with the number of threads that are lost by then: each goes on waiting or is
        /// parked, and keeps its memory. A program had better be started anew after a few.
        public var onLostThread: (@Sendable (Int) -> Void)?
        /// How long calls that do not go through are repeated at least, also when the task is over by the machine's clock: where
        /// the service goes by another. Defaults to zero.
        package var leastPatience = Duration.zero

        /// Creates a configuration.
        public init(
            slots: Int = 1,
            heldExecutions: Int = 1_000,
            heldBytes: Int = 256_000_000,
            divergence: DivergencePolicy = .hold,
            checksReplay: Bool = false,
            turnLimit: Duration = .seconds(10),
            backoff: Backoff = Backoff(),
            pageSize: Int = 1_000,
            historyLimit: Int = 25_000,
            onDecision: (@Sendable (DecisionProgress) -> Void)? = nil,
            onLostThread: (@Sendable (Int) -> Void)? = nil
        ) {
            self.slots = slots
            self.heldExecutions = heldExecutions
            self.heldBytes = heldBytes
            self.divergence = divergence
            self.checksReplay = checksReplay
            self.turnLimit = turnLimit
            self.backoff = backoff
            self.pageSize = pageSize
            self.historyLimit = historyLimit
            self.onDecision = onDecision
            self.onLostThread = onLostThread
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
        let handler = makeHandler()
        let loop = PollLoop(
            backoff: configuration.backoff,
            logger: logger,
            ending: configuration.pollEnding,
            onPoll: configuration.onPoll
        )
        let input = PollForDecisionTaskInput(
            domain: domain,
            identity: identity.cut(to: 256),
            maximumPageSize: min(max(configuration.pageSize, 1), 1_000),
            startAtPreviousStartedEvent: true,
            taskList: TaskList(name: taskList)
        )
        // Canceled and awaited below. It is no child: a cancellation of the decider must not end the watch while the slots
        // still finish what they hold.
        let watch = Task { await handler.watch() }
        await loop.run(slots: configuration.slots) {
            try await service.pollForDecisionTask(input)
        } handle: { task in
            await TaskInHand(task).held(configuration.onHold) { await handler.handle(task, poll: input) }
        }
        await handler.end()
        watch.cancel()
        await watch.value
    }

    /// What answers the tasks, with nothing held yet.
    package func makeHandler() -> DecisionTaskHandler {
        let (logger, domain, onLostThread) = (logger, domain, configuration.onLostThread)
        return DecisionTaskHandler(
            decider: self,
            workflows: workflows.map { WorkflowRun($0) },
            held: HeldExecutions(limit: configuration.heldExecutions, byteLimit: configuration.heldBytes),
            threads: TurnThreads(limit: configuration.turnLimit) { execution, misuse, lost in
                let about = execution.about
                DecisionReport.logger(logger, domain: domain, about.execution, about.type).error(
                    "A turn of the workflow's code was given up",
                    metadata: ["reason": "\(misuse)", "lostThreads": "\(lost)"]
                )
                onLostThread?(lost)
            }
        )
    }
}
