import AppSettings
public import CommandSupport
import DeciderCore
import Martlet
import SWFClient
import SWFModel
import ServiceSupport

/// Waits until nothing is being done in a domain.
public struct WaitIdleProgram: Sendable {
    /// How long to wait at most; nil for as long as it takes.
    public var timeout: Duration?
    /// Only executions of these workflows, of any version; all when empty.
    public var workflows: [String]
    /// Whether open executions count although nothing of them is being done.
    public var countsExecutions: Bool

    /// Prepares to wait.
    public init(timeout: Duration?, workflows: [String], countsExecutions: Bool) {
        self.timeout = timeout
        self.workflows = workflows
        self.countsExecutions = countsExecutions
    }

    /// How many executions are looked at in one round.
    static let roundLimit = 10_000

    /// Waits, and tells now and then for what; `wornOut`, which is 75, when the time was over before.
    public func run(_ program: Program) async throws -> ProgramStatus {
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let clock = ContinuousClock()
            let start = clock.now
            let sight = ServiceSight(service: service, domain: program.settings.domain)
            // A look costs the service a few calls; who waits for minutes does not need one a second.
            let pause = Backoff(initial: .milliseconds(500), maximum: .seconds(5))
            var told: (sentence: String, at: ContinuousClock.Instant)?
            var round = 0
            var lastBusy: WorkflowExecution?
            while true {
                round += 1
                let idleness = try await look(sight, &lastBusy)
                let sentence = idleness.sentence
                if idleness.isIdle {
                    program.terminal.print(sentence)
                    return .ok
                }
                if let timeout, clock.now - start >= timeout {
                    program.terminal.complain("martlet: not idle after \(DurationWords.text(timeout)): \(sentence)")
                    return .wornOut
                }
                if told == nil || clock.now - (told?.at ?? start) > .seconds(10) {
                    program.terminal.complain(sentence)
                    told = (sentence, clock.now)
                }
                let left = timeout.map { $0 - (clock.now - start) } ?? .seconds(60)
                try await clock.sleep(for: min(pause.wait(afterFailure: round), max(left, .milliseconds(10))))
            }
        }
    }

    /// The cheapest look that finds something to wait for: what was busy last, what waits in lists, then one execution after
    /// the other until one is busy.
    private func look(_ sight: ServiceSight, _ lastBusy: inout WorkflowExecution?) async throws -> Idleness {
        if let execution = lastBusy, let busy = try await busy(execution, sight) {
            return Idleness(open: 1, busy: busy)
        }
        lastBusy = nil
        if workflows.isEmpty {
            let waiting = try await sight.taskLists([]).map(\.waiting).reduce(0, +)
            if waiting > 0 { return Idleness(open: 1, waiting: waiting) }
        }
        var open: [WorkflowExecutionInfo] = []
        for workflow in workflows.isEmpty ? [nil] : workflows.map(Optional.some) {
            open += try await sight.open(workflow: workflow, limit: Self.roundLimit)
        }
        // Cron's own lease is nobody's work.
        open.removeAll { $0.workflowType.name.hasPrefix(OwnName.prefix) }
        if countsExecutions, !open.isEmpty { return Idleness(open: open.count, countsExecutions: true) }
        for info in open {
            guard let busy = try await busy(info.execution, sight) else { continue }
            lastBusy = info.execution
            return Idleness(open: open.count, busy: busy)
        }
        return Idleness(open: open.count, countsExecutions: countsExecutions)
    }

    private func busy(_ execution: WorkflowExecution, _ sight: ServiceSight) async throws -> Idleness.Busy? {
        do {
            return Idleness.Busy(
                try await sight.service.describeWorkflowExecution(
                    DescribeWorkflowExecutionInput(domain: sight.domain, execution: execution)
                )
            )
        } catch let fault as Fault where fault.code == .unknownResource {
            // It closed, and its domain keeps nothing.
            return nil
        }
    }
}
