import Logging
import SWFModel
import SWFWire
import ServiceLifecycle
import Testing

@testable import SWFClient

@Suite(.timeLimit(.minutes(10))) struct FailureTests {
    private static func fault(_ code: Fault.Code, _ message: String? = nil) -> ScriptedServer.Step {
        .answer(code.httpStatus, String(decoding: FaultEnvelope.encode(Fault(code, message)), as: UTF8.self))
    }

    private static let done = ScriptedServer.Step.answer(200, "")
    private static let run = ScriptedServer.Step.answer(200, #"{"runId":"r"}"#)

    @Test(arguments: Fault.Code.allCases.filter { ![.throttling, .internalFailure, .serviceUnavailable].contains($0) })
    func `what the service refuses is thrown as it is, at once`(code: Fault.Code) async throws {
        try await ScriptedServer.run([Self.fault(code, "Because.")]) { server in
            try await withClient(of: server.url) { client in
                await #expect(throws: Fault(code, "Because.")) { try await client.deprecateDomain(Inputs.deprecate) }
            }
            #expect(server.received.count == 1)
        }
    }

    @Test(arguments: [Fault.Code.throttling, .internalFailure, .serviceUnavailable])
    func `what may go away is tried four times`(code: Fault.Code) async throws {
        let waits = Waits()
        try await ScriptedServer.run(Array(repeating: Self.fault(code), count: 9)) { server in
            try await withClient(of: server.url, waits: waits) { client in
                let fault = await #expect(throws: Fault.self) { try await client.deprecateDomain(Inputs.deprecate) }
                #expect(fault?.code == code)
            }
            #expect(server.received.count == 4)
        }
        let first = code == .throttling ? 500 : 100
        #expect(waits.all == [.milliseconds(first), .milliseconds(2 * first), .milliseconds(4 * first)])
    }

    @Test(arguments: [
        ScriptedServer.Step.hangUp, .halfAnAnswer, .answer(502, "<html>Bad gateway</html>"), .answer(504, ""),
        .answer(429, ""), fault(.internalFailure), fault(.throttling), fault(.serviceUnavailable),
    ])
    func `a call goes through once the trouble is over`(trouble: ScriptedServer.Step) async throws {
        try await ScriptedServer.run([trouble, trouble, Self.run]) { server in
            try await withClient(of: server.url) { client in
                let run = try await client.startWorkflowExecution(Inputs.start)
                #expect(run.runId == "r")
            }
            #expect(server.received.count == 3)
        }
    }

    @Test(arguments: [ScriptedServer.Step.hangUp, .halfAnAnswer, fault(.internalFailure), .answer(502, "")])
    func `a signal that may have been heard is not sent again`(trouble: ScriptedServer.Step) async throws {
        try await ScriptedServer.run([trouble, Self.done]) { server in
            try await withClient(of: server.url) { client in
                await #expect(throws: (any Error).self) { try await client.signalWorkflowExecution(Inputs.signal) }
            }
            #expect(server.received.count == 1)
        }
    }

    @Test(arguments: [fault(.throttling), fault(.serviceUnavailable), .answer(429, "")])
    func `a signal that was surely not heard is sent again`(trouble: ScriptedServer.Step) async throws {
        try await ScriptedServer.run([trouble, Self.done]) { server in
            try await withClient(of: server.url) { client in
                try await client.signalWorkflowExecution(Inputs.signal)
            }
            #expect(server.received.count == 2)
        }
    }

    @Test(arguments: [ScriptedServer.Step.hangUp, fault(.internalFailure), .answer(502, "")])
    func `an import that may have been heard is not sent again`(trouble: ScriptedServer.Step) async throws {
        try await ScriptedServer.run([trouble, Self.done]) { server in
            try await withClient(of: server.url) { client in
                await #expect(throws: (any Error).self) { try await client.importWorkflowExecution(Inputs.transfer) }
            }
            #expect(server.received.count == 1)
        }
    }

    @Test(arguments: [fault(.throttling), fault(.serviceUnavailable), .answer(429, "")])
    func `an import that was surely not heard is sent again`(trouble: ScriptedServer.Step) async throws {
        let answer = ScriptedServer.Step.answer(200, #"{"eventCount":1,"executionStatus":"OPEN","notes":["n"]}"#)
        try await ScriptedServer.run([trouble, answer]) { server in
            try await withClient(of: server.url) { client in
                let output = try await client.importWorkflowExecution(Inputs.transfer)
                #expect(output == .init(eventCount: 1, executionStatus: .open, notes: ["n"]))
            }
            #expect(server.received.count == 2)
        }
    }

    @Test func `a start whose answer was lost may be told that it was heard`() async throws {
        let second = Self.fault(.workflowExecutionAlreadyStarted, "Already Started")
        try await ScriptedServer.run([.hangUp, second]) { server in
            try await withClient(of: server.url) { client in
                let fault = await #expect(throws: Fault.self) { try await client.startWorkflowExecution(Inputs.start) }
                #expect(fault?.code == .workflowExecutionAlreadyStarted)
            }
        }
    }

    @Test func `nobody there is told with the endpoint and what to look at`() async throws {
        let waits = Waits()
        // A port that was free a moment ago.
        var url = ""
        try await ScriptedServer.run([]) { url = $0.url }
        try await withClient(of: url, waits: waits) { client in
            let error = await #expect(throws: ClientError.self) {
                try await client.signalWorkflowExecution(Inputs.signal)
            }
            #expect(error?.code == .unreachable)
            #expect(
                error?.message
                    == "Cannot reach the workflow service at \(url): connection refused. Is the server running?"
            )
            #expect(error?.underlying != nil)
        }
        // Not even a signal can have been heard, so all four attempts are made.
        #expect(waits.all.count == 3)
    }

    @Test func `a host that does not exist is told`() async throws {
        try await withClient(of: "http://no-such-host.invalid:7340") { client in
            let error = await #expect(throws: ClientError.self) { try await client.listDomains(Inputs.listDomains) }
            #expect(error?.code == .unreachable)
            #expect(error?.message.contains("http://no-such-host.invalid:7340") == true)
        }
    }

    @Test func `something else that answers there is told`() async throws {
        try await ScriptedServer.run([.answer(404, "<html>Not here</html>")]) { server in
            try await withClient(of: server.url) { client in
                let error = await #expect(throws: ClientError.self) {
                    try await client.deprecateDomain(Inputs.deprecate)
                }
                #expect(error?.code == .badAnswer)
                #expect(error?.message.contains(server.url) == true)
                #expect(error?.message.contains("HTTP 404") == true)
                #expect(error?.message.contains("Not here") == true)
            }
        }
    }

    @Test func `a refusal that this client does not know is told in the words of the service`() async throws {
        let body = #"{"__type":"com.example#TooNewException","Message":"Not like this."}"#
        try await ScriptedServer.run([.answer(400, body)]) { server in
            try await withClient(of: server.url) { client in
                let error = await #expect(throws: ClientError.self) {
                    try await client.deprecateDomain(Inputs.deprecate)
                }
                #expect(error?.code == .badAnswer)
                #expect(error?.message.hasSuffix("(HTTP 400, TooNewException): Not like this.") == true)
            }
        }
    }

    @Test(arguments: ["", "{", "[]", "{}", "<html></html>"])
    func `an answer that is none of the action is told`(body: String) async throws {
        try await ScriptedServer.run([.answer(200, body)]) { server in
            try await withClient(of: server.url) { client in
                let error = await #expect(throws: ClientError.self) { try await client.listDomains(Inputs.listDomains) }
                #expect(error?.code == .badAnswer)
                #expect(error?.message.contains("ListDomains") == true)
            }
            #expect(server.received.count == 1)
        }
    }

    @Test func `a call without an answer in time is given up and tried again`() async throws {
        try await ScriptedServer.run([.silence, Self.done]) { server in
            // Long enough for the second attempt on a busy machine.
            try await withClient(of: server.url, requestTimeout: .seconds(2)) { client in
                try await client.deprecateDomain(Inputs.deprecate)
            }
            #expect(server.received.count == 2)
        }
    }

    @Test func `a poll has its own time and is given up for its loop to repeat`() async throws {
        try await ScriptedServer.run([.silence, Self.done]) { server in
            try await withClient(of: server.url, requestTimeout: .milliseconds(1), pollTimeout: .seconds(1)) {
                client in
                let error = await #expect(throws: ClientError.self) {
                    try await client.pollForActivityTask(Inputs.poll)
                }
                #expect(error?.code == .timedOut)
                #expect(error?.message.contains(server.url) == true)
            }
            #expect(server.received.count == 1)
        }
    }

    @Test func `a cancelled task leaves its poll at once and the server sees it`() async throws {
        try await ScriptedServer.run([.silence]) { server in
            try await withClient(of: server.url) { client in
                let poll = Task { try await client.pollForActivityTask(Inputs.poll) }
                for await _ in server.arrived { break }
                poll.cancel()
                await #expect(throws: CancellationError.self) { try await poll.value }
                for await _ in server.left { break }
            }
            #expect(server.received.count == 1)
        }
    }

    @Test func `a task that was cancelled before its call sends nothing`() async throws {
        try await ScriptedServer.run([Self.done]) { server in
            try await withClient(of: server.url) { client in
                let call = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await client.deprecateDomain(Inputs.deprecate)
                }
                await #expect(throws: CancellationError.self) { try await call.value }
            }
            #expect(server.received.isEmpty)
        }
    }

    @Test func `a client that was shut down says so, and a second time does nothing`() async throws {
        try await ScriptedServer.run([]) { server in
            try await withClient(of: server.url) { client in
                try await client.shutdown()
                try await client.shutdown()
                let error = await #expect(throws: ClientError.self) { try await client.listDomains(Inputs.listDomains) }
                #expect(error?.code == .shutDown)
            }
        }
    }

    @Test func `a client that nobody shut down does not stop the program`() async throws {
        try await ScriptedServer.run([Self.done]) { server in
            let client = RemoteWorkflowService(
                configuration: .init(
                    endpoint: server.url,
                    region: "us-east-1",
                    credentials: Credentials(accessKeyId: "a", secretAccessKey: "b", sessionToken: nil)
                ),
                logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
            )
            try await client.deprecateDomain(Inputs.deprecate)
        }
    }

    @Test func `as a service it ends with its group`() async throws {
        try await ScriptedServer.run([Self.done]) { server in
            try await withClient(of: server.url) { client in
                let logger = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
                let group = ServiceGroup(
                    configuration: ServiceGroupConfiguration(services: [.init(service: client)], logger: logger)
                )
                async let running: Void = group.run()
                try await client.deprecateDomain(Inputs.deprecate)
                await group.triggerGracefulShutdown()
                try await running
                let error = await #expect(throws: ClientError.self) {
                    try await client.deprecateDomain(Inputs.deprecate)
                }
                #expect(error?.code == .shutDown)
            }
        }
    }
}
