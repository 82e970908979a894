import AppSettings
public import CommandSupport
import SWFClient
import SWFModel
import ServiceSupport

/// Says in one line whether an environment works, for a monitor that looks from outside.
public struct HealthProgram: Sendable {
    /// How much is too much.
    public var limits: HealthReport.Limits
    /// Work that must complete from time to time.
    public var heartbeats: [HealthReport.Heartbeat]
    /// How long the service may take for all its answers.
    public var patience: Duration
    /// Whether to write JSON.
    public var json: Bool

    /// Prepares to look.
    public init(
        limits: HealthReport.Limits,
        heartbeats: [HealthReport.Heartbeat],
        patience: Duration,
        json: Bool
    ) {
        self.limits = limits
        self.heartbeats = heartbeats
        self.patience = patience
        self.json = json
    }

    /// Looks, and tells; `closedOtherwise`, which is 2, when something is not well.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let crew = MachineCrew(program.settings)
        let spaces = Machine.spaces(program.settings, runFolder: crew.folder)
        let report = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            await look(service, program, crew, spaces)
        }
        if json { try program.terminal.print(json: report) } else { program.terminal.print(report.line) }
        return report.isWell ? .ok : .closedOtherwise
    }

    /// What cannot be asked becomes a part of the report: a monitor wants one line in any case.
    private func look(
        _ service: RemoteWorkflowService,
        _ program: Program,
        _ crew: MachineCrew,
        _ spaces: [DiskSpace]
    ) async -> HealthReport {
        let sight = ServiceSight(service: service, domain: program.settings.domain)
        var report: HealthReport
        do {
            report = try await Patience.within(patience) { try await ask(sight, service, crew) }
        } catch {
            report = HealthReport(limits: limits, time: .machine())
            report.service(answer: nil, complaint: Complaint.sentence(error))
            report.polls(crew.pools, [])
        }
        report.disk(spaces)
        return report
    }

    private func ask(
        _ sight: ServiceSight,
        _ service: RemoteWorkflowService,
        _ crew: MachineCrew
    ) async throws -> HealthReport {
        let start = ContinuousClock.now
        _ = try await sight.openCount()
        let answer = ContinuousClock.now - start
        let time = ServiceMoment.now(service)
        var report = HealthReport(limits: limits, time: time)
        report.service(answer: answer)
        let lists = crew.mark(try await sight.taskLists(crew.taskLists))
        report.polls(crew.pools, lists.filter { crew.taskLists.contains($0.id) })
        report.tasks(lists)
        report.clock(try? await ServiceMoment.drift(service, domain: sight.domain))
        for var heartbeat in heartbeats {
            // Further back than may be, to say when it was when it is late.
            let since = time.now + (.zero - heartbeat.maximumAge * 10)
            let infos = try await sight.closed(since: since, workflow: heartbeat.workflow, limit: 100)
            heartbeat.completed = infos.first { $0.closeStatus == .completed }?.closeTimestamp
            report.heartbeat(heartbeat)
        }
        return report
    }
}
