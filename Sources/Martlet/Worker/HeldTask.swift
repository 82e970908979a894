/// An activity task in the hands of a worker, and its names for logs and observers.
struct HeldTask: Sendable {
    let task: ActivityTask
    let domain: String
    let start = ContinuousClock.now
    let step: String
    let attempt: Int
    let logger: Logger
    private let onProgress: (@Sendable (ActivityProgress) -> Void)?

    init(task: ActivityTask, worker: ActivityWorker) {
        self.task = task
        domain = worker.domain
        (step, attempt) = ActivityNaming.parse(task.activityId)
        onProgress = worker.configuration.onProgress
        var logger = worker.logger
        logger[metadataKey: "domain"] = "\(worker.domain)"
        logger[metadataKey: "workflowId"] = "\(task.workflowExecution.workflowId)"
        logger[metadataKey: "runId"] = "\(task.workflowExecution.runId)"
        logger[metadataKey: "activityId"] = "\(task.activityId)"
        logger[metadataKey: "activityType"] = "\(task.activityType.name) \(task.activityType.version)"
        logger[metadataKey: "attempt"] = "\(attempt)"
        for (key, value) in InputFacts.of(task.input, keys: worker.configuration.logInputKeys) {
            logger[metadataKey: key] = "\(value)"
        }
        self.logger = logger
    }

    /// The context that the activity gets.
    func context(definition: ActivityDefinition, pulse: any ActivityPulse) -> ActivityContext {
        ActivityContext(
            domain: domain,
            execution: task.workflowExecution,
            activityId: task.activityId,
            attempt: attempt,
            taskToken: task.taskToken,
            idempotencyKey: "\(task.workflowExecution.runId)/\(step)",
            deadline: definition.startToClose.map { WallClock.now + $0 },
            logger: logger,
            pulse: pulse
        )
    }

    /// Tells the log and the observer.
    func tell(_ stage: ActivityProgress.Stage) {
        let duration = ContinuousClock.now - start
        let progress = ActivityProgress(
            domain: domain,
            execution: task.workflowExecution,
            activityId: task.activityId,
            type: task.activityType,
            attempt: attempt,
            duration: duration,
            stage: stage
        )
        // Seconds, as every key that ends in _time.
        var logger = logger
        if stage.isEnd { logger[metadataKey: "run_time"] = "\(duration.roundedSeconds)" }
        switch stage {
        case .started: logger.debug("Activity started")
        case .heartbeat: logger.trace("Heartbeat sent")
        case .completed: logger.info("Activity completed")
        case .canceled: logger.info("Activity canceled")
        case .completesLater: logger.info("Activity left to be finished by its token")
        case .failed(let reason, let isPermanent):
            logger.info("Activity failed", metadata: ["reason": "\(reason)", "permanent": "\(isPermanent)"])
        case .lateResultRejected(let reason):
            logger.warning("Late result rejected", metadata: ["reason": "\(reason)"])
        case .reportGivenUp(let reason):
            logger.error("The result could not be reported", metadata: ["reason": "\(reason)"])
        }
        onProgress?(progress)
    }
}

extension ActivityProgress.Stage {
    /// Whether the worker is done with the task.
    fileprivate var isEnd: Bool {
        switch self {
        case .started, .heartbeat: false
        case .completed, .canceled, .completesLater, .failed, .lateResultRejected, .reportGivenUp: true
        }
    }
}
