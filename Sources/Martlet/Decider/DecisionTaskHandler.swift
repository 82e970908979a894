import DeciderCore

/// Answers decision tasks: one at a time for each slot, with executions and threads held in common.
package struct DecisionTaskHandler: Sendable {
    let decider: Decider
    let workflows: [WorkflowRun]
    let held: HeldExecutions
    let threads: TurnThreads

    /// Decides and answers. Whatever happens, the task is answered while the service can be reached.
    package func handle(_ task: DecisionTask, poll: PollForDecisionTaskInput) async {
        let start = ContinuousClock.now
        let timeLimit = task.timeLimit
        let deadline = start + max(timeLimit, decider.configuration.leastPatience)
        let report = DecisionReport(decider: decider, task: task, start: start)
        report.warnOfLength()
        let call = ServiceCall(backoff: decider.configuration.backoff, logger: report.logger)
        let computation = DecisionComputation(
            task: task,
            reader: HistoryReader(
                service: decider.service,
                domain: decider.domain,
                pageSize: poll.maximumPageSize ?? 1_000,
                call: call,
                deadline: deadline
            ),
            poll: poll,
            threads: threads,
            // A turn that takes all of the task's time could not be answered any more.
            turnLimit: timeLimit * 3 / 4
        )
        let decided = await call.repeated("Deciding", until: deadline) { try await self.answer(to: computation) }
        let answer: DecisionAnswer
        switch decided {
        case .answered(let value):
            answer = value
        case .refused(let fault):
            report.tell(DecisionAnswer(decisions: []), .rejected(reason: fault.description))
            return
        case .givenUp(let error):
            report.tell(DecisionAnswer(decisions: []), .givenUp(reason: "\(error)"))
            return
        }
        if answer.wait > .zero {
            // The service refused decisions because they came too fast, or refused the timer that would keep the tries
            // apart: the answer waits, or it would be refused in a loop. A decision task has longer than that.
            try? await Task.sleep(for: min(answer.wait, timeLimit / 2))
        }
        await send(answer, to: task, call: call, deadline: deadline, report)
    }

    /// The same handler with what it holds, which computes decisions twice or does not.
    package func checkingReplay(_ checks: Bool) -> DecisionTaskHandler {
        var configuration = decider.configuration
        configuration.checksReplay = checks
        let decider = Decider(
            service: decider.service,
            domain: decider.domain,
            taskList: decider.taskList,
            identity: decider.identity,
            workflows: decider.workflows,
            configuration: configuration,
            logger: decider.logger
        )
        return DecisionTaskHandler(decider: decider, workflows: workflows, held: held, threads: threads)
    }

    /// Watches over the threads on which code runs, until it is canceled.
    package func watch() async { await threads.watch() }

    /// Lets go of everything that is held. No task is handled any more.
    package func end() async {
        for execution in held.removeAll() { await threads.release(execution) }
        threads.close()
    }
}

// The answer.
extension DecisionTaskHandler {
    private func answer(to computation: DecisionComputation) async throws -> DecisionAnswer {
        let type = computation.task.workflowType
        guard let workflow = workflows.first(where: { $0.definition.type == type }) else {
            let trouble = DecisionTrouble.unknown(type, known: workflows.map(\.definition))
            guard decider.configuration.divergence == .hold else { return .failing(trouble) }
            return try await answer(to: trouble, in: computation.history())
        }
        if let misuse = threads.misuse(ofRun: computation.task.workflowExecution.runId) {
            return .failing(.misuse(misuse))
        }
        let events = try await computation.ownEvents()
        if let execution = held.take(runId: computation.task.workflowExecution.runId),
            let answer = try await goOn(execution, with: events, workflow, computation)
        {
            return answer
        }
        let history = try await computation.history(endingIn: events)
        do {
            let execution = execution(of: computation.task, workflow)
            let decisions = try await computation.decisions(of: execution, over: history)
            let answer = DecisionAnswer(decisions, of: execution, eventCount: history.count)
            return try await checked(answer, execution, history, workflow, computation)
        } catch ReplayError.divergence(let divergence) {
            return answer(to: .divergence(divergence), in: history)
        } catch let misuse as Misuse {
            var answer = DecisionAnswer.failing(.misuse(misuse))
            answer.eventCount = history.count
            return answer
        }
        // Events that do not fit together are read again; the code is not at fault, so nothing is failed for it.
    }

    /// Goes on with an execution that was held; nil when its history has to be read again from the start.
    private func goOn(
        _ execution: HeldExecution,
        with events: [HistoryEvent],
        _ workflow: WorkflowRun,
        _ computation: DecisionComputation
    ) async throws -> DecisionAnswer? {
        // Only what the service knows as the task decided last is the state to go on from.
        guard let liveTurnId = execution.liveTurnId, liveTurnId == computation.task.previousStartedEventId else {
            await threads.release(execution)
            return nil
        }
        let lastEventId = execution.lastEventId
        let fresh = events.filter { $0.eventId > lastEventId }
        var answer: DecisionAnswer
        do {
            let decisions = try await computation.decisions(of: execution, over: fresh)
            answer = DecisionAnswer(decisions, of: execution, eventCount: fresh.count)
        } catch let misuse as Misuse {
            answer = .failing(.misuse(misuse))
        } catch is ReplayError {
            // A divergence counts only when the whole history shows it.
            return nil
        }
        answer.wasHeld = true
        answer.eventCount = fresh.count
        return try await checked(answer, execution, events, workflow, computation)
    }

