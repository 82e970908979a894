public import SWFModel

/// Reads whole histories, and goes on reading while an execution is open.
public struct HistoryReader: Sendable {
    private let service: any SimpleWorkflowService
    private let domain: String

    /// Reads in a domain.
    public init(service: any SimpleWorkflowService, domain: String) {
        self.service = service
        self.domain = domain
    }

    /// All events so far, in order, page after page.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    public func events(of execution: WorkflowExecution) async throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        var page: String?
        repeat {
            let history = try await service.getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryInput(domain: domain, execution: execution, nextPageToken: page)
            )
            events += history.events
            page = history.nextPageToken
        } while page != nil
        return events
    }
}
