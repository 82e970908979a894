import Logging
public import SWFClient
public import SWFModel
public import SWFWire
import Testing

@testable import SWFServer

/// Our client and our server, with a real connection between them: what goes in on one side comes out on the other.
@Suite(.timeLimit(.minutes(10))) struct RoundTripTests {
    @Test func `every action arrives as it was sent, and so does its answer`() async throws {
        let service = StubService()
        try await withServer(service) { server in
            try await server.withClient { client in
                for operation in SWFModel.Operation.allCases {
                    let input = Sample.json(operation.inputShape)
                    let output = try await Dispatcher.perform(authorized(operation, input, for: client))
                    #expect(service.calls.last?.operation == operation)
                    #expect(service.calls.last.map { String(decoding: $0.input, as: UTF8.self) } == input)
                    let expected = operation.outputShape.map { Sample.json($0) } ?? ""
                    let text = String(decoding: output, as: UTF8.self)
                    #expect(text.replacing(#""previousStartedEventId":0,"#, with: "") == expected)
                }
            }
        }
        #expect(service.calls.count == 39)
    }

    @Test(arguments: Fault.Code.allCases.filter { ![.throttling, .internalFailure, .serviceUnavailable].contains($0) })
    func `every fault arrives as it was thrown`(code: Fault.Code) async throws {
        let fault = Fault(code, "Ünknown \"thing\": a/b\n")
        try await withServer(StubService { _ in throw fault }) { server in
            try await server.withClient { client in
                await #expect(throws: fault) { try await client.deprecateDomain(DeprecateDomainInput(name: "a")) }
            }
        }
    }

    @Test func `a request that is too large is told in a sentence`() async throws {
        try await withServer(StubService(), configuration: .init(maximumRequestBytes: 64 * 1024)) { server in
            try await server.withClient { client in
                let input = StartWorkflowExecutionInput(
                    domain: "a",
                    input: String(repeating: "\u{0}", count: 32_768),
                    workflowId: "w",
                    workflowType: WorkflowType(name: "t", version: "1")
                )
                let error = await #expect(throws: ClientError.self) { try await client.startWorkflowExecution(input) }
                #expect(error?.code == .badAnswer)
                #expect(error?.message.contains("larger than 65536 bytes") == true)
            }
        }
    }

    @Test func `a poll whose task is cancelled is cancelled in the server`() async throws {
        let parked = Signal()
        let cancelled = Signal()
        let service = StubService { _ in
            parked.send()
            do { try await Signal().wait() } catch { cancelled.send() }
            return nil
        }
        try await withServer(service) { server in
            try await server.withClient { client in
                let input = PollForDecisionTaskInput(domain: "a", taskList: TaskList(name: "l"))
                let poll = Task { try await client.pollForDecisionTask(input) }
                try await parked.wait()
                poll.cancel()
                try await cancelled.wait()
                await #expect(throws: CancellationError.self) { try await poll.value }
            }
        }
    }
}

/// Lets the server's own table drive the client: JSON of an input in, JSON of the output back.
extension RemoteWorkflowService: WireServer.Served {
    /// Nothing of what the client's own service knows.
    public func domain(ofTaskToken token: String) -> String? { nil }
    /// As if there were none.
    public func kind(ofTaskToken token: String) -> TaskKind? { nil }
    /// Nothing either.
    public func domain(ofResource arn: String) -> String? { nil }

    /// The task that came, its events written again.
    public func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask? {
        try await pollForDecisionTask(input).map { try EncodedDecisionTask($0) }
    }

    /// The page that came, its events written again.
    public func getWorkflowExecutionHistoryEncoded(
        _ input: GetWorkflowExecutionHistoryInput
    ) async throws -> EncodedHistory {
        let history = try await getWorkflowExecutionHistory(input)
        return EncodedHistory(events: try EncodedEvents(history.events), nextPageToken: history.nextPageToken)
    }
}