    /// The answer, when it need not be checked or the code decides the same over the whole history.
    private func checked(
        _ answer: DecisionAnswer,
        _ execution: HeldExecution,
        _ events: [HistoryEvent],
        _ workflow: WorkflowRun,
        _ computation: DecisionComputation
    ) async throws -> DecisionAnswer {
        guard decider.configuration.checksReplay, answer.isOfCode else { return answer }
        do {
            return try await compared(answer, execution, events, workflow, computation)
        } catch {
            await threads.release(execution)
            throw error
        }
    }

    /// Runs the code over the whole history once more; the answer, when that gives the same.
    private func compared(
        _ answer: DecisionAnswer,
        _ execution: HeldExecution,
        _ events: [HistoryEvent],
        _ workflow: WorkflowRun,
        _ computation: DecisionComputation
    ) async throws -> DecisionAnswer {
        let history = try await computation.history(endingIn: events)
        let again = self.execution(of: computation.task, workflow)
        // What a side effect gave in this turn is in no marker yet, and is not to be made a second time.
        again.record(execution.recordedValues)
        let difference: String?
        do {
            let decisions = try await computation.decisions(of: again, over: history)
            difference =
                DecisionCheck.difference(held: answer.decisions, again: decisions)
                ?? DecisionCheck.difference(published: answer.published, again: again.newlyPublished)
            await threads.release(again)
        } catch ReplayError.divergence(let divergence) {
            difference = "run again over the same history it does not follow it: \(divergence)"
        } catch let misuse as Misuse {
            difference = "it decided, and run again over the same history it fails: \(misuse)"
        }
        guard let difference else { return answer }
        await threads.release(execution)
        var other = self.answer(to: .difference(difference), in: history)
        other.wasHeld = answer.wasHeld
        return other
    }

    /// What the policy wants when the code's decisions cannot be had.
    private func answer(to trouble: DecisionTrouble, in history: [HistoryEvent]) -> DecisionAnswer {
        var answer: DecisionAnswer
        switch decider.configuration.divergence {
        case .failExecution:
            answer = .failing(trouble)
        case .hold:
            let record = HoldRecord(history)
            let limit = decider.configuration.historyLimit
            answer = DecisionAnswer(
                decisions: record.decisions(trouble, identity: decider.identity, limit: limit),
                nature: .hold(trouble, isNews: record.isNews(trouble))
            )
            if record.isTimerRefused { answer.wait = .seconds(record.waitSeconds(limit: limit)) }
        }
        answer.eventCount = history.count
        return answer
    }

    private func execution(of task: DecisionTask, _ workflow: WorkflowRun) -> HeldExecution {
        HeldExecution(
            about: HeldExecution.About(
                domain: decider.domain,
                execution: task.workflowExecution,
                type: task.workflowType
            ),
            workflow: workflow,
            radar: HistoryRadar(limit: decider.configuration.historyLimit),
            logger: decider.logger
        )
    }
}

// Sending it.
extension DecisionTaskHandler {
    private func send(
        _ answer: DecisionAnswer,
        to task: DecisionTask,
        call: ServiceCall,
        deadline: ContinuousClock.Instant,
        _ report: DecisionReport
    ) async {
        await keep(answer.execution)
        let input = RespondDecisionTaskCompletedInput(
            decisions: answer.decisions,
            executionContext: answer.published,
            taskToken: task.taskToken
        )
        let outcome = await call.repeated("Answering the decision task", until: deadline) {
            try await decider.service.respondDecisionTaskCompleted(input)
        }
        switch outcome {
        case .answered:
            report.tell(answer)
        case .refused(let fault) where fault.code != .unknownResource && answer.isOfCode:
            // The service will never take these decisions: say so in the execution rather than let the task time out.
            await drop(answer.execution)
            var last = DecisionAnswer.failing(
                DecisionTrouble(sentence: "The service refused the workflow's decisions", advice: fault.description)
            )
            last.eventCount = answer.eventCount
            last.wasHeld = answer.wasHeld
            await send(last, to: task, call: call, deadline: deadline, report)
        case .refused(let fault):
            await drop(answer.execution)
            report.tell(answer, .rejected(reason: fault.description))
        case .givenUp(let error):
            await drop(answer.execution)
            report.tell(answer, .givenUp(reason: "\(error)"))
        }
    }

    /// Holds an execution for its next decision task, which may come before this one's answer has returned.
    private func keep(_ execution: HeldExecution?) async {
        guard let execution else { return }
        if execution.hasEnded {
            await threads.release(execution)
            return
        }
        for execution in held.put(execution) { await threads.release(execution) }
    }

    /// What was not accepted is nothing to go on from. Whoever has taken it meanwhile finds that out.
    private func drop(_ execution: HeldExecution?) async {
        guard let execution, held.take(execution) else { return }
        await threads.release(execution)
    }
}

extension DecisionTask {
    /// How long the task may take: its own timeout, as its DecisionTaskScheduled says; a day when it has none.
    var timeLimit: Duration {
        for event in events.reversed() {
            guard case .decisionTaskScheduled(let attributes) = event.attributes else { continue }
            if case .seconds(let seconds) = TimeoutInterval(wire: attributes.startToCloseTimeout) {
                return .seconds(seconds)
            }
            return .days(1)
        }
        return .seconds(30)
    }
}
