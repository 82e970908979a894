public import SWFModel
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Lists open executions, the newest start first (swf-spec.md 7).
    public func listOpenWorkflowExecutions(
        _ input: ListOpenWorkflowExecutionsInput
    ) async throws
        -> WorkflowExecutionInfos
    {
        try enter(.listOpenWorkflowExecutions, input)
        let filter = try exclusiveFilter(input.executionFilter, input.typeFilter, input.tagFilter, nil)
        var query = query(input.domain, .open, start: input.startTimeFilter, filter: filter)
        query.isAscending = input.reverseOrder ?? false
        return try await page(query, of: input)
    }

    /// Lists closed executions, the newest first by the time that is filtered.
    public func listClosedWorkflowExecutions(
        _ input: ListClosedWorkflowExecutionsInput
    ) async throws
        -> WorkflowExecutionInfos
    {
        try enter(.listClosedWorkflowExecutions, input)
        let filter = try exclusiveFilter(
            input.executionFilter,
            input.typeFilter,
            input.tagFilter,
            input.closeStatusFilter
        )
        var query = try closedQuery(input.domain, start: input.startTimeFilter, close: input.closeTimeFilter, filter)
        query.isAscending = input.reverseOrder ?? false
        return try await page(query, of: input)
    }

    /// Counts open executions.
    public func countOpenWorkflowExecutions(
        _ input: CountOpenWorkflowExecutionsInput
    ) async throws
        -> WorkflowExecutionCount
    {
        try enter(.countOpenWorkflowExecutions, input)
        let filter = try exclusiveFilter(input.executionFilter, input.typeFilter, input.tagFilter, nil)
        return try await count(query(input.domain, .open, start: input.startTimeFilter, filter: filter))
    }

    /// Counts closed executions.
    public func countClosedWorkflowExecutions(
        _ input: CountClosedWorkflowExecutionsInput
    ) async throws
        -> WorkflowExecutionCount
    {
        try enter(.countClosedWorkflowExecutions, input)
        let filter = try exclusiveFilter(
            input.executionFilter,
            input.typeFilter,
            input.tagFilter,
            input.closeStatusFilter
        )
        return try await count(
            try closedQuery(input.domain, start: input.startTimeFilter, close: input.closeTimeFilter, filter)
        )
    }

    private func query(
        _ domain: String,
        _ status: ExecutionStatus,
        start: ExecutionTimeFilter,
        filter: ExecutionQuery.Filter?
    ) -> ExecutionQuery {
        ExecutionQuery(
            domain: domain,
            status: status,
            oldest: start.oldestDate,
            latest: start.latestDate,
            filter: filter
        )
    }

    private func closedQuery(
        _ domain: String,
        start: ExecutionTimeFilter?,
        close: ExecutionTimeFilter?,
        _ filter: ExecutionQuery.Filter?
    ) throws(Fault) -> ExecutionQuery {
        switch (start, close) {
        case (nil, nil):
            throw Fault(.validation, "Must specify time filter")
        case (.some, .some):
            throw Fault(.validation, "Cannot specify both a startTimeFilter and a closeTimeFilter")
        case (let range?, nil):
            return query(domain, .closed, start: range, filter: filter)
        case (nil, let range?):
            var query = query(domain, .closed, start: range, filter: filter)
            query.byCloseTime = true
            return query
        }
    }

    /// A request may have one of these filters; the message names those it has (swf-spec.md 1.7).
    private func exclusiveFilter(
        _ execution: WorkflowExecutionFilter?,
        _ type: WorkflowTypeFilter?,
        _ tag: TagFilter?,
        _ close: CloseStatusFilter?
    ) throws(Fault) -> ExecutionQuery.Filter? {
        var filters: [(name: String, filter: ExecutionQuery.Filter)] = []
        if let execution { filters.append(("WorkflowExecutionFilter", .workflowId(execution.workflowId))) }
        if let type { filters.append(("WorkflowTypeFilter", .type(name: type.name, version: given(type.version)))) }
        if let tag { filters.append(("TagFilter", .tag(tag.tag))) }
        if let close { filters.append(("CloseStatusFilter", .closeStatus(close.status))) }
        guard filters.count <= 1 else {
            let names = filters.map(\.name).joined(separator: ", ")
            throw Fault(.validation, "Cannot specify more than one exclusive filters in the same query: [\(names)]")
        }
        return filters.first?.filter
    }

    /// The query without what the domain keeps no longer; nil when it keeps nothing that is asked for.
    ///
    /// - Throws: `UnknownResourceFault` when the domain is unknown.
    private func kept(_ query: ExecutionQuery) throws(Fault) -> ExecutionQuery? {
        let domain = try state.withLock { state throws(Fault) in try state.domain(query.domain).record }
        guard query.status == .closed else { return query }
        guard domain.retentionDays > 0 else { return nil }
        var query = query
        query.closedAfter = domain.horizon(at: clock.now)
        return query
    }

    private func count(_ query: ExecutionQuery) async throws -> WorkflowExecutionCount {
        guard let query = try kept(query) else { return WorkflowExecutionCount(count: 0, truncated: false) }
        let count = try await read { try await self.store.count(query) }
        return WorkflowExecutionCount(count: count, truncated: false)
    }

    private func page(_ query: ExecutionQuery, of input: some PagedInput) async throws -> WorkflowExecutionInfos {
        let kept = try kept(query)
        var query = query
        let now = clock.now
        switch try PageToken.open(for: input, by: seal, now: now) {
        case nil: break
        case .executions(let time, let id): query.after = .init(time: Timestamp(milliseconds: time), id: id)
        default: throw Fault.invalidToken
        }
        guard let kept else { return WorkflowExecutionInfos(executionInfos: []) }
        query.closedAfter = kept.closedAfter
        let size = pageSize(input.maximumPageSize)
        // One more than the page, to know whether there is another.
        query.limit = size + 1
        let wanted = query
        let records = try await read { try await self.store.executions(wanted) }
        let page = records.prefix(size)
        guard records.count > size, let last = page.last.map(query.place) else {
            return WorkflowExecutionInfos(executionInfos: page.map(\.info))
        }
        let position = PageToken.Position.executions(time: last.time.milliseconds, id: last.id)
        return WorkflowExecutionInfos(
            executionInfos: page.map(\.info),
            nextPageToken: try PageToken.sealed(
                position,
                for: input,
                by: seal,
                now: now,
                limits: configuration.limits
            )
        )
    }
}
