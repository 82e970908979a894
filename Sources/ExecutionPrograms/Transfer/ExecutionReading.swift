import CommandSupport
import SWFModel
import ServiceSupport

/// Reads one execution whole: what DescribeWorkflowExecution says of it, and its history.
struct ExecutionReading {
    let service: any SimpleWorkflowService
    let domain: String

    /// An execution as it was at one moment.
    struct Found {
        var detail: WorkflowExecutionDetail
        var events: [HistoryEvent]
        /// Whether the two may be of different moments: the execution went on each time that it was read.
        var isMoving = false
    }

    /// How often an execution is read that goes on meanwhile.
    private static let attempts = 5

    /// Reads the history, then the description, and again both when the history went on meanwhile.
    ///
    /// - Throws: `Fault`; ``Complaint`` (unexpected) when the service gave a history with a gap.
    func read(_ execution: WorkflowExecution) async throws -> Found {
        var attempt = 1
        while true {
            let events = try await HistoryReader(service: service, domain: domain).events(of: execution)
            guard !events.isEmpty, events.enumerated().allSatisfy({ $0.element.eventId == $0.offset + 1 }) else {
                throw Complaint(.unexpected, "The service gave a history with a gap; try again.")
            }
            let detail = try await service.describeWorkflowExecution(
                DescribeWorkflowExecutionInput(domain: domain, execution: execution)
            )
            let newest = try await service.getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryInput(
                    domain: domain,
                    execution: execution,
                    maximumPageSize: 1,
                    reverseOrder: true
                )
            )
            let isStill = newest.events.first?.eventId == events.last?.eventId
            if isStill || attempt == Self.attempts { return Found(detail: detail, events: events, isMoving: !isStill) }
            attempt += 1
        }
    }
}
