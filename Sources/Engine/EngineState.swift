import DequeModule
import OrderedCollections
import SWFModel
import Storage
import WorkflowCore

/// All that the engine holds in memory, behind one lock.
///
/// Nothing here waits: a command is applied, what it did joins the current commit group, and the caller waits for the
/// group outside the lock.
struct EngineState {
    let limits: Limits
    var domains: [String: DomainEntry] = [:]
    /// The names of the domains, by what tokens hold in place of them. Domains are never deleted.
    var domainNames: [DomainMark: String] = [:]
    var residents: ResidentExecutions
    var taskLists: [TaskListName: TaskListQueue] = [:]
    /// Where each waiting task waits.
    var waitingIn: [WaitingTask: TaskListName] = [:]
    var nextExecutionId = 1
    var nextMessageId = 1
    var nextPollId = 1

    /// The group that commands join now.
    var group = CommitGroup(number: 1)
    var isCommitting = false
    var settledThrough = 0
    /// The groups that could not be written, and why. Only the latest are kept.
    var failures: [Int: StoreError] = [:]
    /// Who waits for which group.
    var waiters: [Int: [CheckedContinuation<CommitTurn, Never>]] = [:]
    /// Set when a group could not be written: memory is ahead of the store, and nothing is applied until it was read anew.
    var broken: StoreError?

    /// The latest group that changed what is registered.
    var registryChangedIn: Int?

    /// Messages that are committed and not delivered yet.
    var outbox: Deque<MessageRecord> = []
    /// Lambda functions that are to be called.
    var lambdaCalls: LambdaCalls
    /// Who polled lately.
    var recentPolls = RecentPolls()
    /// Polls that were canceled before they waited.
    var canceledPolls: Set<Int> = []
    /// Set once the server is leaving: polls are answered empty.
    var isDraining = false
    /// Until when the deadline sweep sleeps; an earlier deadline wakes it.
    var sweepSleepsUntil = Timestamp(milliseconds: .max)
    /// The uptime until which the deadline sweep sleeps; an earlier end of a poll wakes it.
    var sweepSleepsUntilUptime = Duration.maximum
    /// Closed executions that are being deleted: nobody may bring one into memory any more.
    var deleting: Set<Int> = []
    /// Runs that are being imported: nobody else may import them meanwhile.
    var importing: Set<RunName> = []
    /// Histories that are to be imported and come in parts.
    var takeovers = PendingTakeovers()
    /// Whether the retention sweep looks at closed executions from time to time; while there are none it need not.
    var isRetentionWatched = false
    var steadiness = Steadiness()
    /// What counts calls and decisions; nil when nobody is slowed down.
    var throttle: Throttle?
    var commitsSinceMaintenance = 0

    /// How many events an execution gains before its state is written as a snapshot.
    let snapshotInterval: Int

    init(
        contents: StoreContents,
        limits: Limits,
        residentCapacity: Int,
        snapshotInterval: Int,
        lambdaConcurrency: Int,
        throttling: [ThrottleBucket: ThrottleRate]?
    ) {
        self.limits = limits
        self.snapshotInterval = max(1, snapshotInterval)
        throttle = throttling.map { Throttle($0) }
        residents = ResidentExecutions(capacity: residentCapacity)
        lambdaCalls = LambdaCalls(concurrency: lambdaConcurrency)
        load(contents)
    }

    /// Takes over what the store holds, in place of all that memory held.
    mutating func load(_ contents: StoreContents) {
        domains = [:]
        for record in contents.domains { add(record) }
        for type in contents.workflowTypes {
            domains[type.domain]?.workflowTypes[WorkflowType(name: type.name, version: type.version)] = type
        }
        for type in contents.activityTypes {
            domains[type.domain]?.activityTypes[ActivityType(name: type.name, version: type.version)] = type
        }
        for open in contents.openExecutions {
            domains[open.domain]?.openExecutions[open.workflowId] = open.id
        }
        for name in taskLists.keys {
            // The polls go on waiting; the tasks are read anew.
            let polls = taskLists[name]?.polls ?? [:]
            var queue = TaskListQueue()
            queue.polls = polls
            taskLists[name] = queue.isEmpty ? nil : queue
        }
        deleting = []
        registryChangedIn = nil
        waitingIn = [:]
        for record in contents.tasks {
            let name = TaskListName(domain: record.domain, kind: record.task.kind, name: record.task.taskList)
            let task = WaitingTask(executionId: record.executionId, scheduledEventId: record.task.scheduledEventId)
            offer(task, in: name, priority: record.task.priority, at: record.task.scheduledAt)
        }
        outbox = Deque(contents.messages.filter { $0.invocation == nil })
        for record in outbox {
            if case .startChild = record.message.body { domains[record.message.from.domain]?.startingChildren += 1 }
        }
        lambdaCalls.load(contents.messages.filter { $0.invocation != nil })
        nextExecutionId = max(nextExecutionId, contents.nextExecutionId)
        nextMessageId = max(nextMessageId, contents.nextMessageId)
    }

