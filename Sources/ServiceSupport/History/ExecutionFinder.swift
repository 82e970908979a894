import CommandSupport
public import SWFModel

/// Finds the run that somebody means by a workflow id.
public struct ExecutionFinder: Sendable {
    private let service: any SimpleWorkflowService
    private let domain: String

    /// Looks in a domain.
    public init(service: any SimpleWorkflowService, domain: String) {
        self.service = service
        self.domain = domain
    }

    /// The run with that id, or the open run, or the newest closed one.
    ///
    /// - Throws: ``Complaint`` (usage) when the domain knows no such workflow id; `Fault`.
    public func find(_ workflowId: String, run: String?) async throws -> WorkflowExecution {
        if let run { return WorkflowExecution(runId: run, workflowId: workflowId) }
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let filter = WorkflowExecutionFilter(workflowId: workflowId)
        let open = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(
                domain: domain,
                executionFilter: filter,
                maximumPageSize: 1,
                startTimeFilter: ever
            )
        )
        if let info = open.executionInfos.first { return info.execution }
        let closed = try await service.listClosedWorkflowExecutions(
            ListClosedWorkflowExecutionsInput(
                domain: domain,
                executionFilter: filter,
                maximumPageSize: 1,
                startTimeFilter: ever
            )
        )
        if let info = closed.executionInfos.first { return info.execution }
        throw Complaint(.usage, "The domain \(domain) knows no execution with the workflow id \(workflowId).")
    }
}
