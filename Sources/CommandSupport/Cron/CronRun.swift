public import AppSettings
import Martlet
public import SWFModel
import SWFWire

/// One tick of cron: looks at every schedule once, starts what is due, and says why each was or was not started.
///
/// The service's clock decides, not the machine's: the moment is that of the lease (``CronLease``), which the service
/// stamped. Nothing is started without the lease.
public struct CronRun: Sendable {
    private let service: any SimpleWorkflowService
    private let starter: Starter
    private let domain: String
    private let schedules: [Settings.Schedule]
    private let workflows: [WorkflowType]
    private let identity: String
    private let moment: Timestamp?

    /// Prepares a tick.
    ///
    /// - Parameters:
    ///   - workflows: The workflow types that this build knows, for schedules that name no version.
    ///   - identity: Who holds the lease: at most 256 characters.
    ///   - now: A moment to take instead of the service's, for tests and for trying schedules out.
    public init(
        service: any SimpleWorkflowService,
        domain: String,
        taskList: String,
        schedules: [Settings.Schedule],
        workflows: [WorkflowType],
        identity: String,
        now: Timestamp? = nil
    ) {
        self.service = service
        starter = Starter(service: service, domain: domain, taskList: taskList)
        self.domain = domain
        self.schedules = schedules
        self.workflows = workflows
        self.identity = identity
        moment = now
    }

    /// Sees to every schedule.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came, when not even the lease could be
    ///   taken. A problem with one schedule is in its report and stops no other.
    public func run() async throws -> [CronReport] {
        var reports: [CronReport] = []
        var ready: [(schedule: Settings.Schedule, rule: ScheduleRule)] = []
        for schedule in schedules {
            do {
                ready.append((schedule, try ScheduleRule(schedule)))
            } catch {
                reports.append(CronReport(schedule: schedule.id, outcome: .failed, reason: error.description))
            }
        }
        guard !ready.isEmpty else { return reports }
        guard let lease = try await CronLease.take(service, domain: domain, identity: identity) else {
            let reason = "another cron of the domain \(domain) is at work"
            return reports + [CronReport(schedule: "cron", outcome: .skipped, reason: reason)]
        }
        let clock = ContinuousClock()
        let start = clock.now
        for (schedule, rule) in ready {
            let spent = clock.now - start
            guard spent < .seconds(CronLease.seconds * 3 / 4) else {
                let reason = "the lease is nearly over after \(DurationWords.text(spent)); the next tick sees to it"
                reports.append(CronReport(schedule: schedule.id, outcome: .failed, reason: reason))
                continue
            }
            reports.append(await see(to: schedule, rule, now: moment ?? lease.takenAt + spent))
        }
        let ledger = (try? AWSJSON.encode(reports)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        try await lease.release(ledger: ledger)
        return reports
    }

    private func see(to schedule: Settings.Schedule, _ rule: ScheduleRule, now: Timestamp) async -> CronReport {
        do {
            let runs = try await ScheduleHistory(service: service, domain: domain).runs(of: rule)
            switch ScheduleDecision.decide(rule, runs: runs, now: now) {
            case .skip(let reason): return CronReport(schedule: rule.id, outcome: .skipped, reason: reason)
            case .start(let workflowId, let reason):
                let execution = try await start(schedule, rule, workflowId)
                return CronReport(schedule: rule.id, outcome: .started(execution), reason: reason)
            }
        } catch let fault as Fault where fault.code == .workflowExecutionAlreadyStarted {
            let reason = "an execution with its workflow id is open, started by somebody else"
            return CronReport(schedule: rule.id, outcome: .skipped, reason: reason)
        } catch {
            return CronReport(schedule: rule.id, outcome: .failed, reason: Complaint.sentence(error))
        }
    }

    private func start(
        _ schedule: Settings.Schedule,
        _ rule: ScheduleRule,
        _ workflowId: String
    ) async throws -> WorkflowExecution {
        let type = try KnownWorkflow.find(schedule.workflow, version: schedule.version, among: workflows)
        return try await starter.start(
            type,
            input: schedule.input,
            workflowId: workflowId,
            tags: schedule.tags + [rule.tag]
        )
    }
}
