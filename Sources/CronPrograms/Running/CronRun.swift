public import CommandSupport
public import SWFModel
import SWFWire
public import Schedules
import ServiceSupport

/// One look of cron: decides about every schedule once, and says why each was or was not started.
///
/// The service's clock decides, not the machine's: the moment is that of the ledger's decision task, which the service stamped.
/// ``CronLedger`` says why no tick is started twice.
public struct CronRun: Sendable {
    /// What a look needs besides the schedules.
    public struct Surroundings: Sendable {
        /// The service.
        public var service: any SimpleWorkflowService
        /// The domain.
        public var domain: String
        /// The task list of what is started.
        public var taskList: String
        /// The environment, for inputs and the commands of conditions.
        public var environment: String
        /// Where the commands of conditions run.
        public var folder: String
        /// The workflow types that this build knows, for schedules that name no version.
        public var workflows: [WorkflowType]
        /// Who looks: at most 256 characters.
        public var identity: String
        /// The machine's clock: it is measured against the service's, and decides nothing.
        public var localClock: @Sendable () -> Timestamp

        /// Creates the value from its parts.
        public init(
            service: any SimpleWorkflowService,
            domain: String,
            taskList: String,
            environment: String = "dev",
            folder: String = "/",
            workflows: [WorkflowType],
            identity: String,
            localClock: @escaping @Sendable () -> Timestamp = { MachineClock.now }
        ) {
            self.service = service
            self.domain = domain
            self.taskList = taskList
            self.environment = environment
            self.folder = folder
            self.workflows = workflows
            self.identity = identity
            self.localClock = localClock
        }
    }

    /// What a look came to.
    public struct Result: Sendable {
        /// What was done about each schedule.
        public var reports: [CronReport]
        /// Now, by the service's clock, when the decision was made; nil when it was another's turn.
        public var now: Timestamp?
        /// How far the service's clock is ahead of the machine's; nil when it was not seen.
        public var clockOffset: Duration?
        /// What is remembered.
        public var state = LedgerState()
    }

    /// How far the machine's clock may be off before it is told.
    static let clockTolerance = Duration.seconds(5)
    /// How many decision tasks are taken to learn what became of the starts; what is not known then, the next look knows.
    private static let patience = 8

    private let surroundings: Surroundings
    private let schedules: [Schedule]
    private let wall: Timestamp?
    private let ledger: CronLedger
    private let history: ScheduleHistory

    /// Prepares a look.
    ///
    /// - Parameter wall: A moment to look at windows of time at, instead of now; for trying windows out. Ticks and ages are
    ///   those of the service's clock all the same.
    public init(_ surroundings: Surroundings, schedules: [Schedule], wall: Timestamp? = nil) {
        self.surroundings = surroundings
        self.schedules = schedules
        self.wall = wall
        ledger = CronLedger(
            service: surroundings.service,
            domain: surroundings.domain,
            identity: surroundings.identity
        )
        history = ScheduleHistory(service: surroundings.service, domain: surroundings.domain)
    }

    /// Sees to every schedule.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came, when nothing could be decided. A problem
    ///   with one schedule is in its report and stops no other.
    public func run() async throws -> Result {
        let lease: CronLease
        switch try await CronLease.take(
            surroundings.service,
            domain: surroundings.domain,
            identity: surroundings.identity
        ) {
        case .taken(let taken): lease = taken
        case .held(let holder):
            let who = holder.map { "lease held by \($0), which" } ?? "another cron"
            return another("\(who) is at work in the domain \(surroundings.domain)")
        }
        var result: Result
        do {
            result = try await decide()
        } catch {
            // The turn is given back all the same, so that nobody has to wait for its end.
            try? await lease.release(result: Complaint.sentence(error))
            throw error
        }
        do {
            try await lease.release(result: String(decoding: AWSJSON.encode(result.reports), as: UTF8.self))
        } catch let fault as Fault where fault.code == .unknownResource {
            // The lease ran out meanwhile. What was decided is in the ledger.
        }
        return result
    }

    private func another(_ reason: String) -> Result {
        Result(reports: [CronReport(schedule: "cron", outcome: .skipped, reason: reason)])
    }