    /// Takes up a new domain.
    mutating func add(_ record: DomainRecord) {
        let entry = DomainEntry(record: record)
        domains[record.name] = entry
        domainNames[entry.mark] = record.name
    }

    /// The domain of that name.
    ///
    /// - Throws: `UnknownResourceFault`.
    func domain(_ name: String) throws(Fault) -> DomainEntry {
        guard let domain = domains[name] else { throw Fault.unknownDomain(name) }
        return domain
    }

    /// Refuses work while memory is ahead of the store.
    func checkCanApply() throws(Fault) {
        if let broken { throw Fault(.serviceUnavailable, broken.description) }
    }

    /// Applies a command to an execution in memory.
    ///
    /// - Returns: What the command gave and the ticket of its commit group; nil when the execution is not in memory.
    mutating func apply<Value>(
        to id: Int,
        now: Timestamp,
        _ command: (inout ExecutionMachine) throws(Fault) -> (Value, Transition?)
    ) throws(Fault) -> (value: Value, ticket: Int)? {
        try checkCanApply()
        guard
            let (value, transition) = try residents.update(
                id,
                { resident throws(Fault) in
                    try command(&resident.machine)
                }
            )
        else { return nil }
        if let transition { record(transition, of: id, isNew: false, now: now) }
        return (value, group.number)
    }

    /// Brings a new execution into memory and records its first transition. Only one that is imported may be closed.
    mutating func create(_ machine: ExecutionMachine, _ transition: Transition, now: Timestamp) -> Int {
        let identity = machine.state.identity
        residents[identity.id] = ResidentExecution(machine: machine, version: 0, snapshotEventId: 0)
        if machine.state.isOpen {
            domains[identity.domain]?.openExecutions[identity.execution.workflowId] = identity.id
        }
        record(transition, of: identity.id, isNew: true, now: now)
        return group.number
    }

    /// Lets a transition that was applied join the current group, and carries out its effects in memory.
    private mutating func record(_ transition: Transition, of id: Int, isNew: Bool, now: Timestamp) {
        guard !transition.events.isEmpty || !transition.effects.isEmpty || isNew else { return }
        let number = group.number
        guard
            let (identity, expected) = residents.update(
                id,
                { resident in
                    let expected = isNew ? nil : resident.version
                    if resident.pendingGroup != number {
                        resident.version += 1
                        resident.pendingGroup = number
                    }
                    return (resident.identity, expected)
                }
            )
        else { return }
        group.update(id) {
            PendingCommit(executionId: id, expectedVersion: expected)
        } _: { commit in
            commit.events.append(contentsOf: transition.events)
        }
        // Polls are served when all effects are carried out: a task of this transition may be withdrawn by a later effect.
        var offeredLists: [TaskListName] = []
        for effect in transition.effects {
            carryOut(effect, of: identity, now: now, &offeredLists)
        }
        for name in offeredLists { serve(name, now: now) }
    }

    private mutating func carryOut(
        _ effect: Effect,
        of identity: ExecutionIdentity,
        now: Timestamp,
        _ offeredLists: inout [TaskListName]
    ) {
        let id = identity.id
        switch effect {
        case .offer(let task):
            change(id) { $0.offered.append(task) }
            let name = TaskListName(domain: identity.domain, kind: task.kind, name: task.taskList)
            let waiting = WaitingTask(executionId: id, scheduledEventId: task.scheduledEventId)
            offer(waiting, in: name, priority: task.priority, at: task.scheduledAt)
            offeredLists.append(name)
        case .withdraw(let kind, let scheduledEventId):
            change(id) { $0.withdraw(.init(kind: kind, scheduledEventId: scheduledEventId)) }
            withdraw(WaitingTask(executionId: id, scheduledEventId: scheduledEventId))
        case .send(let message):
            let record = MessageRecord(id: nextMessageId, message: message)
            nextMessageId += 1
            change(id) { $0.messages.append(record) }
            if case .startChild = message.body { domains[identity.domain]?.startingChildren += 1 }
        case .recordHeartbeat(let scheduledEventId, let at, let details):
            let record = HeartbeatRecord(scheduledEventId: scheduledEventId, at: at, details: details)
            change(id) { $0.heartbeats[scheduledEventId] = record }
        case .forgetHeartbeat(let scheduledEventId):
            change(id) { $0.forgetHeartbeat(of: scheduledEventId) }
        case .closed:
            let workflowId = identity.execution.workflowId
            if domains[identity.domain]?.openExecutions[workflowId] == id {
                domains[identity.domain]?.openExecutions[workflowId] = nil
            }
        case .continueAs(let attributes, let runId):
            let execution = WorkflowExecution(runId: runId, workflowId: identity.execution.workflowId)
            // One transaction has one timestamp (swf-spec.md 1.4): after a clock was set back, that of the old run's close.
            let start = residents[id]?.machine.state.close?.timestamp ?? now
            self.start(attributes, domain: identity.domain, execution: execution, now: max(start, now))
        }
    }

