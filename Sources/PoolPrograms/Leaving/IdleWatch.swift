import CommandSupport
import Pools

/// Looks once a second whether a worker on a machine that comes and goes may leave.
struct IdleWatch: Sendable {
    let rule: IdleRule
    /// How long the process had lived when the watch began.
    let age: Duration
    /// How long the machine had been up then.
    let machineUptime: Duration
    let reporter: PoolReporter
    /// How many tasks wait in the task list; nil when the service does not say.
    let pending: @Sendable () async -> Int?

    /// Looks until it is canceled; tells when the worker may leave, as long as it may.
    func run(_ leave: (PoolLife.Event) -> Void) async {
        guard !rule.isOff else { return }
        let start = ContinuousClock.now
        while !Task.isCancelled {
            // Between two looks; nothing that is waited for here is nearer than a second.
            try? await Task.sleep(for: .seconds(1))
            var facts = facts(since: start)
            var verdict = rule.verdict(facts)
            if verdict == .askQueue, let count = await pending() {
                // A task may have come while the service was asked.
                facts = self.facts(since: start)
                facts.pending = count
                verdict = rule.verdict(facts)
            }
            switch verdict {
            case .stay, .askQueue: continue
            case .leaveIdle: leave(.idle(Self.line(facts, tasksDone: reporter.tasksDone)))
            case .leaveOld: leave(.old(Self.line(facts, tasksDone: reporter.tasksDone)))
            }
        }
    }

    private func facts(since start: ContinuousClock.Instant) -> IdleRule.Facts {
        let elapsed = ContinuousClock.now - start
        return IdleRule.Facts(
            idle: reporter.idle,
            uptime: age + elapsed,
            machineUptime: machineUptime + elapsed,
            inHand: reporter.tasks.count
        )
    }

    /// `idle 3 s, uptime 12 s, 0 tasks, queue empty`: the tasks are those that were done. The queue, and how long it was idle,
    /// stand there when the queue was asked.
    static func line(_ facts: IdleRule.Facts, tasksDone: Int) -> String {
        func whole(_ duration: Duration) -> String { DurationWords.text(.seconds(duration.components.seconds)) }
        let life = "uptime \(whole(facts.uptime)), \(DrainWords.count(tasksDone))"
        guard let pending = facts.pending else { return life }
        return "idle \(whole(facts.idle)), \(life), queue \(pending == 0 ? "empty" : "\(pending)")"
    }
}
