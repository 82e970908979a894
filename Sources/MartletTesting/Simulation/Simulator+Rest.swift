import Engine
import SWFModel
import SWFWire
import Storage
import WorkflowCore

/// The looks at the whole, and the end of a run.
extension Simulator {
    /// Registers something of the world, and goes on until that is done.
    func register(_ request: SimulatedRequest) {
        for _ in 0..<200 {
            guard let server, !hasFailed else { return }
            let service = server.service
            let outcome = machine.processor.finish { await SimulatedOutcome.of(request, on: service) }
            if server.store.isDead {
                replaceServer()
                continue
            }
            switch try? outcome?.get() {
            case .reply?: return
            case .refused(let fault)?
            where fault.code == .domainAlreadyExists || fault.code == .typeAlreadyExists:
                return
            default: machine.clock.advance(by: .seconds(1))
            }
            work()
        }
        fail(["\(request.name) is never done."])
    }

    /// Holds all against the histories, when the server stands still.
    func audit() {
        check()
        guard let server, !hasFailed, machine.processor.isIdle, !server.engine.awaitsRecovery else { return }
        guard server.engine.isSettled else {
            return fail(["Something was done that nobody writes to the store."])
        }
        report.count("audits")
        let (store, changed) = (machine.store, ledger.changed.sorted())
        guard let rows = try? auditor.finish({ try await EngineAudit.rows(of: changed, from: store) })?.get() else {
            return fail(["The store cannot be read."])
        }
        let limits = profile.configuration.limits
        fail(EngineAudit.problems(rows, ledger, limits: limits))
        fail(types.problems(rows.contents))
        fail(EngineAudit.problems(server.engine, rows, ledger))
        ledger.audited()
        fail(OutboxAudit.problems(in: ledger, outboxIsEmpty: rows.contents.messages.allSatisfy(\.isFunction)))
        if profile.commitFailsOneIn == nil, profile.readFailsOneIn == nil || isQuiet { checkDeadlines() }
        checkPendingCounts(server)
        checkVisibility(server)
        if server.store.isDead { replaceServer() }
    }

    /// Nothing that is due is left undone.
    private func checkDeadlines() {
        let now = machine.clock.now
        for id in ledger.order {
            guard let deadline = ledger.accounts[id]?.truth.nextDeadline, deadline <= now else { continue }
            fail(["Execution \(id): something was due at \(deadline.milliseconds), and it is \(now.milliseconds)."])
        }
    }

    /// How many tasks wait in each list.
    private func checkPendingCounts(_ server: SimulatedServer) {
        let service = server.service
        var counts: [String: Int] = [:]
        for (task, list) in EngineAudit.waitingTasks(ledger) { counts["\(task.kind) \(list)", default: 0] += 1 }
        for list in SimulatedWorld.taskLists {
            let answer = machine.processor.finish {
                let name = TaskList(name: list)
                let decisions = try await service.countPendingDecisionTasks(
                    .init(domain: SimulatedWorld.domain, taskList: name)
                )
                let activities = try await service.countPendingActivityTasks(
                    .init(domain: SimulatedWorld.domain, taskList: name)
                )
                return [decisions.count, activities.count]
            }
            guard case .success(let found)? = answer else { continue }
            let truly = [counts["decision \(list)"] ?? 0, counts["activity \(list)"] ?? 0]
            if found != truly { fail(["List \(list): the counts of pending tasks are \(found), and truly \(truly)."]) }
        }
    }

    /// What the lists and counts of executions say.
    private func checkVisibility(_ server: SimulatedServer) {
        let question = VisibilityAudit.question(&random, about: ledger, now: machine.clock.now)
        let service = server.service
        guard case .success(let found)? = machine.processor.finish({ try await question.ask(service) }) else { return }
        let horizon = machine.clock.now + .seconds(-86_400 * profile.retentionDays)
        let truly = VisibilityAudit.answer(question, by: ledger, keptSince: horizon)
        if found.runIds != truly { fail(["A list shows \(found.runIds), and truly it is \(truly): \(question)"]) }
        if found.count != truly.count { fail(["A count is \(found.count), and truly \(truly.count): \(question)"]) }
    }

    /// The end: no more troubles, and deciders and workers that do what they should. Everything must come to its close.
    func rest() {
        isQuiet = true
        trace("the end: no more troubles")
        machine.processor.keepOrder()
        server?.store.heal()
        if server?.store.isSpoiled == true { replaceServer() }
        for call in calls where call.request.isPoll { call.task.cancel() }
        for index in calls.indices where calls[index].request.isPoll { calls[index].losesAnswer = true }
        work()
        recover()
        if let call = calls.first { fail(["Call \(call.id) (\(call.request.name)) is never answered."]) }
        audit()
        var hasSignaled = false
        for _ in 0..<5_000 where !hasFailed {
            doTasks()
            let open = ledger.order.filter { ledger.accounts[$0]?.truth.isOpen == true }
            if hasFailed || open.isEmpty { break }
            if profile.endsBySignals, !hasSignaled {
                hasSignaled = true
                signalAll(open)
            } else {
                passTime(to: open)
            }
        }
        let open = ledger.order.filter { ledger.accounts[$0]?.truth.isOpen == true }
        if !hasFailed, !open.isEmpty { fail(["Executions \(open) are open for ever."]) }
        audit()
        if !hasFailed { checkAll() }
    }

    /// Lets the server find out that its store works again.
    private func recover() {
        for _ in 0..<200 where !hasFailed {
            guard let server else { return fail(["There is no server."]) }
            let isBusy = calls.contains { !$0.request.isPoll }
            if !server.engine.awaitsRecovery, server.engine.isSettled, !isBusy { break }
            machine.clock.advance(by: .seconds(1))
            work()
        }
        if server?.engine.awaitsRecovery == true { fail(["The store works again, and the server does not."]) }
        // A sweep that failed tries again after a second.
        machine.clock.advance(by: .seconds(2))
        work()
    }

