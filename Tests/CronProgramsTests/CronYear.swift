import Engine
import Logging
import MartletTesting
import SWFModel
import Schedules
import Storage
import Synchronization

@testable import CronPrograms

/// A year of two crons over an engine in this process: nothing happens but what is driven here, so a seed says it all.
final class CronYear: Sendable {
    static let domain = "d"
    static let begin = CivilTime(year: 2026, month: 1, day: 1).timestamp
    private static let ping = WorkflowType(name: "Ping", version: "1")

    let schedules: [Schedule]
    let engine: WorkflowEngine
    private let clock: ManualClock
    private let isUnfenced: Bool
    private let state: Mutex<State>

    private struct State {
        var random: SeededRandom
        /// The run ids of every workflow id, as the decider of the runs saw them.
        var runs: [String: Set<String>] = [:]
        /// Runs that are not closed yet.
        var open: [WorkflowExecution] = []
        var looks = 0
        var kills = 0
        var pauses = 0
        var depth = 0
    }

    init(_ schedules: [Schedule], seed: UInt64, isUnfenced: Bool = false) async throws {
        self.schedules = schedules
        self.isUnfenced = isUnfenced
        clock = ManualClock(now: Self.begin)
        engine = try await WorkflowEngine(
            store: MemoryStore(),
            configuration: .init(),
            clock: clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        state = Mutex(State(random: SeededRandom(seed: seed)))
        try await engine.registerDomain(
            RegisterDomainInput(name: Self.domain, workflowExecutionRetentionPeriodInDays: "90")
        )
        try await engine.registerWorkflowType(
            RegisterWorkflowTypeInput(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "86400",
                defaultTaskList: TaskList(name: "l"),
                defaultTaskStartToCloseTimeout: "30",
                domain: Self.domain,
                name: "Ping",
                version: "1"
            )
        )
    }

    var now: Timestamp { clock.now }
    var looks: Int { state.withLock { $0.looks } }
    var kills: Int { state.withLock { $0.kills } }
    var pauses: Int { state.withLock { $0.pauses } }
    /// The run ids of every workflow id.
    var runs: [String: Set<String>] { state.withLock { $0.runs } }

    /// What the ledger tells, as far back as the service keeps it.
    func ledger() async throws -> [LedgerEntry] {
        try await CronLedgerReport.read(engine, domain: Self.domain, since: Timestamp(milliseconds: 0))
    }

    private func random(_ range: ClosedRange<Int>) -> Int {
        state.withLock { Int.random(in: range, using: &$0.random) }
    }

    /// Lives until a moment, with all that can go wrong.
    func live(until end: Timestamp) async throws {
        // The first look has the ledger begin where the count of the ticks does.
        if looks == 0 { try await look(troubled: false) }
        while clock.now < end {
            switch random(1...100) {
            case 1: clock.jump(by: .seconds(random(60...7200)))
            case 2: clock.jump(by: .seconds(-random(60...7200)))
            case 3...12: clock.advance(by: .seconds(random(60...600)))
            default: clock.advance(by: .seconds(random(600...10 * 3600)))
            }
            try await rest()
            try await look(troubled: true)
        }
    }

    /// Lets everything that is under way come to its end.
    func calm() async throws {
        for _ in 0..<400 {
            clock.advance(by: .seconds(120))
            try await rest()
            let before = runs.count
            try await look(troubled: false)
            try await rest()
            if runs.count == before, state.withLock({ $0.open.isEmpty }) { return }
        }
    }

    /// One look of one of the crons.
    private func look(troubled: Bool) async throws {
        var trouble: [Int: UnsteadyService.Trouble] = [:]
        if troubled {
            // About every second look meets something at one of its calls, some at two of them.
            for _ in 0..<random(0...2) where random(0...1) == 0 {
                let all = UnsteadyService.Trouble.allCases
                trouble[random(1...12)] = all[random(0...all.count - 1)]
            }
        }
        let who = random(1...2)
        let wrong = Duration.seconds(random(-86_400...86_400))
        let service = UnsteadyService(engine, clock: clock, trouble: trouble, isUnfenced: isUnfenced) {
            try await self.pause()
        }
        state.withLock { $0.looks += 1 }
        let run = CronRun(
            CronRun.Surroundings(
                service: service,
                domain: Self.domain,
                taskList: "l",
                workflows: [Self.ping],
                identity: "box\(who):\(who):cron",
                localClock: { self.clock.now + wrong }
            ),
            schedules: schedules
        )
        do {
            _ = try await run.run()
        } catch is UnsteadyService.Killed {
            state.withLock { $0.kills += 1 }
        } catch let fault as Fault where fault.code == .unknownResource {
            // Who stood still too long learns that its turn is over.
        }
    }

    /// What goes on while a cron stands still: time, the runs, and the other cron, which may stand still itself.
    private func pause() async throws {
        let depth = state.withLock { state in
            state.pauses += 1
            state.depth += 1
            return state.depth
        }
        defer { state.withLock { $0.depth -= 1 } }
        for _ in 0..<random(1...3) {
            clock.advance(by: .seconds(random(20...1800)))
            try await rest()
            try await look(troubled: depth < 3)
            try await rest()
        }
    }

    /// The service's own work, and that of the decider of the runs: some complete, some fail, some stay open for a while.
    private func rest() async throws {
        try await UnsteadyService.settle(engine)
        let list = TaskList(name: "l")
        let waiting = CountPendingDecisionTasksInput(domain: Self.domain, taskList: list)
        while try await engine.countPendingDecisionTasks(waiting).count > 0 {
            let poll = PollForDecisionTaskInput(domain: Self.domain, taskList: list)
            guard let task = try await engine.pollForDecisionTask(poll) else { break }
            let execution = task.workflowExecution
            state.withLock { _ = $0.runs[execution.workflowId, default: []].insert(execution.runId) }
            var decisions: [Decision] = []
            switch random(1...10) {
            case 1: state.withLock { $0.open.append(execution) }
            case 2: decisions = [.failWorkflowExecution(.init())]
            default: decisions = [.completeWorkflowExecution(.init())]
            }
            try await engine.respondDecisionTaskCompleted(
                RespondDecisionTaskCompletedInput(decisions: decisions, taskToken: task.taskToken)
            )
            try await UnsteadyService.settle(engine)
        }
        guard random(1...3) == 1 else { return }
        for execution in state.withLock({ state in
            defer { state.open = [] }
            return state.open
        }) {
            let end = TerminateWorkflowExecutionInput(
                domain: Self.domain,
                runId: execution.runId,
                workflowId: execution.workflowId
            )
            // Its time may have run out before.
            do { try await engine.terminateWorkflowExecution(end) } catch is Fault {}
        }
        try await UnsteadyService.settle(engine)
    }
}
