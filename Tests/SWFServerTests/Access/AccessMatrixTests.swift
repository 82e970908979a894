import Engine
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing

@testable import SWFServer

/// Every action against every way to come in without being let in, over a real connection: it is refused, changes nothing,
/// and tells nothing (reliability.md, section D: known access key, tampering, isolation of tenants).
///
/// One action after the other: each runs a server, and other tests wait for the processor.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AccessMatrixTests {
    /// What came back, without what differs by itself.
    private struct Refusal: Equatable, CustomStringConvertible {
        var status: String
        var code: String
        var message: String
        var description: String { "\(status) \(code): \(message)" }

        init(_ answer: RawConnection.Answer?, of request: WireRequest) {
            status = answer?.statusLine ?? "no answer"
            let members = try? AWSJSON.decode([String: String].self, from: Array((answer?.body ?? "").utf8))
            code = members?["__type"]?.split(separator: "#").last.map(String.init) ?? ""
            message = members?["Message"] ?? members?["message"] ?? ""
            // The service repeats a header that it cannot read, which is the caller's own.
            if let authorization = request["Authorization"], !authorization.isEmpty {
                message = message.replacing(authorization, with: "…")
            }
        }
    }

    private static func send(_ request: WireRequest, to server: LiveServer) async throws -> RawConnection.Answer? {
        let connection = try await server.connect()
        try await connection.send(request.text)
        let answer = try await connection.answer()
        try? await connection.close()
        return answer
    }

    /// The 39, and Martlet's own: all go by one door.
    static let actions =
        SWFModel.Operation.allCases.map(WireAction.workflow)
        + AdministrationAction.allCases.map(WireAction.administration)

    @Test(arguments: actions)
    func `whoever may not call is refused, changes nothing and learns nothing`(
        operation: WireAction
    ) async throws {
        try await GuardedWorld.run(for: operation) { world in
            let before = try await world.contents()
            for attack in Attack.allCases {
                var refusals: [Refusal] = []
                // What is asked for is there, is another's, or is nowhere.
                for place in [world.mine, GuardedWorld.Place.nowhere] {
                    let body = try GuardedWorld.body(of: operation, in: place)
                    let request = attack.request(operation, body)
                    var refusal = Refusal(try await Self.send(request, to: world.server), of: request)
                    // The one thing that may differ is the name that the caller gave.
                    refusal.message = refusal.message.replacing(place.name, with: "<name>")
                    refusals.append(refusal)
                    #expect(refusal.status.hasPrefix("HTTP/1.1 4"), "\(attack): \(refusal)")
                    #expect(attack.codes.contains(refusal.code), "\(attack): \(refusal)")
                }
                #expect(refusals[0] == refusals[1], "\(attack)")
            }
            #expect(try await world.contents() == before)

            // The same request of the right caller passes: it was not refused for any other reason.
            let request = WireRequest(operation, try GuardedWorld.body(of: operation, in: world.mine), key: "holder")
            let answer = try await Self.send(request, to: world.server)
            #expect(answer?.statusLine == "HTTP/1.1 200 OK", "\(String(describing: answer))")
            #expect((try await world.contents() != before) == GuardedWorld.isChange(operation))
        }
    }

    @Test(arguments: actions)
    func `what is in another domain cannot be told from what is not there`(operation: WireAction) async throws {
        // Who may list the domains may see them all.
        guard operation != .workflow(.listDomains) else { return }
        try await GuardedWorld.run(for: operation) { world in
            let before = try await world.contents()
            var messages: [String] = []
            for place in [world.theirs, GuardedWorld.Place.nowhere] {
                let request = WireRequest(operation, try GuardedWorld.body(of: operation, in: place), key: "holder")
                let refusal = Refusal(try await Self.send(request, to: world.server), of: request)
                #expect(refusal.code == "AccessDeniedException", "\(refusal)")
                messages.append(refusal.message.replacing(place.name, with: "<name>"))
            }
            #expect(messages[0] == messages[1])
            #expect(messages[0].contains("\(operation.permission) on resource: arn:aws:swf:us-east-1:000000000000:"))
            #expect(try await world.contents() == before)
        }
    }

    @Test func `a refusal says who may not do what, as the service says it`() async throws {
        // Seen of the real service in Netflix/asgard issue 722, there for ListDomains.
        try await GuardedWorld.run(for: .listDomains) { world in
            let body = try GuardedWorld.body(of: .listDomains, in: world.mine)
            let answer = try await Self.send(WireRequest(.listDomains, body, key: "stranger"), to: world.server)
            #expect(
                answer?.body == """
                    {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: \
                    arn:aws:iam::000000000000:user/stranger is not authorized to perform: swf:ListDomains on resource: \
                    arn:aws:swf:us-east-1:000000000000:/domain/*"}
                    """
            )
        }
    }

    @Test func `who calls is asked before what is called is read`() async throws {
        // swf-spec.md 1.10: target, signature, syntax, validation, permission, domain.
        try await GuardedWorld.run(for: .describeDomain) { world in
            func code(_ body: String, key: String, forged: Bool = false) async throws -> String {
                var request = WireRequest(.describeDomain, Array(body.utf8), key: key)
                if forged { request["Authorization"] = nil }
                return Refusal(try await Self.send(request, to: world.server), of: request).code
            }
            let codes = [
                try await code("{", key: "holder", forged: true), try await code("{", key: "roleless"),
                try await code("{}", key: "roleless"), try await code(#"{"name":"nowhere"}"#, key: "roleless"),
                try await code(#"{"name":"mine-nowhere"}"#, key: "holder"),
            ]
            #expect(
                codes == [
                    "MissingAuthenticationTokenException", "SerializationException", "ValidationException",
                    "AccessDeniedException", "UnknownResourceFault",
                ]
            )
            var unknown = WireRequest(.describeDomain, [], key: "holder")
            unknown["X-Amz-Target"] = "SimpleWorkflowService.Nothing"
            unknown["Authorization"] = nil
            let refusal = Refusal(try await Self.send(unknown, to: world.server), of: unknown)
            #expect(refusal.code == "UnknownOperationException")
        }
    }

    @Test func `a request that is too large is refused before its signature is looked at`() async throws {
        try await GuardedWorld.run(for: .describeDomain) { world in
            let connection = try await world.server.connect()
            try await connection.send(
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-Amz-Target: SimpleWorkflowService.DescribeDomain\r\nContent-Length: 1048577\r\n\r\n"
            )
            #expect(try await connection.answer()?.statusLine.contains(" 413 ") == true)
            try? await connection.close()
        }
    }

    @Test func `the domain of a token counts, also when its execution is gone`() async throws {
        try await GuardedWorld.run(for: .respondActivityTaskCompleted) { world in
            try await world.cluster.engine.terminateWorkflowExecution(.init(domain: "mine", workflowId: "w"))
            func code(_ token: String) async throws -> String {
                let body = try AWSJSON.encode(RespondActivityTaskCompletedInput(taskToken: token))
                let request = WireRequest(.respondActivityTaskCompleted, body, key: "holder")
                return Refusal(try await Self.send(request, to: world.server), of: request).code
            }
            let codes = [
                try await code(world.mine.activityToken), try await code(world.theirs.activityToken),
                try await code(world.mine.decisionToken),
            ]
            #expect(codes == ["UnknownResourceFault", "AccessDeniedException", "ValidationException"])
        }
    }

    @Test(arguments: [
        (SWFModel.Operation.respondActivityTaskCompleted, ["200 OK", "400 Bad Request"]),
        (.respondDecisionTaskCompleted, ["400 Bad Request", "200 OK"]),
    ])
    func `a task is handed back by whoever may answer it, and by nobody else`(
        answer: SWFModel.Operation,
        expected: [String]
    ) async throws {
        try await GuardedWorld.run(for: answer) { world in
            var statuses: [String?] = []
            for token in [world.mine.activityToken, world.mine.decisionToken] {
                let body = try AWSJSON.encode(HandBackTaskInput(taskToken: token))
                let request = WireRequest(.administration(.handBackTask), body, key: "holder")
                statuses.append(try await Self.send(request, to: world.server)?.statusLine)
            }
            #expect(statuses == expected.map { "HTTP/1.1 \($0)" })
        }
    }

    @Test func `a resource name of another account or region is none of ours`() async throws {
        try await GuardedWorld.run(for: .listTagsForResource) { world in
            for arn in [
                "arn:aws:swf:eu-west-1:000000000000:/domain/mine", "arn:aws:swf:us-east-1:111111111111:/domain/mine",
                "arn:aws:sqs:us-east-1:000000000000:/domain/mine", "mine",
                "arn:aws:swf:us-east-1:000000000000:domain/mine",
            ] {
                let body = try AWSJSON.encode(ListTagsForResourceInput(resourceArn: arn))
                let request = WireRequest(.listTagsForResource, body, key: "holder")
                let refusal = Refusal(try await Self.send(request, to: world.server), of: request)
                #expect(refusal.code == "AccessDeniedException")
                let fault = await #expect(throws: Fault.self) {
                    try await world.cluster.engine.listTagsForResource(.init(resourceArn: arn))
                }
                #expect(fault?.code == .unknownResource)
            }
        }
    }

    @Test func `the matrix holds every action and every attack`() {
        #expect(SWFModel.Operation.allCases.count == 39)
        #expect(Self.actions.count == 43)
        #expect(Attack.allCases.count == 46)
    }
}