    /// Does every task that waits: deciders complete their executions, workers their tasks.
    private func doTasks() {
        for _ in 0..<1_000 where !hasFailed {
            check()
            let waiting = EngineAudit.waitingTasks(ledger)
            if waiting.isEmpty { return }
            for list in Set(waiting.filter { $0.key.kind == .decision }.values).sorted() { doDecision(list) }
            for list in Set(waiting.filter { $0.key.kind == .activity }.values).sorted() { doActivity(list) }
        }
        fail(["There is no end to the tasks."])
    }

    private func doDecision(_ list: String) {
        let first = EngineAudit.first(in: list, of: .decision, ledger)
        let poll = SimulatedRequest.pollDecision(
            .init(domain: SimulatedWorld.domain, identity: "decider", taskList: TaskList(name: list))
        )
        guard case .decisionTask(let task?)? = ask(poll) else {
            // It may have timed out, or its execution closed, since the store was read.
            check()
            let isThere = EngineAudit.waitingTasks(ledger).contains { $0.key.kind == .decision && $0.value == list }
            return isThere ? fail(["List \(list) has a decision task, and a poll gets none."]) : ()
        }
        ledger.handedOut(
            .init(execution: task.workflowExecution, startedEventId: task.startedEventId, kind: .decision)
        )
        checkPriority(task.workflowExecution, first, list)
        let mark = clients.mark()
        send(
            .decide(
                .init(
                    decisions: [.completeWorkflowExecution(.init(result: "end"))],
                    executionContext: mark,
                    taskToken: task.taskToken
                )
            ),
            mark: mark,
            of: task.workflowExecution.workflowId
        )
        work()
    }

    private func doActivity(_ list: String) {
        let first = EngineAudit.first(in: list, of: .activity, ledger)
        let poll = SimulatedRequest.pollActivity(.init(domain: SimulatedWorld.domain, taskList: TaskList(name: list)))
        guard case .activityTask(let task?)? = ask(poll) else {
            check()
            let isThere = EngineAudit.waitingTasks(ledger).contains { $0.key.kind == .activity && $0.value == list }
            return isThere ? fail(["List \(list) has an activity task, and a poll gets none."]) : ()
        }
        ledger.handedOut(
            .init(execution: task.workflowExecution, startedEventId: task.startedEventId, kind: .activity)
        )
        checkPriority(task.workflowExecution, first, list)
        let mark = clients.mark()
        send(
            .complete(.init(result: mark, taskToken: task.taskToken)),
            mark: mark,
            of: task.workflowExecution.workflowId
        )
        work()
    }

    /// Of the tasks that wait in a list one of the highest priority is given out.
    private func checkPriority(_ execution: WorkflowExecution, _ first: Set<String>, _ list: String) {
        if !first.contains(execution.runId) {
            fail(["List \(list) gave out a task of \(execution), and one of \(first.sorted()) goes first."])
        }
    }

    /// The answer to a call that is answered at once; nil when it is not, or refused.
    private func ask(_ request: SimulatedRequest) -> SimulatedReply? {
        guard let server else { return nil }
        let service = server.service
        report.count(request.name)
        let outcome = machine.processor.finish { await SimulatedOutcome.of(request, on: service) }
        guard case .success(.reply(let reply))? = outcome else { return nil }
        return reply
    }

    private func signalAll(_ open: [Int]) {
        trace("the end: \(open.count) open executions are signaled")
        for id in open {
            guard let execution = ledger.accounts[id]?.identity.execution else { continue }
            let mark = clients.mark()
            send(
                .signal(
                    .init(
                        domain: SimulatedWorld.domain,
                        input: mark,
                        runId: execution.runId,
                        signalName: "end",
                        workflowId: execution.workflowId
                    )
                ),
                mark: mark,
                of: execution.workflowId
            )
        }
        work()
    }

    /// Goes on to what is due next.
    private func passTime(to open: [Int]) {
        guard let next = open.compactMap({ ledger.accounts[$0]?.truth.nextDeadline }).min() else { return }
        let now = machine.clock.now
        machine.clock.set(max(next, now + .seconds(20)))
        trace("the end: time goes on by \(machine.clock.now - now)")
        work()
        check()
        checkDeadlines()
    }

    /// The last look: everything that is stored is what was read, and everything that was acknowledged is there.
    private func checkAll() {
        let (store, order) = (machine.store, ledger.order)
        let histories = auditor.finish {
            var histories: [(id: Int, bytes: [UInt8])] = []
            for id in order {
                let chunks = try await store.events(of: id, in: 1...Int.max)
                histories.append((id, Array(chunks.map(\.lines).joined(separator: [UInt8(ascii: "\n")]))))
            }
            return histories
        }
        guard case .success(let histories)? = histories else { return fail(["The store cannot be read."]) }
        for (id, bytes) in histories where !(bytes.isEmpty && ledger.deleted.contains(id)) {
            guard let account = ledger.accounts[id] else { continue }
            if bytes != Array(account.lines.joined(separator: [UInt8(ascii: "\n")])) {
                fail(["Execution \(id): its history is another than it was."])
            }
        }
        fail(ledger.claims.allMissing())
        let waiting = EngineAudit.waitingTasks(ledger)
        if !waiting.isEmpty { fail(["Tasks wait in lists, and all executions are closed."]) }
    }
}

extension MessageRecord {
    /// Whether it is a lambda function to be called, rather than a message to an execution.
    fileprivate var isFunction: Bool {
        if case .invokeLambda = message.body { true } else { false }
    }
}