    private func decide() async throws -> Result {
        try await ledger.signal(LedgerNote.look, LedgerNote.Wish(by: surroundings.identity))
        guard let turn = try await ledger.turn() else {
            return another("the ledger is in the hands of a cron that does not answer; the next look sees to it")
        }
        let offset = turn.now - surroundings.localClock()
        var state = turn.fold.state
        try await history.refresh(&state, turn.fold)
        for schedule in schedules where state[schedule.id]?.rule ?? "" == "" {
            let pause = state[schedule.id]?.pause
            state[schedule.id] = .newcomer(schedule, runs: try await history.runs(of: schedule), now: turn.now)
            state[schedule.id]?.pause = pause
        }
        let judged = try await judge(state, turn)
        do {
            try await ledger.answer(turn, judged.decisions)
        } catch let fault as Fault where fault.code == .unknownResource {
            return another("this cron stood still for longer than its turn, so nothing of what it decided holds")
        }
        let wanted = judged.plan.parts.flatMap { part in part.verdict.starts.map(\.workflowId) }
        let outcomes = try await self.outcomes(of: wanted, known: turn.fold)
        var reports = judged.problems
        reports += judged.plan.unknown.map {
            CronReport(
                schedule: $0.schedule,
                outcome: .failed,
                reason: "\($0.by) asked for a run, and there is no such schedule"
            )
        }
        for part in judged.plan.parts
        where !reports.contains(where: { $0.schedule == part.schedule.id && $0.isProblem }) {
            reports += self.reports(part, outcomes)
        }
        if max(offset, .zero - offset) > Self.clockTolerance {
            reports.append(CronReport(schedule: "cron", outcome: .noted, reason: Self.clockWords(offset)))
        }
        return Result(reports: reports, now: turn.now, clockOffset: offset, state: judged.plan.state)
    }

    /// What a plan became: the decisions, and the schedules that were left out of it for a problem of their own.
    private struct Judged {
        var plan: LedgerPlan
        var decisions: [Decision]
        var problems: [CronReport]
    }

    private func judge(_ state: LedgerState, _ turn: CronLedger.Turn) async throws -> Judged {
        var problems: [CronReport] = []
        var types: [String: WorkflowType] = [:]
        func fail(_ schedule: Schedule, _ error: any Error) {
            problems.append(
                CronReport(schedule: schedule.id, outcome: .failed, reason: Complaint.sentence(error))
            )
        }
        for schedule in schedules {
            do throws(Complaint) {
                types[schedule.id] = try KnownWorkflow.find(
                    schedule.workflow,
                    version: schedule.version,
                    among: surroundings.workflows
                )
            } catch {
                fail(schedule, error)
            }
        }
        var answers: [String: ScheduleCondition.Answer] = [:]
        while true {
            let good = schedules.filter { schedule in !problems.contains { $0.schedule == schedule.id } }
            let plan = LedgerPlan(good, state: state, now: turn.now, wall: wall, answers: answers)
            let asked = plan.asked
            for schedule in asked {
                do { answers[schedule.id] = try await probe(schedule) } catch { fail(schedule, error) }
            }
            if !asked.isEmpty { continue }
            do {
                return Judged(
                    plan: plan,
                    decisions: try decisions(plan, turn, types),
                    problems: problems
                )
            } catch let error as TooLong {
                fail(error.schedule, Complaint(.configuration, error.description))
            }
        }
    }

    private func probe(_ schedule: Schedule) async throws -> ScheduleCondition.Answer {
        guard let condition = schedule.condition else { return .init(holds: true, reason: "") }
        let probe = ConditionProbe(
            service: surroundings.service,
            domain: surroundings.domain,
            folder: surroundings.folder,
            variables: ["MARTLET_ENV": surroundings.environment]
        )
        return try await probe.answer(condition, schedule: schedule.id)
    }

    /// An input that is too long for the service.
    private struct TooLong: Error, CustomStringConvertible {
        var schedule: Schedule
        var length: Int
        var description: String {
            "the input has \(length) characters, and the service takes \(Limits.dataCharacters)"
        }
    }