    /// Starts an execution whose settings are resolved.
    @discardableResult
    mutating func start(
        _ attributes: WorkflowExecutionStartedEventAttributes,
        domain: String,
        execution: WorkflowExecution,
        now: Timestamp
    ) -> Int {
        let identity = ExecutionIdentity(id: nextExecutionId, domain: domain, execution: execution)
        nextExecutionId += 1
        let (machine, transition) = ExecutionMachine.start(attributes, identity: identity, limits: limits, at: now)
        return create(machine, transition, now: now)
    }

    private mutating func change(_ id: Int, _ body: (inout PendingCommit) -> Void) {
        group.update(id, make: { PendingCommit(executionId: id) }, body)
    }

    /// Gives waiting tasks to waiting polls, in memory; both learn of it when the group is written.
    mutating func serve(_ name: TaskListName, now: Timestamp) {
        // No copy of the queue may live on here: changing it would then copy all that waits.
        while taskLists[name]?.hasBoth == true, broken == nil {
            guard let task = take(from: name) else { break }
            let decider = name.kind == .decision ? residents[task.task.executionId]?.decider : nil
            guard let (pollId, poll) = taskLists[name]?.takePoll(preferring: decider) else { break }
            switch hand(task, of: name, to: poll.identity, now: now) {
            case .claimed(let claimed, _):
                group.deliveries.append((poll.continuation, claimed))
            case .load(let task):
                poll.continuation.resume(returning: .load(task))
            case .empty, .failed, .delivered:
                // The task was no longer there: the poll goes on waiting, at the front. The list may be gone by now,
                // when the hand-out ended the execution and took its other tasks along.
                taskLists[name, default: TaskListQueue()].polls.updateValue(poll, forKey: pollId, insertingAt: 0)
            }
        }
        tidy(name)
    }

    /// Starts a task that was taken from its list.
    ///
    /// - Returns: `.claimed`; `.load` when the execution is not in memory; `.empty` when the task no longer exists.
    mutating func hand(_ taken: TakenTask, of name: TaskListName, to identity: String?, now: Timestamp) -> PollStep {
        let task = taken.task
        let id = task.executionId
        do throws(Fault) {
            let applied = try apply(to: id, now: now) { machine throws(Fault) in
                let transition =
                    switch name.kind {
                    case .decision:
                        try machine.decisionTaskStarted(
                            scheduledEventId: task.scheduledEventId,
                            identity: identity,
                            at: now
                        )
                    case .activity:
                        try machine.activityTaskStarted(
                            scheduledEventId: task.scheduledEventId,
                            identity: identity,
                            at: now
                        )
                    }
                return ((), transition)
            }
            guard let applied else { return .load(taken) }
            guard let claimed = claim(task, of: name, identity: identity) else { return .empty }
            return .claimed(claimed, ticket: applied.ticket)
        } catch {
            return .empty
        }
    }

    private mutating func claim(_ task: WaitingTask, of name: TaskListName, identity: String?) -> ClaimedTask? {
        guard let mark = domains[name.domain]?.mark else { return nil }
        return residents.update(task.executionId) { resident -> ClaimedTask? in
            let state = resident.machine.state
            // The hand-out may have been the event too many that terminates an execution.
            guard state.isOpen else { return nil }
            var claimed = ClaimedTask(
                token: TaskToken(
                    kind: name.kind,
                    executionId: task.executionId,
                    scheduledEventId: task.scheduledEventId,
                    startedEventId: state.lastEventId,
                    domain: mark
                ),
                execution: state.identity.execution,
                workflowType: state.workflowType,
                previousStartedEventId: state.previousStartedEventId
            )
            switch name.kind {
            case .decision:
                resident.decider = identity
            case .activity:
                guard let activity = state.activityTask(scheduledEventId: task.scheduledEventId) else { return nil }
                claimed.activity = .init(id: activity.activityId, type: activity.activityType, input: activity.input)
            }
            return claimed
        } ?? nil
    }

    private mutating func offer(_ task: WaitingTask, in name: TaskListName, priority: Int, at moment: Timestamp) {
        waitingIn[task] = name
        taskLists[name, default: TaskListQueue()].offer(task, priority: priority, at: moment)
    }

    private mutating func withdraw(_ task: WaitingTask) {
        guard let name = waitingIn.removeValue(forKey: task) else { return }
        taskLists[name]?.withdraw(task)
        tidy(name)
    }

    /// Takes the task whose turn it is.
    mutating func take(from name: TaskListName) -> TakenTask? {
        guard let taken = taskLists[name]?.take() else { return nil }
        waitingIn[taken.task] = nil
        return taken
    }

    /// A task that was taken and could not be started waits again, in its old place.
    mutating func putBack(_ taken: TakenTask, _ name: TaskListName) {
        guard waitingIn[taken.task] == nil else { return }
        waitingIn[taken.task] = name
        taskLists[name, default: TaskListQueue()].putBack(taken)
    }

    /// Forgets a task list in which nothing waits.
    mutating func tidy(_ name: TaskListName) {
        if taskLists[name]?.isEmpty == true { taskLists[name] = nil }
    }
}

extension Duration {
    /// Later than everything.
    static let maximum = Duration.seconds(Int.max)
}
