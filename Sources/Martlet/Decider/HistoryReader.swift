/// Reads the events that a decision task is about, page by page; a page that does not come is asked for again.
struct HistoryReader: Sendable {
    let service: any SimpleWorkflowService
    let domain: String
    let pageSize: Int
    let call: ServiceCall
    let deadline: ContinuousClock.Instant

    /// The history could not be read to the point where the decision task begins.
    struct Incomplete: Error, CustomStringConvertible {
        var lastEventId: EventId
        var description: String { "the history ends at event \(lastEventId), before the decision task's own events" }
    }

    /// The events of the task itself: its first page and those that follow.
    func events(of task: DecisionTask, poll: PollForDecisionTaskInput) async throws -> [HistoryEvent] {
        var events = task.events
        var token = task.nextPageToken
        while let next = token, !next.isEmpty {
            var input = poll
            input.nextPageToken = next
            guard let page = try await read({ try await service.pollForDecisionTask(input) }) else {
                throw Incomplete(lastEventId: events.last?.eventId ?? 0)
            }
            events += page.events
            token = page.nextPageToken
        }
        return events
    }

    /// The events from the first up to, and without, the one where the task's own begin.
    func events(of execution: WorkflowExecution, before eventId: EventId) async throws -> [HistoryEvent] {
        var events: [HistoryEvent] = []
        var input = GetWorkflowExecutionHistoryInput(
            domain: domain,
            execution: execution,
            maximumPageSize: pageSize
        )
        while true {
            let page = try await read { try await service.getWorkflowExecutionHistory(input) }
            events += page.events.prefix { $0.eventId < eventId }
            if events.last?.eventId == eventId - 1 { return events }
            guard let token = page.nextPageToken, !token.isEmpty else {
                // Amazon SWF promises no more than that a history read is right in the end.
                throw Incomplete(lastEventId: events.last?.eventId ?? 0)
            }
            input.nextPageToken = token
        }
    }

    private func read<Value: Sendable>(_ page: () async throws -> Value) async throws -> Value {
        switch await call.repeated("Reading the history", until: deadline, page) {
        case .answered(let value): return value
        case .refused(let fault): throw fault
        case .givenUp(let error): throw error
        }
    }
}
