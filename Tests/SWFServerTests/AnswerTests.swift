import SWFModel
import SWFWire
import Testing

@testable import SWFServer

/// The bytes of whole answers, as clients of 2012 and of today get them (swf-spec.md 1.3; swf-observed.md W2 to W5).
@Suite(.timeLimit(.minutes(10))) struct AnswerTests {
    @Test func `an action without an output is answered with an empty body`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            try await client.post("RegisterDomain", Sample.json(RegisterDomainInput.shape))
            #expect(
                try await client.answer()?.golden == """
                    HTTP/1.1 200 OK
                    Content-Type: application/x-amz-json-1.0
                    Content-Length: 0
                    x-amzn-RequestId: <uuid>
                    Date: <date>


                    """
            )
            try await client.close()
        }
    }

    @Test func `an action with an output is answered with compact JSON`() async throws {
        try await withServer(StubService { _ in #"{"runId":"22abc="}"# }) { server in
            let client = try await server.connect()
            try await client.post("StartWorkflowExecution", Sample.json(StartWorkflowExecutionInput.shape))
            #expect(
                try await client.answer()?.golden == """
                    HTTP/1.1 200 OK
                    Content-Type: application/x-amz-json-1.0
                    Content-Length: 18
                    x-amzn-RequestId: <uuid>
                    Date: <date>

                    {"runId":"22abc="}
                    """
            )
            try await client.close()
        }
    }

    @Test func `a client of 2012 is answered in kind`() async throws {
        try await withServer(StubService { _ in #"{"runId":"22abc="}"# }) { server in
            let client = try await server.connect()
            let body = Sample.json(StartWorkflowExecutionInput.shape)
            try await client.send(
                [
                    "POST / HTTP/1.1", "Host: swf.us-east-1.amazonaws.com",
                    "X-Amz-Target: com.amazonaws.swf.service.model.SimpleWorkflowService.StartWorkflowExecution",
                    "Content-Type: application/json; charset=UTF-8", "Content-Encoding: amz-1.0",
                    "Content-Length: \(body.utf8.count)", "", body,
                ].joined(separator: "\r\n")
            )
            let answer = try await client.answer()
            #expect(answer?.statusLine == "HTTP/1.1 200 OK")
            #expect(answer?.field("Content-Type") == "application/json")
            #expect(answer?.body == #"{"runId":"22abc="}"#)
            try await client.close()
        }
    }

    @Test func `a fault is answered with its envelope`() async throws {
        try await withServer(StubService { _ in throw Fault(.unknownResource, "Unknown domain: foo") }) { server in
            let client = try await server.connect()
            try await client.post("DescribeDomain", #"{"name":"foo"}"#)
            #expect(
                try await client.answer()?.golden == """
                    HTTP/1.1 400 Bad Request
                    Content-Type: application/x-amz-json-1.0
                    Content-Length: 94
                    x-amzn-RequestId: <uuid>
                    Date: <date>

                    {"__type":"com.amazonaws.swf.base.model#UnknownResourceFault","message":"Unknown domain: foo"}
                    """
            )
            try await client.close()
        }
    }

    @Test(arguments: Fault.Code.allCases)
    func `every fault has its status and its namespace`(code: Fault.Code) async throws {
        try await withServer(StubService { _ in throw Fault(code, "Because.") }) { server in
            let client = try await server.connect()
            try await client.post("ListDomains", #"{"registrationStatus":"REGISTERED"}"#)
            let answer = try await client.answer()
            #expect(answer?.statusLine.contains(" \(code.httpStatus) ") == true)
            let key = code.namespace == "com.amazon.coral.service" ? "Message" : "message"
            #expect(
                answer?.body == #"{"__type":"\#(code.namespace)#\#(code.rawValue)","\#(key)":"Because."}"#
            )
            #expect(answer?.field("x-amzn-RequestId")?.count == 36)
            try await client.close()
        }
    }

    @Test func `one connection takes one request after the other, polls too`() async throws {
        let service = StubService { $0.isPolling ? nil : $0.outputShape.map { Sample.json($0) } }
        try await withServer(service) { server in
            let client = try await server.connect()
            var identifiers: Set<String> = []
            for operation in SWFModel.Operation.allCases {
                try await client.post(operation.rawValue, Sample.json(operation.inputShape))
                let answer = try await client.answer()
                #expect(answer?.statusLine == "HTTP/1.1 200 OK", "\(operation)")
                identifiers.insert(answer?.field("x-amzn-requestid") ?? "")
            }
            #expect(service.calls.map(\.operation) == SWFModel.Operation.allCases)
            #expect(identifiers.count == 39)
            try await client.close()
        }
    }

    @Test func `health is told at its own path`() async throws {
        for (isWorking, status, body) in [
            (true, "HTTP/1.1 200 OK", #"{"status":"ok"}"#),
            (false, "HTTP/1.1 503 Service Unavailable", #"{"status":"unavailable"}"#),
        ] {
            try await withServer(StubService(), health: { isWorking }) { server in
                let client = try await server.connect()
                try await client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answer = try await client.answer()
                #expect(answer?.statusLine == status)
                #expect(answer?.body == body)
                #expect(answer?.field("Content-Type") == "application/json")
                try await client.close()
            }
        }
    }

    @Test func `health tells more on a server that anybody on its machine may use, and one word on others`()
        async throws
    {
        let folder = try TemporaryFolder()
        let keys = try folder.write(#"{"keys":[]}"#, to: "credentials.json")
        let facts = HealthFacts(
            version: "1.2",
            store: "sqlite",
            startTimestamp: Timestamp(milliseconds: 1_500_000_000_250),
            waitingPolls: 3,
            waitingTasks: 4
        )
        for (file, body) in [
            (
                nil,
                #"{"start_timestamp":1500000000.25,"status":"ok","store":"sqlite","version":"1.2","waiting_polls":3,"waiting_tasks":4}"#
            ),
            (keys, #"{"status":"ok"}"#),
        ] as [(String?, String)] {
            try await withServer(
                StubService(),
                facts: { facts },
                configuration: .init(credentialsFile: file)
            ) { server in
                let client = try await server.connect()
                try await client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answer = try await client.answer()
                #expect(answer?.statusLine == "HTTP/1.1 200 OK")
                #expect(answer?.body == body)
                try await client.close()
            }
        }
        withExtendedLifetime(folder) {}
    }
}

extension SWFModel.Operation {
    var isPolling: Bool { self == .pollForActivityTask || self == .pollForDecisionTask }
}
