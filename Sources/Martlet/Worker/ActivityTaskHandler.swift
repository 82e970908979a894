/// Runs activity tasks and reports what came of them.
package struct ActivityTaskHandler: Sendable {
    let worker: ActivityWorker
    let activities: [AnyActivity]

    /// Creates a handler of some activities for a worker, which may be one that does not run.
    package init(worker: ActivityWorker, activities: [AnyActivity]) {
        self.worker = worker
        self.activities = activities
    }

    /// What the worker has to say about a task.
    private enum Report: Sendable {
        case completed(result: String?)
        case failed(FailureReport, isPermanent: Bool)
        case canceled
        /// Somebody else finishes the task.
        case later
        /// The service said during the work that it no longer waits.
        case lost(Fault)
        /// The worker itself is being canceled: the task is left to time out.
        case abandoned
    }

    /// Runs the activity of a task and reports.
    package func handle(_ task: ActivityTask) async {
        let held = HeldTask(task: task, worker: worker)
        held.tell(.started)
        guard let activity = activity(of: task) else {
            let report = FailureReport(
                reason: PermanentFailure.mark
                    + "This worker knows no activity \(task.activityType.name) version \(task.activityType.version)",
                details: nil
            )
            await send(.failed(report, isPermanent: true), of: held, within: .minutes(5))
            return
        }
        let report = await run(activity, held)
        await send(report, of: held, within: activity.definition.startToClose ?? .days(1))
    }

    /// The definition of a task's activity; nil when the worker does not know it.
    func definition(of task: ActivityTask) -> ActivityDefinition? { activity(of: task)?.definition }

    private func activity(of task: ActivityTask) -> AnyActivity? {
        activities.first { $0.definition.type == task.activityType }
    }

    /// Runs the activity, and stops it when the service no longer wants it.
    private func run(_ activity: AnyActivity, _ held: HeldTask) async -> Report {
        let pulse = TaskPulse(
            service: worker.service,
            taskToken: held.task.taskToken,
            interval: worker.configuration.heartbeatInterval,
            logger: held.logger
        ) { held.tell(.heartbeat(details: $0)) }
        let context = held.context(definition: activity.definition, pulse: pulse)
        let input = held.task.input
        // Awaited below; unstructured only so that a heartbeat can cancel it.
        let work = Task { try await activity.run(input, context) }
        pulse.whenCanceled { [weak pulse, onHold = worker.configuration.onHold, token = held.task.taskToken] in
            work.cancel()
            if pulse?.lost != nil { onHold?(.lost(taskToken: token)) }
        }
        let result = await withTaskGroup(of: Result<String?, any Error>?.self) { group in
            group.addTask {
                await withTaskCancellationHandler {
                    await work.result
                } onCancel: {
                    work.cancel()
                }
            }
            group.addTask {
                await TaskWatch(
                    definition: activity.definition,
                    pulse: pulse,
                    start: held.start,
                    grace: worker.configuration.watchGrace
                ).run()
                return nil
            }
            for await result in group {
                if let result {
                    group.cancelAll()
                    return result
                }
            }
            return .failure(CancellationError())
        }
        return report(result, pulse)
    }

    private func report(_ result: Result<String?, any Error>, _ pulse: TaskPulse) -> Report {
        if let fault = pulse.lost { return .lost(fault) }
        switch result {
        case .success(let text):
            return .completed(result: text)
        case .failure(let failure as PermanentFailure):
            let marked = FailureReport(reason: PermanentFailure.mark + failure.reason, details: failure.details)
            return .failed(marked, isPermanent: true)
        case .failure(is CompletesLater):
            return .later
        case .failure(is CancellationError) where pulse.isCancelRequested:
            return .canceled
        case .failure(is CancellationError) where Task.isCancelled:
            return .abandoned
        case .failure(let error):
            return .failed(FailureReport(error), isPermanent: false)
        }
    }

    /// Reports, again and again until the service answers or the time of the task is over.
    private func send(_ report: Report, of held: HeldTask, within limit: Duration) async {
        let token = held.task.taskToken
        let service = worker.service
        let stage: ActivityProgress.Stage
        let call: @Sendable () async throws -> Void
        switch report {
        case .lost(let fault):
            held.tell(.lateResultRejected(reason: fault.description))
            return
        case .later:
            held.tell(.completesLater)
            return
        case .abandoned:
            held.tell(.reportGivenUp(reason: "the worker was canceled"))
            return
        case .completed(let result):
            stage = .completed
            call = {
                try await service.respondActivityTaskCompleted(
                    RespondActivityTaskCompletedInput(result: result, taskToken: token)
                )
            }
        case .failed(let failure, let isPermanent):
            stage = .failed(reason: failure.reason, isPermanent: isPermanent)
            call = {
                try await service.respondActivityTaskFailed(
                    RespondActivityTaskFailedInput(details: failure.details, reason: failure.reason, taskToken: token)
                )
            }
        case .canceled:
            stage = .canceled
            call = {
                try await service.respondActivityTaskCanceled(RespondActivityTaskCanceledInput(taskToken: token))
            }
        }
        let patience = max(worker.configuration.backoff.maximum, worker.configuration.leastPatience)
        let deadline = max(held.start + limit, ContinuousClock.now + patience)
        let outcome = await ServiceCall(backoff: worker.configuration.backoff, logger: held.logger)
            .repeated("Reporting the activity task", until: deadline, call)
        switch outcome {
        case .answered:
            held.tell(stage)
        case .refused(let fault) where fault.code == .unknownResource:
            held.tell(.lateResultRejected(reason: fault.description))
        case .refused(let fault):
            guard case .completed = report else {
                held.tell(.reportGivenUp(reason: fault.description))
                return
            }
            // The service will never take this result: the execution should know rather than wait for a timeout.
            let failure = FailureReport(
                reason: PermanentFailure.mark + "The service refused the result: \(fault)",
                details: nil
            )
            await send(.failed(failure, isPermanent: true), of: held, within: limit)
        case .givenUp(let error):
            held.tell(.reportGivenUp(reason: "\(error)"))
        }
    }
}
