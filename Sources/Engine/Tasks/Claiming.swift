import DequeModule
import OrderedCollections
import SWFModel
import Synchronization
import WorkflowCore

/// How a poll comes to a task.
extension WorkflowEngine {
    /// Waits for a task of a list, at most as long as the service lets a poll wait.
    ///
    /// A poll whose task is canceled, because its connection is gone, leaves the list before a task can be given to it.
    func claim(_ list: TaskListName, identity: String?) async throws -> ClaimedTask? {
        let since = clock.uptime
        let pollId = state.withLock { state in
            defer { state.nextPollId += 1 }
            return state.nextPollId
        }
        defer { _ = state.withLock { $0.canceledPolls.remove(pollId) } }
        while true {
            switch await nextStep(list, pollId: pollId, identity: identity, since: since) {
            case .claimed(let task, let ticket):
                try await settle(ticket)
                return task
            case .delivered(let task):
                return task
            case .empty:
                return nil
            case .failed(let fault):
                throw fault
            case .load(let task):
                if let claimed = try await start(task, of: list, identity: identity) { return claimed }
            }
        }
    }

    /// Takes a task that waits, or waits for one.
    private func nextStep(_ list: TaskListName, pollId: Int, identity: String?, since: Duration) async -> PollStep {
        let now = clock.now
        let uptime = clock.uptime
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (step, wakesSweep) = state.withLock { state in
                    state.poll(
                        list,
                        pollId: pollId,
                        identity: identity,
                        since: since,
                        now: now,
                        uptime: uptime,
                        continuation
                    )
                }
                if wakesSweep { sweepSignal.set() }
                if let step { continuation.resume(returning: step) }
            }
        } onCancel: {
            let poll = state.withLock { $0.cancelPoll(pollId, of: list) }
            poll?.continuation.resume(returning: .empty)
        }
    }

    /// Starts a task whose execution has to be read first.
    ///
    /// - Returns: nil when the task no longer exists.
    private func start(_ task: TakenTask, of list: TaskListName, identity: String?) async throws -> ClaimedTask? {
        do {
            while try await bringIntoMemory(task.task.executionId) {
                let now = clock.now
                switch state.withLock({ $0.hand(task, of: list, to: identity, now: now) }) {
                case .claimed(let claimed, let ticket):
                    try await settle(ticket)
                    return claimed
                case .load: continue
                case .delivered, .empty, .failed:
                    // It may have been the event too many, which ends its execution.
                    try await settleAll()
                    return nil
                }
            }
            return nil
        } catch {
            // The task was taken from its list and not started: it goes back, for the next poll.
            state.withLock { $0.putBack(task, list) }
            throw error
        }
    }
}

extension EngineState {
    /// Takes a task for a poll, or lets the poll wait.
    ///
    /// - Returns: What the poll does next, nil when it waits; and whether the sweep must learn of the poll's end.
    mutating func poll(
        _ list: TaskListName,
        pollId: Int,
        identity: String?,
        since: Duration,
        now: Timestamp,
        uptime: Duration,
        _ continuation: CheckedContinuation<PollStep, Never>
    ) -> (step: PollStep?, wakesSweep: Bool) {
        do throws(Fault) {
            _ = try domain(list.domain)
            try checkCanApply()
        } catch {
            return (.failed(error), false)
        }
        recentPolls.note(identity, of: list, at: now, uptime: uptime)
        guard !isDraining, canceledPolls.remove(pollId) == nil else { return (.empty, false) }
        // A hand-out that was the event too many has ended its execution: nobody but the sweep waits for that.
        var leavesWork = false
        while let task = take(from: list) {
            switch hand(task, of: list, to: identity, now: now) {
            case .empty, .failed, .delivered:
                leavesWork = true
                continue
            case .claimed(let claimed, let ticket):
                tidy(list)
                return (.claimed(claimed, ticket: ticket), false)
            case .load(let task):
                tidy(list)
                return (.load(task), leavesWork)
            }
        }
        let waiting = taskLists[list]?.polls.count ?? 0
        guard waiting < limits.pollersPerTaskList else {
            let sentence = "A task list has at most \(limits.pollersPerTaskList) polls waiting."
            return (.failed(Fault(.limitExceeded, sentence)), leavesWork)
        }
        let end = since + .seconds(limits.pollSeconds)
        guard end > uptime else { return (.empty, leavesWork) }
        taskLists[list, default: TaskListQueue()].polls[pollId] = WaitingPoll(
            identity: identity,
            at: now,
            end: end,
            continuation: continuation
        )
        return (nil, leavesWork || end < sweepSleepsUntilUptime)
    }

    /// Takes a poll out of its list; one that does not wait yet is remembered, and will not.
    mutating func cancelPoll(_ id: Int, of list: TaskListName) -> WaitingPoll? {
        guard let poll = taskLists[list]?.polls.removeValue(forKey: id) else {
            canceledPolls.insert(id)
            return nil
        }
        tidy(list)
        return poll
    }

    /// The polls that have waited long enough, in the order in which they came. Each waits equally long, so in every list
    /// the first ends first.
    mutating func takeExpiredPolls(uptime: Duration) -> [WaitingPoll] {
        var expired: [(id: Int, poll: WaitingPoll)] = []
        for name in taskLists.keys {
            while let (id, first) = taskLists[name]?.polls.elements.first, first.end <= uptime {
                taskLists[name]?.polls.removeFirst()
                expired.append((id, first))
            }
            tidy(name)
        }
        return expired.sorted { $0.id < $1.id }.map(\.poll)
    }

    /// The uptime at which the next waiting poll ends; nil when none waits.
    var nextPollEnd: Duration? {
        taskLists.values.compactMap { $0.polls.values.first?.end }.min()
    }

    /// Takes the polls of an identity out of the lists of a domain, in the order in which they came.
    mutating func takePolls(of identity: String, in domain: String) -> [WaitingPoll] {
        var polls: [(id: Int, poll: WaitingPoll)] = []
        for name in taskLists.keys where name.domain == domain {
            let own = taskLists[name]?.polls.elements.filter { $0.value.identity == identity } ?? []
            for (id, poll) in own {
                taskLists[name]?.polls.removeValue(forKey: id)
                polls.append((id, poll))
            }
            tidy(name)
        }
        return polls.sorted { $0.id < $1.id }.map(\.poll)
    }

    /// Every poll that waits, in the order in which they came.
    mutating func takeAllPolls() -> [WaitingPoll] {
        var polls: [(id: Int, poll: WaitingPoll)] = []
        for name in taskLists.keys {
            polls += taskLists[name]?.polls.elements.map { ($0.key, $0.value) } ?? []
            taskLists[name]?.polls = [:]
            tidy(name)
        }
        return polls.sorted { $0.id < $1.id }.map(\.poll)
    }
}
