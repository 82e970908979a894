public import ServiceLifecycle

/// Polls activity tasks, runs the activities, and reports what came of them.
///
/// It runs until graceful shutdown: then it stops polling, finishes and reports the tasks it holds, and returns. That
/// the service cannot be reached never ends it, and never turns a result into a failure.
public struct ActivityWorker: Service {
    /// How a worker works.
    public struct Configuration: Sendable {
        /// How many activity tasks are worked on at a time; there is one poll for each free slot. Defaults to 1.
        public var slots: Int
        /// Heartbeats within this time of the last are sent as one. Defaults to a second.
        public var heartbeatInterval: Duration
        /// Waits between calls that did not go through.
        public var backoff: Backoff
        /// Called for each step of each task, from the task that runs it.
        public var onProgress: (@Sendable (ActivityProgress) -> Void)?
        /// Called for each poll that the service answered, with a task or without.
        public var onPoll: (@Sendable () -> Void)?
        /// Called when a task is in hand and when it no longer is.
        public var onHold: (@Sendable (TaskInHand.Change) -> Void)?
        /// How polls that wait come back when the worker is to stop. Defaults to giving them up.
        public var pollEnding = PollEnding.giveUp
        /// Members of a task's input that lines about the task carry, by their names. None by default; never name what holds
        /// a secret.
        public var logInputKeys: [String] = []
        /// How much longer than the timeouts of a task the worker waits before it asks whether the task still stands.
        package var watchGrace = Duration.seconds(2)
        /// How long a report that does not go through is repeated at least, also when the task is over by the machine's clock:
        /// where the service goes by another. Defaults to zero.
        package var leastPatience = Duration.zero

        /// Creates a configuration.
        public init(
            slots: Int = 1,
            heartbeatInterval: Duration = .seconds(1),
            backoff: Backoff = Backoff(),
            onProgress: (@Sendable (ActivityProgress) -> Void)? = nil
        ) {
            self.slots = slots
            self.heartbeatInterval = heartbeatInterval
            self.backoff = backoff
            self.onProgress = onProgress
        }
    }

    let service: any SimpleWorkflowService
    let domain: String
    let taskList: String
    let identity: String
    let activities: [any Activity]
    let configuration: Configuration
    let logger: Logger

    /// Creates a worker of some activities; the identity is at most 256 characters.
    public init(
        service: any SimpleWorkflowService,
        domain: String,
        taskList: String,
        identity: String,
        activities: [any Activity],
        configuration: Configuration = Configuration(),
        logger: Logger
    ) {
        self.service = service
        self.domain = domain
        self.taskList = taskList
        self.identity = identity
        self.activities = activities
        self.configuration = configuration
        self.logger = logger
    }

    /// Polls and works until graceful shutdown.
    public func run() async throws {
        let handler = ActivityTaskHandler(worker: self, activities: activities.map { AnyActivity($0) })
        let loop = PollLoop(
            backoff: configuration.backoff,
            logger: logger,
            ending: configuration.pollEnding,
            onPoll: configuration.onPoll
        )
        let input = PollForActivityTaskInput(
            domain: domain,
            identity: identity.cut(to: 256),
            taskList: TaskList(name: taskList)
        )
        await loop.run(slots: configuration.slots) {
            try await service.pollForActivityTask(input)
        } handle: { task in
            let limit = handler.definition(of: task)?.longest
            await TaskInHand(task, limit: limit).held(configuration.onHold) { await handler.handle(task) }
        }
    }
}
