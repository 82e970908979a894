import AppSettings
import Deploys
import Logging
import SWFClient
import SWFModel
import Schedules
import ServiceSupport

/// Reads what decides whether a moment is a quiet one: the schedules, what they started, and the open work.
struct WindowReading: Sendable {
    var settings: Settings
    var logger: Logger

    /// How many of the last runs of a schedule tell how long they take.
    static let runs = 20
    /// How long the runs of a schedule are taken to last of which none has been seen yet.
    static let assumed = Duration.seconds(600)

    /// Judges a moment.
    ///
    /// - Parameters:
    ///   - moment: The moment.
    ///   - isNow: Whether open work counts: of another moment nobody knows it.
    ///   - clock: How moments are told.
    /// - Throws: `SettingsError` for the file of schedules; `Fault`, and what the service's client throws when no answer came.
    func window(at moment: Timestamp, isNow: Bool, clock: (Timestamp) -> String) async throws -> DeployWindow {
        let schedules =
            try ScheduleFile.find(settings)?.schedules(of: settings.environment, among: settings.environments) ?? []
        return try await ServiceAccess.with(settings, logger: logger) { service in
            var runs: [DeployWindow.Run] = []
            var state = LedgerState()
            for schedule in schedules {
                let known = try await self.runs(of: schedule, service)
                runs += Self.expected(schedule, known, at: moment, isNow: isNow)
                let all = known.map {
                    KnownRun(
                        workflowId: $0.execution.workflowId,
                        runId: $0.execution.runId,
                        startedAt: $0.startTimestamp,
                        closeStatus: $0.executionStatus == .open ? nil : $0.closeStatus ?? .completed
                    )
                }
                state[schedule.id] = ScheduleState.newcomer(schedule, runs: all, now: moment)
            }
            return DeployWindow(
                at: moment,
                starts: Upcoming.starts(of: schedules, state: state, after: moment).map {
                    DeployWindow.Start(schedule: $0.schedule, at: $0.due)
                },
                runs: runs,
                openTasks: isNow ? try await OpenWork(service: service, domain: settings.domain).activityTasks() : nil,
                clock: clock
            )
        }
    }

    /// What a schedule started that may still run at a moment: now, what is open; at another moment, the run of the last tick
    /// before it, for as long as such runs took.
    static func expected(
        _ schedule: Schedule,
        _ runs: [WorkflowExecutionInfo],
        at moment: Timestamp,
        isNow: Bool
    ) -> [DeployWindow.Run] {
        let took = runs.compactMap { run in run.closeTimestamp.map { $0 - run.startTimestamp } }
        let longest = took.max() ?? assumed
        func run(_ start: Timestamp) -> DeployWindow.Run {
            DeployWindow.Run(schedule: schedule.id, since: start, until: start + longest)
        }
        guard isNow else { return schedule.latestTick(atOrBefore: moment).map { [run(schedule.due($0))] } ?? [] }
        return runs.filter { $0.executionStatus == .open }.map { info in
            var run = run(info.startTimestamp)
            // It takes longer than any before it.
            if let until = run.until, until <= moment { run.until = nil }
            return run
        }
    }

    /// The open runs of a schedule, and the last closed ones.
    private func runs(
        of schedule: Schedule,
        _ service: any SimpleWorkflowService
    ) async throws -> [WorkflowExecutionInfo] {
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let tag = TagFilter(tag: schedule.tag)
        let open = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: settings.domain,
                maximumPageSize: Self.runs,
                startTimeFilter: ever,
                tagFilter: tag
            )
        )
        let closed = try await service.listClosedWorkflowExecutions(
            ListClosedWorkflowExecutionsInput(
                domain: settings.domain,
                maximumPageSize: Self.runs,
                startTimeFilter: ever,
                tagFilter: tag
            )
        )
        return open.executionInfos + closed.executionInfos
    }
}
