import DeciderCore

/// One step of a workflow that is an activity, with all its attempts.
struct ActivityCall {
    let execution: HeldExecution
    let definition: ActivityDefinition
    let options: ActivityOptions
    let place: SourcePlace

    /// The waits when the service takes no further task for now.
    private static let throttling = Backoff(initial: .seconds(1), maximum: .minutes(1))

    /// Runs attempts until one completes or there is no further.
    func run(input: String?) async throws -> String? {
        let policy = options.retry ?? definition.retry
        let step = ActivityNaming.step(definition.name, number: execution.nextActivityNumber())
        var attempt = 1
        var refusals = 0
        while true {
            let id = ActivityNaming.id(step: step, attempt: attempt)
            let outcome = try await execution.perform(attributes(id, input: input), place: place)
            if case .completed(let result) = outcome { return result }
            // Whatever the attempt ended with, canceled code wants no other.
            try Task.checkCancellation()
            // The same attempt once more, at once: that a worker was stopped says nothing of the activity.
            if case .handedBack = outcome { continue }
            if case .notScheduled(let cause) = outcome, cause.willPass {
                refusals += 1
                let wait = Self.throttling.wait(afterFailure: refusals)
                try await execution.sleep("\(step)-wait\(attempt - 1 + refusals)", for: wait, place: place)
                continue
            }
            let failure = failure(outcome, id: id, attempt: attempt)
            guard failure.kind.isWorthAnotherAttempt, let wait = policy.wait(afterAttempt: attempt) else {
                throw failure
            }
            if wait > .zero {
                try await execution.sleep("\(step)-wait\(attempt + refusals)", for: wait, place: place)
            }
            attempt += 1
        }
    }

    private func attributes(_ id: String, input: String?) -> ScheduleActivityTaskDecisionAttributes {
        ScheduleActivityTaskDecisionAttributes(
            activityId: id,
            activityType: definition.type,
            heartbeatTimeout: (options.heartbeat ?? definition.heartbeat).timeoutOrNone,
            input: input,
            scheduleToCloseTimeout: (options.scheduleToClose ?? definition.scheduleToClose).timeoutOrNone,
            scheduleToStartTimeout: (options.scheduleToStart ?? definition.scheduleToStart).timeoutOrNone,
            startToCloseTimeout: (options.startToClose ?? definition.startToClose).timeoutOrNone,
            taskList: (options.taskList ?? definition.taskList).map { TaskList(name: $0) },
            taskPriority: (options.priority ?? definition.priority).map { String($0) }
        )
    }

    private func failure(_ outcome: ActivityOutcome, id: String, attempt: Int) -> ActivityFailure {
        let kind: ActivityFailure.Kind
        let reason: String
        var details: String?
        switch outcome {
        case .completed, .handedBack:
            // Handled by the caller; neither is a failure.
            (kind, reason) = (.failed(isPermanent: false), "it has not failed")
        case .failed(let given, let more):
            let text = given ?? "the worker gave no reason"
            let isPermanent = text.hasPrefix(PermanentFailure.mark)
            kind = .failed(isPermanent: isPermanent)
            reason = isPermanent ? String(text.dropFirst(PermanentFailure.mark.count)) : text
            details = more
        case .timedOut(let type, let more):
            (kind, reason, details) = (.timedOut(type), type.words, more)
        case .canceled(let more, _):
            (kind, reason, details) = (.canceled, "the worker canceled it", more)
        case .notScheduled(let cause):
            (kind, reason) = (.notScheduled(cause), cause.rawValue)
        }
        return ActivityFailure(
            activity: definition.name,
            activityId: id,
            kind: kind,
            reason: reason,
            details: details,
            attempts: attempt
        )
    }
}

extension ActivityFailure.Kind {
    /// Whether another attempt may end otherwise.
    fileprivate var isWorthAnotherAttempt: Bool {
        switch self {
        case .failed(let isPermanent): !isPermanent
        case .timedOut: true
        case .canceled, .notScheduled: false
        }
    }
}

extension ScheduleActivityTaskFailedCause {
    /// Whether the service may take the same task a little later.
    fileprivate var willPass: Bool {
        switch self {
        case .openActivitiesLimitExceeded, .activityCreationRateExceeded: true
        default: false
        }
    }
}

extension ActivityTaskTimeoutType {
    /// Which clock ran out, for people.
    fileprivate var words: String {
        switch self {
        case .startToClose: "it took longer than its startToClose timeout"
        case .scheduleToStart: "no worker took it within its scheduleToStart timeout"
        case .scheduleToClose: "it was not done within its scheduleToClose timeout"
        case .heartbeat: "its worker was silent for longer than its heartbeat timeout"
        }
    }
}
