import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing

@testable import Engine

/// A history that comes in parts: nothing happens before the last.
@Suite struct TakeoverPartTests {
    private static let execution = WorkflowExecution(runId: "r", workflowId: "w")

    private static func events(_ count: Int, input: String? = nil) -> [HistoryEvent] {
        var events: [HistoryEvent] = HistoryBuilder.started("Pipeline", at: ManualClock().now).events
        while events.count < count {
            events.append(
                HistoryEvent(
                    eventId: events.count + 1,
                    eventTimestamp: events[1].eventTimestamp,
                    attributes: .workflowExecutionSignaled(
                        .init(externalInitiatedEventId: 0, input: input, signalName: "s")
                    )
                )
            )
        }
        return events
    }

    private func send(
        _ events: ArraySlice<HistoryEvent>,
        isLast: Bool,
        of execution: WorkflowExecution = execution,
        to rig: EngineByHand
    ) async throws -> ImportWorkflowExecutionOutput {
        try await rig.engine.importWorkflowExecution(
            .init(domain: Session.domain, events: Array(events), execution: execution, isLast: isLast)
        )
    }

    /// The histories of this suite begin a second after the clock of a new rig.
    private func rig() async throws -> EngineByHand {
        let rig = try await EngineByHand()
        rig.clock.advance(by: .seconds(60))
        return rig
    }

    @Test func `parts in order are one history, and only the last one does anything`() async throws {
        let rig = try await rig()
        let events = Self.events(9)
        #expect(try await send(events[0..<4], isLast: false, to: rig) == .init(eventCount: 4))
        #expect(try await send(events[4..<7], isLast: false, to: rig) == .init(eventCount: 7))
        #expect(try await rig.store.contents().openExecutions.isEmpty)
        #expect(try await send(events[7...], isLast: true, to: rig) == .init(eventCount: 9, executionStatus: .open))
        #expect(try await rig.session.pagedHistory(Self.execution) == events)
    }

    @Test func `a part that comes twice is passed over, one that is missing is missed, and event 1 begins anew`()
        async throws
    {
        let rig = try await rig()
        let events = Self.events(9)
        _ = try await send(events[0..<4], isLast: false, to: rig)
        #expect(try await send(events[2..<4], isLast: false, to: rig).eventCount == 4)
        let gap = await fault { _ = try await send(events[5...], isLast: true, to: rig) }
        #expect(gap?.message == "The part begins at event 6, and event 5 is expected: begin again with event 1.")
        #expect(try await send(events[0..<2], isLast: false, to: rig).eventCount == 2)
        #expect(try await send(events[2...], isLast: true, to: rig).executionStatus == .open)
    }

    @Test func `a part of nothing, or of a history that nobody began, is refused`() async throws {
        let rig = try await rig()
        #expect(await fault { _ = try await send([], isLast: true, to: rig) }?.code == .validation)
        let late = await fault { _ = try await send(Self.events(9)[4...], isLast: true, to: rig) }
        #expect(late?.message == "The part begins at event 5, and event 1 is expected: begin again with event 1.")
    }

    @Test func `what nobody goes on with is forgotten, and few are under way at a time`() async throws {
        let rig = try await rig()
        let events = Self.events(9)
        for index in 0..<PendingTakeovers.limit {
            let other = WorkflowExecution(runId: "r\(index)", workflowId: "w\(index)")
            _ = try await send(events[0..<4], isLast: false, of: other, to: rig)
        }
        let full = await fault { _ = try await send(events[0..<4], isLast: false, to: rig) }
        #expect(full?.code == .limitExceeded)
        // One that goes on, and one that needs no place, are not held up by it.
        let first = WorkflowExecution(runId: "r0", workflowId: "w0")
        #expect(try await send(events[4..<6], isLast: false, of: first, to: rig).eventCount == 6)
        #expect(try await send(events[...], isLast: true, to: rig).executionStatus == .open)
        rig.clock.advance(by: .seconds(301))
        let other = WorkflowExecution(runId: "r", workflowId: "v")
        #expect(try await send(events[0..<4], isLast: false, of: other, to: rig).eventCount == 4)
        let forgotten = await fault { _ = try await send(events[6...], isLast: true, of: first, to: rig) }
        #expect(forgotten?.message?.contains("event 1 is expected") == true)
    }

    @Test func `more than a history may have is not gathered`() throws {
        var pending = PendingTakeovers()
        let part = ImportWorkflowExecutionInput(
            domain: "d",
            events: Self.events(9),
            execution: Self.execution,
            isLast: false
        )
        #expect(throws: Fault.self) { try pending.take(part, bytes: 100, eventLimit: 8, uptime: .zero) }
        let full = #expect(throws: Fault.self) {
            try pending.take(part, bytes: PendingTakeovers.byteLimit + 1, eventLimit: 9, uptime: .zero)
        }
        #expect(full?.code == .limitExceeded)
        #expect(try pending.take(part, bytes: PendingTakeovers.byteLimit, eventLimit: 9, uptime: .zero).count == 9)
    }

    @Test func `an unknown domain is told with the first part`() async throws {
        let rig = try await rig()
        let refusal = await fault {
            _ = try await rig.engine.importWorkflowExecution(
                .init(domain: "nowhere", events: Self.events(3), execution: Self.execution, isLast: false)
            )
        }
        #expect(refusal?.code == .unknownResource)
    }

    @Test func `what the model does not allow is refused before anything is kept`() async throws {
        let rig = try await rig()
        let long = Self.events(3, input: String(repeating: "x", count: 32_769))
        let refusal = await fault { _ = try await send(long[...], isLast: true, to: rig) }
        #expect(refusal?.code == .validation)
        #expect(refusal?.message?.contains("events.3.member.workflowExecutionSignaledEventAttributes.input") == true)
    }
}
