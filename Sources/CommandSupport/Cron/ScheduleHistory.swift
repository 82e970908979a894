import Martlet
import SWFModel

/// Asks the service for the runs of a schedule, as far back as a decision needs them.
struct ScheduleHistory: Sendable {
    let service: any SimpleWorkflowService
    let domain: String

    /// How many closed runs are read at most, when none of them completed.
    private static let deepest = 1000
    private static let pageSize = 100

    /// The open runs, and the closed ones back to the latest that completed.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func runs(of rule: ScheduleRule) async throws -> ScheduleRuns {
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let open = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: domain,
                maximumPageSize: Self.pageSize,
                startTimeFilter: ever,
                tagFilter: TagFilter(tag: rule.tag)
            )
        )
        var runs = ScheduleRuns(open.executionInfos.map(Self.run))
        var page: String?
        repeat {
            let closed = try await service.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: Self.pageSize,
                    nextPageToken: page,
                    startTimeFilter: ever,
                    tagFilter: TagFilter(tag: rule.tag)
                )
            )
            runs.all += closed.executionInfos.map(Self.run)
            page = closed.nextPageToken
        } while page != nil && runs.completed == nil && runs.all.count < Self.deepest
        return runs
    }

    private static func run(_ info: WorkflowExecutionInfo) -> ScheduleRuns.Run {
        ScheduleRuns.Run(
            workflowId: info.execution.workflowId,
            startedAt: info.startTimestamp,
            closeStatus: info.executionStatus == .open ? nil : (info.closeStatus ?? .completed)
        )
    }
}