    private func decisions(
        _ plan: LedgerPlan,
        _ turn: CronLedger.Turn,
        _ types: [String: WorkflowType]
    ) throws -> [Decision] {
        var starts: [Decision] = []
        for part in plan.parts {
            for run in part.verdict.cancels {
                starts.append(
                    .requestCancelExternalWorkflowExecution(.init(runId: run.runId, workflowId: run.workflowId))
                )
            }
            for start in part.verdict.starts {
                guard let type = types[part.schedule.id] else { continue }
                starts.append(.startChildWorkflowExecution(try child(start, part.schedule, type)))
            }
        }
        let isQuiet = starts.isEmpty && turn.fold.outstanding.isEmpty
        return try LedgerCoding.markers(plan.entries) + starts
            + CronLedger.keeping(plan.state, turn, mayContinue: isQuiet)
    }

    private func child(
        _ start: ScheduleVerdict.Start,
        _ schedule: Schedule,
        _ type: WorkflowType
    ) throws(TooLong) -> StartChildWorkflowExecutionDecisionAttributes {
        let input = schedule.input.map {
            InputTemplate.fill(
                $0,
                schedule: schedule,
                tick: start.tick,
                previous: start.previous,
                environment: surroundings.environment
            )
        }
        if let length = input?.utf16.count, length > Limits.dataCharacters {
            throw TooLong(schedule: schedule, length: length)
        }
        return StartChildWorkflowExecutionDecisionAttributes(
            input: input,
            tagList: schedule.tags + [schedule.tag],
            taskList: TaskList(name: surroundings.taskList),
            workflowId: start.workflowId,
            workflowType: type
        )
    }

    /// What the service made of starts: the newest outcome of each.
    private func outcomes(
        of wanted: [String],
        known: LedgerFold
    ) async throws -> [String: LedgerFold.Outcome] {
        var outcomes: [String: LedgerFold.Outcome] = [:]
        var left = wanted
        for _ in 0..<Self.patience where !left.isEmpty {
            // The events that tell of it make a decision task each; in the meantime nobody but us has a reason to take it.
            guard let turn = try await ledger.turn() else { break }
            for id in left {
                let all = turn.fold.outcomes[id] ?? []
                if all.count > known.outcomes[id]?.count ?? 0, let newest = all.last { outcomes[id] = newest }
            }
            left.removeAll { outcomes[$0] != nil }
            let isSettled = turn.fold.outstanding.isEmpty
            do {
                try await ledger.answer(turn, CronLedger.keeping(turn.fold.state, turn, mayContinue: isSettled))
            } catch let fault as Fault where fault.code == .unknownResource {
                // The turn is over. What was decided holds; what became of it, the next look knows.
                break
            }
        }
        return outcomes
    }

    private func reports(_ part: LedgerPlan.Part, _ outcomes: [String: LedgerFold.Outcome]) -> [CronReport] {
        let id = part.schedule.id
        guard !part.verdict.starts.isEmpty else {
            // A wish that came to nothing is told with the schedule's own part.
            return [CronReport(schedule: id, outcome: .skipped, reason: part.verdict.reason)]
        }
        return part.verdict.starts.map { start in
            switch outcomes[start.workflowId] {
            case .refused(.workflowAlreadyRunning):
                let reason = "an execution with its workflow id is open, started by somebody else"
                return CronReport(schedule: id, outcome: .skipped, reason: reason)
            case .refused(let cause):
                let reason = "the service refused to start \(start.workflowId): \(cause.rawValue); it is tried again"
                return CronReport(schedule: id, outcome: .failed, reason: reason)
            case .started(let runId):
                return CronReport(
                    schedule: id,
                    outcome: .started(workflowId: start.workflowId, runId: runId),
                    reason: start.reason
                )
            case nil:
                return CronReport(
                    schedule: id,
                    outcome: .started(workflowId: start.workflowId, runId: nil),
                    reason: start.reason
                )
            }
        }
    }

    /// What is said of a machine whose clock is off.
    static func clockWords(_ offset: Duration) -> String {
        let length = DurationWords.text(offset < .zero ? .zero - offset : offset)
        let direction = offset < .zero ? "ahead of" : "behind"
        return "the clock of this machine is \(length) \(direction) the service's; the service's counts"
    }
}
