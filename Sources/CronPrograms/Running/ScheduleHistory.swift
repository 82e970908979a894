import SWFModel
import Schedules
import ServiceSupport

/// Asks the service for runs: those of a schedule that the ledger does not know yet, and what became of those that it does.
struct ScheduleHistory: Sendable {
    let service: any SimpleWorkflowService
    let domain: String

    /// How many closed runs are read at most, when none of them completed.
    private static let deepest = 1000
    private static let pageSize = 100

    /// The open runs, and the closed ones back to the latest that completed.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func runs(of schedule: Schedule) async throws -> [KnownRun] {
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let tag = TagFilter(tag: schedule.tag)
        let open = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: domain,
                maximumPageSize: Self.pageSize,
                startTimeFilter: ever,
                tagFilter: tag
            )
        )
        var runs = open.executionInfos.map(Self.run)
        var page: String?
        repeat {
            let closed = try await service.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: Self.pageSize,
                    nextPageToken: page,
                    startTimeFilter: ever,
                    tagFilter: tag
                )
            )
            runs += closed.executionInfos.map(Self.run)
            page = closed.nextPageToken
        } while page != nil && !runs.contains { $0.closeStatus == .completed } && runs.count < Self.deepest
        return runs
    }

    /// Brings runs that the state has as open up to date, where the ledger's own history cannot tell: those that an earlier
    /// run of the ledger started.
    func refresh(_ state: inout LedgerState, _ fold: LedgerFold) async throws {
        for schedule in state.schedules {
            for run in schedule.open where !fold.outstanding.contains(run.workflowId) {
                let isOurs = fold.outcomes[run.workflowId]?.contains { outcome in
                    if case .started(let runId) = outcome { runId == run.runId } else { false }
                }
                if isOurs == true { continue }
                guard let known = try await find(run) else {
                    state[schedule.id]?.close(run, as: nil)
                    continue
                }
                if let status = known.closeStatus { state[schedule.id]?.close(run, as: status) }
            }
        }
    }

    /// A run as the service knows it now; nil when it does not any more.
    private func find(_ run: StartedRun) async throws -> KnownRun? {
        guard let runId = run.runId else {
            let finder = ExecutionFinder(service: service, domain: domain)
            guard let execution = try? await finder.find(run.workflowId, run: nil) else { return nil }
            return try await describe(execution)
        }
        return try await describe(WorkflowExecution(runId: runId, workflowId: run.workflowId))
    }

    private func describe(_ execution: WorkflowExecution) async throws -> KnownRun? {
        do {
            return Self.run(
                try await service.describeWorkflowExecution(
                    DescribeWorkflowExecutionInput(domain: domain, execution: execution)
                ).executionInfo
            )
        } catch let fault as Fault where fault.code == .unknownResource {
            return nil
        }
    }

    private static func run(_ info: WorkflowExecutionInfo) -> KnownRun {
        KnownRun(
            workflowId: info.execution.workflowId,
            runId: info.execution.runId,
            startedAt: info.startTimestamp,
            closeStatus: info.executionStatus == .open ? nil : (info.closeStatus ?? .completed)
        )
    }
}
