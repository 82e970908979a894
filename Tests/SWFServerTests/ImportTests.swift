import Engine
import Logging
import MartletTesting
import SWFClient
import SWFModel
import SWFWire
import Testing

@testable import SWFServer

/// Martlet's own action over a real connection.
@Suite(.timeLimit(.minutes(10))) struct ImportTests {
    private static let execution = WorkflowExecution(runId: "r", workflowId: "w")

    /// An open execution with so many signals of the largest input.
    private static func events(_ signals: Int) -> [HistoryEvent] {
        var events = HistoryBuilder.started("W", at: ManualClock().now).events
        for _ in 0..<signals {
            events.append(
                HistoryEvent(
                    eventId: events.count + 1,
                    eventTimestamp: events[1].eventTimestamp,
                    attributes: .workflowExecutionSignaled(
                        .init(
                            externalInitiatedEventId: 0,
                            input: String(repeating: "x", count: Limits.dataCharacters),
                            signalName: "s"
                        )
                    )
                )
            )
        }
        return events
    }

    private func input(_ events: ArraySlice<HistoryEvent>, isLast: Bool) -> ImportWorkflowExecutionInput {
        ImportWorkflowExecutionInput(domain: "d", events: Array(events), execution: Self.execution, isLast: isLast)
    }

    @Test func `a history that is larger than a request comes in parts`() async throws {
        try await TestCluster.run { cluster in
            let engine = cluster.engine
            try await engine.registerDomain(.init(name: "d", workflowExecutionRetentionPeriodInDays: "1"))
            try await engine.registerWorkflowType(.init(domain: "d", name: "W", version: "1"))
            cluster.clock.advance(by: .seconds(60))
            let events = Self.events(60)
            try await withServer(engine) { server in
                try await server.withClient { client in
                    let whole = await #expect(throws: ClientError.self) {
                        try await client.importWorkflowExecution(self.input(events[...], isLast: true))
                    }
                    #expect(whole?.message.contains("larger than 1048576 bytes") == true)
                    for start in [0, 16, 32, 48] {
                        let end = min(start + 16, events.count)
                        let isLast = start == 48
                        let part = events[start..<(isLast ? events.count : end)]
                        let answer = try await client.importWorkflowExecution(self.input(part, isLast: isLast))
                        #expect(answer.executionStatus == (isLast ? .open : nil))
                        #expect(answer.eventCount == (isLast ? events.count : end))
                    }
                    let detail = try await client.describeWorkflowExecution(
                        .init(domain: "d", execution: Self.execution)
                    )
                    #expect(detail.executionInfo.executionStatus == .open)
                }
            }
        }
    }

    @Test func `a service that takes no executions over has no such action`() async throws {
        let service = StubService()
        try await withServer(service) { server in
            try await server.withClient { client in
                let fault = await #expect(throws: Fault.self) {
                    try await client.importWorkflowExecution(input(Self.events(0)[...], isLast: true))
                }
                #expect(fault?.code == .unknownOperation)
            }
        }
        #expect(service.calls.isEmpty)
    }

    @Test(arguments: [
        (#"{"domain":"d","events":[]}"#, "'execution'"),
        (#"{"events":[],"execution":{"runId":"r","workflowId":"w"}}"#, "'domain'"),
        (
            #"{"domain":"d","events":[{"eventId":1}],"execution":{"runId":"r","workflowId":"w"}}"#,
            "'events.1.member.eventType'"
        ),
        (#"{"domain":"d","events":{},"execution":{"runId":"r","workflowId":"w"}}"#, "Start of structure"),
        (
            #"{"domain":"d","events":[{"eventId":1,"eventTimestamp":1,"eventType":"TimerFired"}],"execution":{"runId":"r","workflowId":"w"}}"#,
            "cannot be read"
        ),
        (
            #"{"domain":"d","events":[],"execution":{"runId":"r","workflowId":"w"},"isLast":"yes"}"#,
            "class java.lang.String"
        ),
    ])
    func `a body that is no part of a history is refused before anything else`(body: String, words: String) throws {
        let fault = #expect(throws: Fault.self) {
            _ = try ServiceRequest(.administration(.importWorkflowExecution), body: Array(body.utf8))
        }
        #expect([.validation, .serialization].contains(fault?.code))
        #expect(fault?.message?.contains(words) == true, "\(String(describing: fault))")
    }
}
