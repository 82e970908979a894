import DequeModule
import Logging
import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// What time brings about: timeouts, timers, and polls that end empty.
extension WorkflowEngine {
    /// How many executions one round of the sweep works on.
    private static let batch = 256

    /// Carries out what is due, then sleeps until something is; ends when its task is canceled.
    func sweepDeadlines() async {
        while !Task.isCancelled {
            do {
                // While the store is asked, any commit may bring an earlier deadline: it shall wake the sweep.
                state.withLock { state in
                    state.sweepSleepsUntil = Timestamp(milliseconds: .max)
                    state.sweepSleepsUntilUptime = .maximum
                }
                guard try await sweepOnce() == 0 else { continue }
                let deadline = try await store.nextDeadline()
                let pollEnd = state.withLock { state in
                    let pollEnd = state.nextPollEnd
                    state.sweepSleepsUntil = deadline ?? Timestamp(milliseconds: .max)
                    state.sweepSleepsUntilUptime = pollEnd ?? .maximum
                    return pollEnd
                }
                await sweepSignal.wait(until: deadline, untilUptime: pollEnd, by: clock)
            } catch {
                // While nothing can be committed it is known already, and polls must still end.
                if !stopsCommits(error) {
                    logger.error("the deadline sweep failed; it tries again", metadata: ["error": "\(error)"])
                }
                try? await clock.sleep(for: .seconds(1))
            }
        }
    }

    /// Carries out what is due now.
    ///
    /// - Returns: How many executions something was due in.
    @discardableResult
    package func sweepOnce() async throws -> Int {
        try await settleAll()
        let now = clock.now
        let uptime = clock.uptime
        for poll in state.withLock({ $0.takeExpiredPolls(uptime: uptime) }) {
            poll.continuation.resume(returning: .empty)
        }
        var count = 0
        try await settlingAll {
            for id in try await store.due(at: now, limit: Self.batch) {
                guard try await bringIntoMemory(id) else { continue }
                let applied = try state.withLock { state throws(Fault) in try state.reachDeadlines(of: id, now: now) }
                if applied != nil { count += 1 }
            }
        }
        return count
    }
}

extension EngineState {
    /// Carries out every deadline of an execution that is due, the earliest first.
    ///
    /// - Returns: The ticket of the group; nil when nothing was due.
    mutating func reachDeadlines(of id: Int, now: Timestamp) throws(Fault) -> Int? {
        var ticket: Int?
        while true {
            let applied = try apply(to: id, now: now) { machine throws(Fault) in
                let transition = machine.deadlineReached(at: now)
                return (transition != nil, transition)
            }
            guard let applied, applied.value else { return ticket }
            ticket = applied.ticket
        }
    }
}
