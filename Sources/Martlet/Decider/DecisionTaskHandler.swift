import DeciderCore

/// Answers decision tasks: one at a time for each slot, with executions held in common.
package struct DecisionTaskHandler: Sendable {
    let decider: Decider
    let workflows: [WorkflowRun]
    let held: HeldExecutions

    /// Creates a handler for a decider, which may be one that does not run.
    package init(decider: Decider, workflows: [WorkflowRun], held: HeldExecutions) {
        self.decider = decider
        self.workflows = workflows
        self.held = held
    }

    /// What the answer to a task is to be.
    private struct Answer {
        var decisions: [Decision]
        var execution: HeldExecution?
        var wasHeld = false
        var eventCount = 0
        /// Why the execution is failed, when it is the code, its input or its history that is at fault.
        var failure: FailureReport?
    }

    /// Decides and answers. Whatever happens, the task is answered while the service can be reached.
    package func handle(_ task: DecisionTask, poll: PollForDecisionTaskInput) async {
        let start = ContinuousClock.now
        let deadline = start + timeLimit(of: task)
        let call = ServiceCall(backoff: decider.configuration.backoff, logger: logger(for: task))
        let decided = await call.repeated("Deciding", until: deadline) {
            try await decide(task, poll: poll, call: call, deadline: deadline)
        }
        let answer: Answer
        switch decided {
        case .answered(let value):
            answer = value
        case .refused(let fault):
            report(task, Answer(decisions: []), start, .rejected(reason: fault.description))
            return
        case .givenUp(let error):
            report(task, Answer(decisions: []), start, .givenUp(reason: "\(error)"))
            return
        }
        if answer.execution?.isThrottled == true {
            // The service refused decisions because they came too fast: the answer waits, or it would be refused in a loop.
            // A decision task has far longer than this second.
            try? await Task.sleep(for: .seconds(1))
        }
        await send(answer, to: task, call: call, start: start, deadline: deadline)
    }

    private func decide(
        _ task: DecisionTask,
        poll: PollForDecisionTaskInput,
        call: ServiceCall,
        deadline: ContinuousClock.Instant
    ) async throws -> Answer {
        guard let workflow = workflows.first(where: { $0.definition.type == task.workflowType }) else {
            return giveUp(unknown: task.workflowType)
        }
        let reader = HistoryReader(
            service: decider.service,
            domain: decider.domain,
            pageSize: poll.maximumPageSize ?? 1_000,
            call: call,
            deadline: deadline
        )
        let events = try await reader.events(of: task, poll: poll)
        if let execution = held.take(runId: task.workflowExecution.runId) {
            if let answer = follow(events, of: task, with: execution) { return answer }
            execution.release()
        }
        let first = events.first?.eventId ?? task.startedEventId + 1
        let earlier = first > 1 ? try await reader.events(of: task.workflowExecution, before: first) : []
        let execution = HeldExecution(
            about: HeldExecution.About(
                domain: decider.domain,
                execution: task.workflowExecution,
                type: task.workflowType
            ),
            workflow: workflow,
            logger: decider.logger
        )
        do {
            let decisions = try execution.follow(earlier + events, to: task.startedEventId)
            return Answer(decisions: decisions, execution: execution, eventCount: earlier.count + events.count)
        } catch let error as ReplayError where error.isOfReading {
            // The events did not fit together: read again. The code was not at fault, so nothing is failed for it.
            execution.release()
            throw error
        } catch {
            execution.release()
            var answer =
                switch decider.configuration.divergence {
                case .failExecution: giveUp(report(for: error))
                }
            answer.eventCount = earlier.count + events.count
            return answer
        }
    }

    /// Goes on with an execution that was held; nil when its history has to be read again from the start.
    private func follow(_ events: [HistoryEvent], of task: DecisionTask, with execution: HeldExecution) -> Answer? {
        // Only what the service knows as the task decided last is the state to go on from.
        guard let liveTurnId = execution.liveTurnId, liveTurnId == task.previousStartedEventId else { return nil }
        let fresh = events.filter { $0.eventId > execution.lastEventId }
        do {
            let decisions = try execution.follow(fresh, to: task.startedEventId)
            return Answer(decisions: decisions, execution: execution, wasHeld: true, eventCount: fresh.count)
        } catch let misuse as Misuse {
            execution.release()
            var answer = giveUp(report(for: misuse))
            answer.wasHeld = true
            answer.eventCount = fresh.count
            return answer
        } catch {
            // A divergence counts only when the whole history shows it.
            return nil
        }
    }

    private func giveUp(unknown type: WorkflowType) -> Answer {
        let known = workflows.map { "\($0.definition.name) \($0.definition.version)" }.joined(separator: ", ")
        return giveUp(
            FailureReport(
                reason: "This decider knows no workflow \(type.name) version \(type.version)",
                details: known.isEmpty ? "It knows none." : "It knows: \(known)."
            )
        )
    }

    private func giveUp(_ report: FailureReport) -> Answer {
        let close = Close.fail(reason: report.reason, details: report.details)
        return Answer(decisions: [close.decision], failure: report)
    }

    private func report(for error: any Error) -> FailureReport {
        switch error {
        case ReplayError.divergence(let divergence):
            FailureReport(
                reason: "The workflow's code does not follow its history: \(divergence)",
                details: "The code was changed while the execution was open, or it does something else at each run. "
                    + "Bring back the code that began the execution, or give the changed workflow a new version."
            )
        case let misuse as Misuse:
            FailureReport(
                reason: misuse.description,
                details: "A workflow may await only its context, and tasks and sequences that wait for nothing else."
            )
        default:
            FailureReport(error)
        }
    }

    private func send(
        _ answer: Answer,
        to task: DecisionTask,
        call: ServiceCall,
        start: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant
    ) async {
        let input = RespondDecisionTaskCompletedInput(
            decisions: answer.decisions,
            executionContext: answer.execution?.newlyPublished,
            taskToken: task.taskToken
        )
        let outcome = await call.repeated("Answering the decision task", until: deadline) {
            try await decider.service.respondDecisionTaskCompleted(input)
        }
        switch outcome {
        case .answered:
            keep(answer.execution)
            if let failure = answer.failure {
                report(task, answer, start, .executionFailed(reason: failure.reason))
            } else {
                report(task, answer, start, .decided(answer.decisions.map(\.decisionType)))
            }
        case .refused(let fault) where fault.code != .unknownResource && answer.failure == nil:
            // The service will never take these decisions: say so in the execution rather than let the task time out.
            answer.execution?.release()
            var last = giveUp(
                FailureReport(reason: "The service refused the workflow's decisions", details: fault.description)
            )
            last.eventCount = answer.eventCount
            last.wasHeld = answer.wasHeld
            await send(last, to: task, call: call, start: start, deadline: deadline)
        case .refused(let fault):
            answer.execution?.release()
            report(task, answer, start, .rejected(reason: fault.description))
        case .givenUp(let error):
            answer.execution?.release()
            report(task, answer, start, .givenUp(reason: "\(error)"))
        }
    }

    private func keep(_ execution: HeldExecution?) {
        guard let execution else { return }
        if execution.hasEnded {
            execution.release()
        } else {
            held.put(execution)
        }
    }

    private func report(
        _ task: DecisionTask,
        _ answer: Answer,
        _ start: ContinuousClock.Instant,
        _ outcome: DecisionProgress.Outcome
    ) {
        let progress = DecisionProgress(
            domain: decider.domain,
            execution: task.workflowExecution,
            type: task.workflowType,
            eventCount: answer.eventCount,
            wasHeld: answer.wasHeld,
            duration: ContinuousClock.now - start,
            outcome: outcome
        )
        let logger = logger(for: task)
        switch outcome {
        case .decided(let types):
            logger.debug(
                "Decided",
                metadata: [
                    "decisions": "\(types.map(\.rawValue).joined(separator: " "))",
                    "events": "\(answer.eventCount)",
                ]
            )
        case .executionFailed(let reason):
            logger.error("The execution was failed", metadata: ["reason": "\(reason)"])
        case .rejected(let reason):
            logger.notice("The answer came too late", metadata: ["reason": "\(reason)"])
        case .givenUp(let reason):
            logger.error("The decision task could not be answered", metadata: ["reason": "\(reason)"])
        }
        decider.configuration.onDecision?(progress)
    }

    private func logger(for task: DecisionTask) -> Logger {
        var logger = decider.logger
        logger[metadataKey: "domain"] = "\(decider.domain)"
        logger[metadataKey: "workflowId"] = "\(task.workflowExecution.workflowId)"
        logger[metadataKey: "runId"] = "\(task.workflowExecution.runId)"
        logger[metadataKey: "workflowType"] = "\(task.workflowType.name) \(task.workflowType.version)"
        return logger
    }

    /// How long the task may take: its own timeout, as its DecisionTaskScheduled says; a day when it has none.
    private func timeLimit(of task: DecisionTask) -> Duration {
        for event in task.events.reversed() {
            guard case .decisionTaskScheduled(let attributes) = event.attributes else { continue }
            if case .seconds(let seconds) = TimeoutInterval(wire: attributes.startToCloseTimeout) {
                return .seconds(seconds)
            }
            return .days(1)
        }
        return .seconds(30)
    }
}

extension ReplayError {
    /// Whether it says that the events do not fit together, rather than that the code does not fit them.
    fileprivate var isOfReading: Bool {
        switch self {
        case .divergence: false
        case .stale, .malformed: true
        }
    }
}
