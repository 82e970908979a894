import NIOHTTP1
import SWFModel
import SWFWire
import Testing

@testable import SWFClient

/// Martlet's own actions from a client's side.
@Suite struct AdministrationTests {
    @Test func `a task is handed back by its token, and again when the first answer is lost`() async throws {
        try await ScriptedServer.run([.hangUp, .answer(200, "")]) { server in
            try await withClient(of: server.url) { client in
                try await client.handBack(taskToken: "t", identity: "i", reason: "stopping")
            }
            #expect(
                server.received.map(\.body)
                    == Array(repeating: #"{"identity":"i","reason":"stopping","taskToken":"t"}"#, count: 2)
            )
            #expect(server.received.first?.head.headers["x-amz-target"] == ["Martlet.HandBackTask"])
        }
    }

    @Test func `polls are ended by their identity`() async throws {
        try await ScriptedServer.run([.answer(200, #"{"endedCount":3}"#)]) { server in
            try await withClient(of: server.url) { client in
                let count = try await client.endPolls(domain: "d", identity: "i")
                #expect(count == 3)
            }
            #expect(server.received.map(\.body) == [#"{"domain":"d","identity":"i"}"#])
        }
    }

    @Test func `task lists are read page by page`() async throws {
        let first = #"""
            {"nextPageToken":"more","taskListInfos":[{"kind":"decision","name":"a","oldestTimestamp":1500000000.5,"pollers":[\#
            {"identity":"d","lastPollTimestamp":1500000001,"waitingPolls":2}],"waitingCount":7}]}
            """#
        let second = #"{"taskListInfos":[{"kind":"activity","name":"b","pollers":[],"waitingCount":0}]}"#
        try await ScriptedServer.run([.answer(200, first), .answer(200, second)]) { server in
            try await withClient(of: server.url) { client in
                let lists = try await client.listTaskLists(domain: "d")
                #expect(
                    lists == [
                        TaskListInfo(
                            kind: .decision,
                            name: "a",
                            oldestTimestamp: Timestamp(milliseconds: 1_500_000_000_500),
                            pollers: [
                                PollerInfo(
                                    identity: "d",
                                    lastPollTimestamp: Timestamp(milliseconds: 1_500_000_001_000),
                                    waitingPolls: 2
                                )
                            ],
                            waitingCount: 7
                        ),
                        TaskListInfo(kind: .activity, name: "b", waitingCount: 0),
                    ]
                )
            }
            #expect(server.received.map(\.body) == [#"{"domain":"d"}"#, #"{"domain":"d","nextPageToken":"more"}"#])
        }
    }

    @Test func `a service that has none of these actions is recognized by one word`() async throws {
        // What Amazon SWF answers to a target that it does not know.
        let unknown = ScriptedServer.Step.answer(
            400,
            #"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#
        )
        let calls: [(RemoteWorkflowService) async throws -> Void] = [
            { try await $0.handBack(taskToken: "t", identity: nil, reason: nil) },
            { _ = try await $0.endPolls(domain: "d", identity: "i") },
            { _ = try await $0.listTaskLists(domain: "d") },
        ]
        try await ScriptedServer.run(Array(repeating: unknown, count: calls.count)) { server in
            try await withClient(of: server.url) { client in
                for call in calls {
                    do {
                        try await call(client)
                        Issue.record("It was not refused.")
                    } catch {
                        #expect(Fault.isUnknownOperation(error))
                    }
                }
            }
        }
        #expect(!Fault.isUnknownOperation(Fault(.unknownResource)))
        #expect(!Fault.isUnknownOperation(ClientError(.unreachable, "m")))
    }
}
