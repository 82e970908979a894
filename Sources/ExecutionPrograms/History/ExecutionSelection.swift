import CommandSupport
public import SWFModel
import Schedules

/// Which executions somebody wants to see.
public struct ExecutionSelection: Hashable, Sendable {
    /// Whether open ones are wanted.
    public var open = true
    /// Whether closed ones are wanted.
    public var closed = true
    /// Only this workflow id.
    public var workflowId: String?
    /// Only this workflow, of any version.
    public var workflow: String?
    /// Only with this tag.
    public var tag: String?
    /// Only those that closed so.
    public var status: CloseStatus?
    /// Only those that started so recently; all that the service keeps when nil.
    public var since: Duration?
    /// How many of each, open and closed, at most.
    public var limit = 50

    /// Selects everything.
    public init() {}

    /// Why the selection cannot be asked for, as the service takes one filter at a time; nil when it can.
    public var problem: String? {
        let filters = [workflowId, workflow, tag].compactMap { $0 }.count
        if filters + (status == nil ? 0 : 1) > 1 {
            return "The service selects by one of --id, --workflow, --tag and --status at a time."
        }
        return limit < 1 ? "--limit must be at least 1." : nil
    }

    /// Asks the service, page after page.
    ///
    /// Cron's own executions are left out unless they are asked for by name: they are not the user's work.
    package func executions(service: any SimpleWorkflowService, domain: String) async throws -> [WorkflowExecutionInfo]
    {
        let oldest = since.map { MachineClock.now + (.zero - $0) }
        let time = ExecutionTimeFilter(oldestDate: oldest ?? Timestamp(milliseconds: 0))
        let byId = workflowId.map { WorkflowExecutionFilter(workflowId: $0) }
        let byType = workflow.map { WorkflowTypeFilter(name: $0) }
        let byTag = tag.map { TagFilter(tag: $0) }
        var found: [WorkflowExecutionInfo] = []
        if open, status == nil {
            found += try await collect { page in
                try await service.listOpenWorkflowExecutions(
                    ListOpenWorkflowExecutionsInput(
                        domain: domain,
                        executionFilter: byId,
                        maximumPageSize: min(1000, 2 * limit),
                        nextPageToken: page,
                        startTimeFilter: time,
                        tagFilter: byTag,
                        typeFilter: byType
                    )
                )
            }
        }
        if closed {
            found += try await collect { page in
                try await service.listClosedWorkflowExecutions(
                    ListClosedWorkflowExecutionsInput(
                        closeStatusFilter: status.map { CloseStatusFilter(status: $0) },
                        domain: domain,
                        executionFilter: byId,
                        maximumPageSize: min(1000, 2 * limit),
                        nextPageToken: page,
                        startTimeFilter: time,
                        tagFilter: byTag,
                        typeFilter: byType
                    )
                )
            }
        }
        return found
    }

    private func collect(
        _ read: (_ page: String?) async throws -> WorkflowExecutionInfos
    ) async throws -> [WorkflowExecutionInfo] {
        let own = LedgerNote.ownNames
        let showsOwn = workflow.map(own.contains) ?? workflowId.map(own.contains) ?? false
        var found: [WorkflowExecutionInfo] = []
        var page: String?
        repeat {
            let infos = try await read(page)
            found += infos.executionInfos.filter { showsOwn || !own.contains($0.workflowType.name) }
            page = infos.nextPageToken
        } while page != nil && found.count < limit
        return Array(found.prefix(limit))
    }
}
