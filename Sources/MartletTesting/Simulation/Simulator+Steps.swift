import SWFModel
import SWFWire
import WorkflowCore

/// What a step does, and what the answers mean to those who called.
extension Simulator {
    /// Does something at random.
    func act() {
        if let count = profile.jumpsOneIn, random.isOneIn(count) { return jump() }
        if let count = profile.abandonsOneIn, random.isOneIn(count) { return abandonPoll() }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<9: start()
        case 9..<34: pollDecision()
        case 34..<56: decide()
        case 56..<66: pollActivity()
        case 66..<78: answerActivity()
        case 78..<81: heartbeat()
        case 81..<86: signal()
        case 86..<88: cancel()
        case 88: terminate()
        case 89: changeType()
        case 90..<92: look()
        default: passTime()
        }
    }

    private func start() {
        let mark = clients.mark()
        let input = clients.start(mark)
        send(.start(input), mark: mark, of: input.workflowId)
    }

    private func pollDecision() {
        // A decider that has the first page of a task mostly wants the next.
        if let task = clients.decisions.last(where: { $0.nextPageToken != nil }), !random.isOneIn(3) {
            var input = task.poll
            input.nextPageToken = task.nextPageToken
            clients.change(decision: task.id) { held in
                (held.awaitedPage, held.nextPageToken) = (held.nextPageToken, nil)
            }
            return send(.pollDecision(input))
        }
        guard calls.count(where: { $0.request.isPoll }) < profile.waitingPolls else { return decide() }
        send(.pollDecision(clients.pollDecision()))
    }

    private func decide() {
        guard let task = clients.someDecision() else { return }
        if random.isOneIn(profile.answersNobodyOneIn) { return clients.letGo(decision: task.id) }
        let mark = clients.mark()
        let answer = clients.decide(task, mark: mark)
        // The event of a decision task that is handed back has no room for a mark.
        if clients.handsBack { return send(.handBack(taskToken: task.token, mark: mark)) }
        send(.decide(answer), mark: mark, of: task.execution.workflowId)
    }

    private func pollActivity() {
        guard calls.count(where: { $0.request.isPoll }) < profile.waitingPolls else { return answerActivity() }
        let identity = random.isOneIn(2) ? "worker" : nil
        send(
            .pollActivity(.init(domain: SimulatedWorld.domain, identity: identity, taskList: clients.list()))
        )
    }

    private func answerActivity() {
        guard let task = clients.someActivity() else { return }
        if random.isOneIn(profile.answersNobodyOneIn) { return clients.letGo(activity: task.id) }
        let mark = clients.mark()
        send(clients.answer(task, mark: mark), mark: mark, of: task.execution.workflowId)
    }

    private func heartbeat() {
        guard let task = clients.someActivity(), !task.isBeating else { return }
        let details = clients.mark()
        clients.change(activity: task.id) { $0.isBeating = true }
        ledger.heartbeats.sent(
            details,
            of: .init(runId: task.execution.runId, startedEventId: task.startedEventId)
        )
        // A worker that hears nothing sends no old details again.
        send(.heartbeat(.init(details: details, taskToken: task.token)), repetitions: 0)
    }

    private func signal() {
        let mark = clients.mark()
        let run = random.isOneIn(3) ? clients.someRun() : nil
        let workflowId = run?.workflowId ?? clients.workflowId()
        send(
            .signal(
                .init(
                    domain: SimulatedWorld.domain,
                    input: mark,
                    runId: run?.runId,
                    signalName: "s",
                    workflowId: workflowId
                )
            ),
            mark: mark,
            of: workflowId
        )
    }

    private func cancel() {
        let run = random.isOneIn(3) ? clients.someRun() : nil
        let workflowId = run?.workflowId ?? clients.workflowId()
        send(
            .cancel(.init(domain: SimulatedWorld.domain, runId: run?.runId, workflowId: workflowId)),
            mark: SimulationLedger.cancelMark(workflowId),
            of: workflowId
        )
    }

    private func terminate() {
        let mark = clients.mark()
        let policy = random.isOneIn(2) ? ChildPolicy.allCases.randomElement(using: &random) : nil
        let workflowId = clients.workflowId()
        send(
            .terminate(
                .init(
                    childPolicy: policy,
                    domain: SimulatedWorld.domain,
                    reason: mark,
                    workflowId: workflowId
                )
            ),
            mark: mark,
            of: workflowId
        )
    }

    /// Types come and go; mostly they are there.
    private func changeType() {
        let undo = !random.isOneIn(3)
        let index = Int.random(in: 0..<2, using: &random)
        if random.isOneIn(2) {
            send(.deprecateWorkflowType(SimulatedWorld.workflowTypes[index], undo: undo))
        } else {
            send(.deprecateActivityType(SimulatedWorld.activityTypes[index], undo: undo))
        }
    }

    private func look() {
        guard let run = clients.someRun() else { return }
        if random.isOneIn(2) {
            send(.describe(.init(domain: SimulatedWorld.domain, execution: run)))
        } else {
            send(
                .history(
                    .init(
                        domain: SimulatedWorld.domain,
                        execution: run,
                        maximumPageSize: Int.random(in: 0...9, using: &random),
                        reverseOrder: random.isOneIn(3)
                    )
                )
            )
        }
    }

    private func passTime() {
        let milliseconds = [50, 900, 1_000, 2_000, 4_000, 12_000, 30_000].randomElement(using: &random) ?? 0
        trace("time goes on by \(milliseconds) ms")
        machine.clock.advance(by: .milliseconds(milliseconds))
    }

    private func jump() {
        let seconds = Int.random(in: -21_600...21_600, using: &random)
        trace("the clock jumps by \(seconds) s")
        report.count("clock jumps")
        machine.clock.jump(by: .seconds(seconds))
    }

    private func abandonPoll() {
        guard let poll = calls.filter({ $0.request.isPoll }).randomElement(using: &random),
            let index = calls.firstIndex(where: { $0.id == poll.id })
        else { return }
        trace("call \(poll.id): who polled goes away")
        report.count("abandoned polls")
        // Should a task be given to it all the same, nobody has it.
        calls[index].losesAnswer = true
        calls[index].task.cancel()
    }

    /// A call was answered.
    func answered(_ reply: SimulatedReply, _ request: SimulatedRequest) {
        switch (reply, request) {
        case (.run(let run), .start(let input)):
            clients.know(WorkflowExecution(runId: run.runId ?? "", workflowId: input.workflowId))
        case (.decisionTask(let task?), .pollDecision(let input)): took(task, input)
        case (.activityTask(let task?), .pollActivity):
            report.count("activity tasks")
            ledger.handedOut(
                .init(execution: task.workflowExecution, startedEventId: task.startedEventId, kind: .activity)
            )
            clients.hold(
                SimulatedClients.HeldActivity(
                    id: clients.id(),
                    token: task.taskToken,
                    execution: task.workflowExecution,
                    startedEventId: task.startedEventId
                )
            )
        case (.status, .heartbeat(let input)): heartbeatEnded(input, isAcknowledged: true)
        case (.done, .decide(let input)):
            if let task = clients.decisions.first(where: { $0.token == input.taskToken }) {
                clients.letGo(decision: task.id)
            }
        case (.done, .handBack(let token, _)): letGo(token)
        case (.done, .complete(let input)): letGo(input.taskToken)
        case (.done, .fail(let input)): letGo(input.taskToken)
        case (.done, .cancelActivity(let input)): letGo(input.taskToken)
        default: break
        }
    }

    /// A call was refused.
    func refused(_ fault: Fault, _ request: SimulatedRequest) {
        switch request {
        case .heartbeat(let input): heartbeatEnded(input, isAcknowledged: false)
        case .decide(let input) where fault.code == .unknownResource:
            if let task = clients.decisions.first(where: { $0.token == input.taskToken }) {
                clients.letGo(decision: task.id)
            }
        case .handBack(let token, _): letGo(token)
        case .complete(let input): letGo(input.taskToken)
        case .fail(let input): letGo(input.taskToken)
        case .cancelActivity(let input): letGo(input.taskToken)
        default: break
        }
    }

    private func letGo(_ token: String) {
        if let task = clients.activities.first(where: { $0.token == token }) { clients.letGo(activity: task.id) }
        if let task = clients.decisions.first(where: { $0.token == token }) { clients.letGo(decision: task.id) }
    }

    private func heartbeatEnded(_ input: RecordActivityTaskHeartbeatInput, isAcknowledged: Bool) {
        guard let task = clients.activities.first(where: { $0.token == input.taskToken }), let details = input.details
        else { return }
        clients.change(activity: task.id) { $0.isBeating = false }
        let key = SimulatedHeartbeats.Key(runId: task.execution.runId, startedEventId: task.startedEventId)
        if isAcknowledged {
            ledger.heartbeats.acknowledged(details, of: key)
        } else {
            ledger.heartbeats.refused(details, of: key)
        }
    }

    /// A decider was given a task, or a further page of one.
    private func took(_ task: EncodedDecisionTask, _ input: PollForDecisionTaskInput) {
        let held: SimulatedClients.HeldDecision
        if input.nextPageToken == nil {
            report.count("decision tasks")
            let first = input.startAtPreviousStartedEvent == true ? max(task.previousStartedEventId, 1) : 1
            held = SimulatedClients.HeldDecision(
                id: clients.id(),
                token: task.taskToken,
                execution: task.workflowExecution,
                startedEventId: task.startedEventId,
                range: first...max(first, task.startedEventId),
                poll: input,
                bytes: task.events.joined,
                nextPageToken: task.nextPageToken
            )
            clients.hold(held)
            ledger.handedOut(
                .init(execution: task.workflowExecution, startedEventId: task.startedEventId, kind: .decision)
            )
        } else {
            // Somebody who let go of the task meanwhile reads no further, and a page that comes twice counts once.
            guard let known = clients.decisions.first(where: { $0.token == task.taskToken }),
                known.awaitedPage == input.nextPageToken
            else { return }
            if known.startedEventId != task.startedEventId || known.execution != task.workflowExecution {
                ledger.note("A further page is of another task than the first: \(task.workflowExecution).")
            }
            clients.change(decision: known.id) { held in
                held.bytes += [UInt8(ascii: ",")] + task.events.joined
                held.nextPageToken = task.nextPageToken
                held.awaitedPage = nil
            }
            guard let changed = clients.decisions.first(where: { $0.id == known.id }) else { return }
            held = changed
        }
        guard held.nextPageToken == nil else { return }
        ledger.sawAll(
            .init(
                execution: held.execution,
                startedEventId: held.startedEventId,
                kind: .decision,
                pages: (held.range, input.reverseOrder ?? false, held.bytes)
            )
        )
    }

    /// What the trace says of a request.
    func detail(of request: SimulatedRequest) -> String {
        switch request {
        case .start(let input): " \(input.workflowId)"
        case .signal(let input): " \(input.workflowId) \(input.runId ?? "")"
        case .cancel(let input): " \(input.workflowId) \(input.runId ?? "")"
        case .terminate(let input): " \(input.workflowId) \(input.childPolicy?.rawValue ?? "")"
        case .pollDecision(let input): " \(input.taskList.name)\(input.nextPageToken == nil ? "" : " (further page)")"
        case .pollActivity(let input): " \(input.taskList.name)"
        case .decide(let input):
            " \(held(input.taskToken)) \((input.decisions ?? []).map(\.decisionType.rawValue))"
                + (input.taskList.map { " list \($0.name) \(input.taskListScheduleToStartTimeout ?? "")" } ?? "")
        case .complete(let input): " \(held(input.taskToken))"
        case .fail(let input): " \(held(input.taskToken))"
        case .cancelActivity(let input): " \(held(input.taskToken))"
        case .heartbeat(let input): " \(held(input.taskToken)) \(input.details ?? "")"
        case .handBack(let token, _): " \(held(token))"
        default: ""
        }
    }

    private func held(_ token: String) -> String {
        if let task = clients.decisions.first(where: { $0.token == token }) {
            return "\(task.execution.workflowId)/\(task.execution.runId) \(task.startedEventId)"
        }
        if let task = clients.activities.first(where: { $0.token == token }) {
            return "\(task.execution.workflowId)/\(task.execution.runId) \(task.startedEventId)"
        }
        return "-"
    }

    /// What the trace says of an outcome.
    func text(_ outcome: SimulatedOutcome) -> String {
        switch outcome {
        case .unknown(let reason): "nobody knows: \(reason)"
        case .refused(let fault): "refused: \(fault.code.rawValue) \(fault.message ?? "")"
        case .reply(.done): "done"
        case .reply(.run(let run)): "started \(run.runId ?? "-")"
        case .reply(.decisionTask(let task)):
            task.map { "task of \($0.workflowExecution.workflowId)/\($0.workflowExecution.runId) \($0.startedEventId)" }
                ?? "no task"
        case .reply(.activityTask(let task)):
            task.map {
                "task \($0.activityId) of \($0.workflowExecution.workflowId)/\($0.workflowExecution.runId) "
                    + "\($0.startedEventId)"
            } ?? "no task"
        case .reply: "done"
        }
    }
}
