public import SWFModel
public import SWFWire
import Storage
import Synchronization
import WorkflowCore

extension WorkflowEngine {
    /// Reads the event history of an execution, page by page.
    public func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        try await getWorkflowExecutionHistoryEncoded(input).decoded()
    }

    /// Reads the event history of an execution as ready JSON (swf-spec.md 2.4.26).
    public func getWorkflowExecutionHistoryEncoded(
        _ input: GetWorkflowExecutionHistoryInput
    ) async throws
        -> EncodedHistory
    {
        try enter(.getWorkflowExecutionHistory, input)
        let (id, unknown) = try await locate(input.domain, input.execution)
        try enter(.getWorkflowExecutionHistory, ofRun: id)
        let now = clock.now
        let next: EventId?
        switch try PageToken.open(for: input, by: seal, now: now) {
        case nil: next = nil
        case .history(id, let position): next = position
        default: throw Fault.invalidToken
        }
        let last = try await shownState(of: id, unknown: unknown).lastEventId
        let page = try await historyPage(
            of: id,
            in: 1...max(last, 1),
            next: next,
            reverse: input.reverseOrder ?? false,
            size: pageSize(input.maximumPageSize),
            unknown: unknown
        )
        return EncodedHistory(
            events: page.events,
            nextPageToken: try page.next.map { next in
                let position = PageToken.Position.history(executionId: id, next: next)
                return try PageToken.sealed(
                    position,
                    for: input,
                    by: seal,
                    now: now,
                    limits: configuration.limits
                )
            }
        )
    }

    /// Cuts a page out of committed events.
    ///
    /// - Parameters:
    ///   - range: The events of the whole result.
    ///   - next: The event that the page begins with; nil for the first page.
    ///   - unknown: What is thrown when the execution was deleted since it was found.
    /// - Returns: The events, and the event that the next page begins with.
    func historyPage(
        of id: Int,
        in range: ClosedRange<EventId>,
        next: EventId?,
        reverse: Bool,
        size: Int,
        unknown: Fault
    ) async throws -> (events: EncodedEvents, next: EventId?) {
        let wanted: ClosedRange<EventId>
        let following: EventId?
        if reverse {
            let high = min(next ?? range.upperBound, range.upperBound)
            let low = max(range.lowerBound, high - size + 1)
            guard low <= high else { return (EncodedEvents(), nil) }
            wanted = low...high
            following = low > range.lowerBound ? low - 1 : nil
        } else {
            let low = max(next ?? range.lowerBound, range.lowerBound)
            let high = min(range.upperBound, low + size - 1)
            guard low <= high else { return (EncodedEvents(), nil) }
            wanted = low...high
            following = high < range.upperBound ? high + 1 : nil
        }
        let chunks = try await chunks(of: id, in: wanted)
        guard let first = chunks.first, let last = chunks.last, first.first <= wanted.lowerBound,
            last.last >= wanted.upperBound
        else { throw unknown }
        return (Self.splice(chunks, wanted, reverse: reverse), following)
    }

    /// The chunks that hold a range of committed events, from memory when they are there.
    private func chunks(of id: Int, in range: ClosedRange<EventId>) async throws -> [EventChunk] {
        let held = state.withLock { state -> [EventChunk]? in
            guard let tail = state.residents[id]?.tail, let first = tail.first, first.first <= range.lowerBound,
                let last = tail.last, last.last >= range.upperBound
            else { return nil }
            return tail.filter { $0.last >= range.lowerBound && $0.first <= range.upperBound }
        }
        if let held { return held }
        return try await read { try await self.store.events(of: id, in: range) }
    }

    /// Joins the wanted events; whole chunks are taken over as they are.
    private static func splice(_ chunks: [EventChunk], _ wanted: ClosedRange<EventId>, reverse: Bool) -> EncodedEvents {
        var events = EncodedEvents()
        for chunk in reverse ? chunks.reversed() : chunks {
            let isWhole = chunk.first >= wanted.lowerBound && chunk.last <= wanted.upperBound
            if isWhole, !reverse || chunk.count == 1 {
                var json = chunk.lines
                for index in json.indices where json[index] == UInt8(ascii: "\n") { json[index] = UInt8(ascii: ",") }
                events.append(json: json, count: chunk.count)
                continue
            }
            let numbered = zip(chunk.first..., chunk.events).filter { wanted.contains($0.0) }
            for (_, event) in reverse ? numbered.reversed() : numbered {
                events.append(json: Array(event), count: 1)
            }
        }
        return events
    }
}
