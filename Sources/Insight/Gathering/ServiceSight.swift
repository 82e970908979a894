public import SWFModel
import SWFWire

/// Asks a service for what an operator wants to see: a Martlet server for all of it, Amazon SWF for what it tells.
public struct ServiceSight: Sendable {
    /// The service.
    public let service: any SimpleWorkflowService
    /// The domain.
    public let domain: String

    /// Looks at a domain.
    public init(service: any SimpleWorkflowService, domain: String) {
        self.service = service
        self.domain = domain
    }

    /// What the service tells of its task lists.
    ///
    /// - Parameter wanted: Lists to tell of in any case. Amazon SWF tells of these alone.
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    public func taskLists(_ wanted: [TaskListName]) async throws -> [TaskListFacts] {
        var seen: Set<TaskListName> = []
        let names = wanted.filter { seen.insert($0).inserted }
        if let directory = service as? any TaskListDirectory {
            do {
                let infos = try await infos(directory)
                let known = infos.map(TaskListFacts.init)
                let ids = Set(known.map(\.id))
                // A list that the server does not speak of is empty, and nobody polled it within the hour.
                return known + names.filter { !ids.contains($0) }.map { TaskListFacts($0, pollers: []) }
            } catch let error where Fault.isUnknownOperation(error) {}
        }
        var counted: [TaskListFacts] = []
        for name in names { counted.append(TaskListFacts(name, try await count(name))) }
        return counted
    }

    private func infos(_ directory: any TaskListDirectory) async throws -> [TaskListInfo] {
        var infos: [TaskListInfo] = []
        var input = ListTaskListsInput(domain: domain)
        repeat {
            let page = try await directory.listTaskLists(input)
            infos += page.taskListInfos
            input.nextPageToken = page.nextPageToken
        } while input.nextPageToken != nil
        return infos
    }

    private func count(_ list: TaskListName) async throws -> PendingTaskCount {
        let taskList = TaskList(name: list.name)
        switch list.kind {
        case .activity:
            return try await service.countPendingActivityTasks(
                CountPendingActivityTasksInput(domain: domain, taskList: taskList)
            )
        case .decision:
            return try await service.countPendingDecisionTasks(
                CountPendingDecisionTasksInput(domain: domain, taskList: taskList)
            )
        }
    }

    /// Open executions, the newest first, page after page.
    ///
    /// - Parameters:
    ///   - workflow: Only of this workflow type, of any version.
    ///   - limit: How many at most.
    public func open(workflow: String? = nil, limit: Int) async throws -> [WorkflowExecutionInfo] {
        try await pages(limit) { page, size in
            try await service.listOpenWorkflowExecutions(
                ListOpenWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: size,
                    nextPageToken: page,
                    startTimeFilter: Self.ever,
                    typeFilter: workflow.map { WorkflowTypeFilter(name: $0) }
                )
            )
        }
    }

    /// Executions that closed since a moment, the newest first, page after page.
    public func closed(
        since: Timestamp,
        status: CloseStatus? = nil,
        workflow: String? = nil,
        limit: Int
    ) async throws -> [WorkflowExecutionInfo] {
        try await pages(limit) { page, size in
            try await service.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    closeStatusFilter: status.map { CloseStatusFilter(status: $0) },
                    closeTimeFilter: ExecutionTimeFilter(oldestDate: since),
                    domain: domain,
                    maximumPageSize: size,
                    nextPageToken: page,
                    typeFilter: workflow.map { WorkflowTypeFilter(name: $0) }
                )
            )
        }
    }

    /// How many executions closed between two moments.
    public func closedCount(
        from: Timestamp,
        to: Timestamp? = nil,
        status: CloseStatus? = nil
    ) async throws -> WorkflowExecutionCount {
        try await service.countClosedWorkflowExecutions(
            CountClosedWorkflowExecutionsInput(
                closeStatusFilter: status.map { CloseStatusFilter(status: $0) },
                closeTimeFilter: ExecutionTimeFilter(latestDate: to, oldestDate: from),
                domain: domain
            )
        )
    }

    /// How many executions are open.
    public func openCount() async throws -> WorkflowExecutionCount {
        try await service.countOpenWorkflowExecutions(
            CountOpenWorkflowExecutionsInput(domain: domain, startTimeFilter: Self.ever)
        )
    }

    /// The last events of an execution, in their order.
    public func tail(of info: WorkflowExecutionInfo, length: Int) async throws -> ExecutionsCheck.Tail {
        let history = try await service.getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryInput(
                domain: domain,
                execution: info.execution,
                maximumPageSize: length,
                reverseOrder: true
            )
        )
        return ExecutionsCheck.Tail(
            execution: info.execution,
            type: info.workflowType,
            events: history.events.reversed()
        )
    }

    private static let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))

    private func pages(
        _ limit: Int,
        _ read: (_ page: String?, _ size: Int) async throws -> WorkflowExecutionInfos
    ) async throws -> [WorkflowExecutionInfo] {
        var found: [WorkflowExecutionInfo] = []
        var page: String?
        repeat {
            let infos = try await read(page, min(1000, max(1, limit - found.count)))
            found += infos.executionInfos
            page = infos.nextPageToken
        } while page != nil && found.count < limit
        return Array(found.prefix(limit))
    }
}
