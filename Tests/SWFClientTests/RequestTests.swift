import NIOHTTP1
import SWFModel
import SWFWire
import Testing

@testable import SWFClient

@Suite(.timeLimit(.minutes(10))) struct RequestTests {
    @Test func `a call is a signed post of the protocol`() async throws {
        try await ScriptedServer.run([.answer(200, #"{"runId":"r"}"#)]) { server in
            try await withClient(of: server.url) { client in
                let run = try await client.startWorkflowExecution(Inputs.start)
                #expect(run.runId == "r")
            }
            let request = server.received[0]
            #expect(request.head.method == .POST)
            #expect(request.head.uri == "/")
            #expect(request.body == String(decoding: try AWSJSON.encode(Inputs.start), as: UTF8.self))
            let fields = request.head.headers
            #expect(fields["host"] == ["127.0.0.1:\(server.port)"])
            #expect(fields["content-type"] == ["application/x-amz-json-1.0"])
            #expect(fields["x-amz-target"] == ["SimpleWorkflowService.StartWorkflowExecution"])
            #expect(fields["x-amz-date"] == ["20170714T024000Z"])
            #expect(fields["x-amz-security-token"] == ["session"])
            // The signature covers exactly what was sent.
            let signed = SignatureV4(
                credentials: Credentials(
                    accessKeyId: "AKIDEXAMPLE",
                    secretAccessKey: "secret",
                    sessionToken: "session"
                ),
                region: "us-east-1"
            )
            .sign(
                method: "POST",
                path: "/",
                query: "",
                headers: ["host", "content-type", "x-amz-target"].map { (name: $0, value: fields[$0][0]) },
                body: Array(request.body.utf8),
                at: Timestamp(milliseconds: 1_500_000_000_000)
            )
            #expect(fields["authorization"] == signed.filter { $0.name == "Authorization" }.map(\.value))
        }
    }

    @Test func `calls share a connection`() async throws {
        try await ScriptedServer.run(Array(repeating: .answer(200, ""), count: 5)) { server in
            try await withClient(of: server.url) { client in
                for _ in 0..<5 { try await client.deprecateDomain(Inputs.deprecate) }
            }
            #expect(server.received.count == 5)
            #expect(server.connections == 1)
        }
    }

    @Test(arguments: [
        #"{"startedEventId":0}"#, #"{"previousStartedEventId":0,"startedEventId":0}"#,
        #"{"taskToken":"","startedEventId":0}"#, #"{"taskToken":null}"#, "{}",
    ])
    func `an idle poll is no task`(body: String) async throws {
        try await ScriptedServer.run([.answer(200, body), .answer(200, body)]) { server in
            try await withClient(of: server.url) { client in
                let activityTask = try await client.pollForActivityTask(Inputs.poll)
                let decisionTask = try await client.pollForDecisionTask(Inputs.decisionPoll)
                #expect(activityTask == nil)
                #expect(decisionTask == nil)
            }
        }
    }

    @Test func `a task is read, with members that nobody knows`() async throws {
        let body = """
            {"activityId":"a","activityType":{"name":"n","version":"1"},"extra":{"a":[1]},"startedEventId":3,\
            "taskToken":"t","workflowExecution":{"runId":"r","workflowId":"w"}}
            """
        try await ScriptedServer.run([.answer(200, body)]) { server in
            try await withClient(of: server.url) { client in
                let task = try await client.pollForActivityTask(Inputs.poll)
                #expect(task?.taskToken == "t")
                #expect(task?.startedEventId == 3)
            }
        }
    }
}
