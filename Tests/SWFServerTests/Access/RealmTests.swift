import Engine
import SWFModel
import SWFWire
import Testing

@testable import SWFServer

/// Accounts and regions of one server are apart as if they were servers (swf-spec.md 1.1, 5.12, 5.13; swf-observed.md W16).
@Suite(.serialized, .timeLimit(.minutes(10))) struct RealmTests {
    @Test(arguments: AccessMatrixTests.actions)
    func `what is in one account and region is nowhere else, for every action`(
        action: WireAction
    ) async throws {
        try await RealmWorld.run { world, _ in
            let place = try await GuardedWorld.furnish(
                "mine",
                in: try world.engine(RealmWorld.here),
                of: RealmWorld.here
            )
            let body = try GuardedWorld.body(of: action, in: place)
            let before = try await world.contents(of: [RealmWorld.here])
            for realm in RealmWorld.elsewhere {
                let reply = try await world.send(action, body, in: realm)
                switch action {
                case .workflow(.listDomains):
                    #expect(reply.body == #"{"domainInfos":[]}"#, "\(realm)")
                case .workflow(.registerDomain):
                    #expect(reply.status == "HTTP/1.1 200 OK", "\(realm): \(reply)")
                case .workflow(.recordActivityTaskHeartbeat), .workflow(.respondActivityTaskCanceled),
                    .workflow(.respondActivityTaskCompleted), .workflow(.respondActivityTaskFailed),
                    .workflow(.respondDecisionTaskCompleted), .administration(.handBackTask):
                    #expect(reply.code == "ValidationException", "\(realm): \(reply)")
                    #expect(reply.message == "Invalid token", "\(realm)")
                default:
                    #expect(reply.code == "UnknownResourceFault", "\(realm): \(reply)")
                }
            }
            #expect(try await world.contents(of: [RealmWorld.here]) == before)

            // The same request in its own realm passes, and is felt in no other.
            let others = try await world.contents(of: RealmWorld.elsewhere)
            let reply = try await world.send(action, body, in: RealmWorld.here)
            #expect(reply.status == "HTTP/1.1 200 OK", "\(reply)")
            #expect((try await world.contents(of: [RealmWorld.here]) != before) == GuardedWorld.isChange(action))
            #expect(try await world.contents(of: RealmWorld.elsewhere) == others)
        }
    }

    @Test func `the same names are four things in four realms`() async throws {
        try await RealmWorld.run { world, _ in
            var runs: [Realm: String] = [:]
            for realm in RealmWorld.all {
                let place = try await GuardedWorld.furnish("mine", in: try world.engine(realm), of: realm)
                runs[realm] = place.runId
            }
            #expect(Set(runs.values).count == 4)
            for realm in RealmWorld.all {
                let described = try await world.send(.describeDomain, DescribeDomainInput(name: "mine"), in: realm)
                #expect(described.body.contains("arn:aws:swf:\(realm.region):\(realm.account):/domain/mine"))
                let open = try await world.send(
                    .listOpenWorkflowExecutions,
                    ListOpenWorkflowExecutionsInput(
                        domain: "mine",
                        startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                    ),
                    in: realm
                )
                for (other, runId) in runs { #expect(open.body.contains(runId) == (other == realm), "\(realm)") }
                let task = try await world.send(
                    .pollForActivityTask,
                    PollForActivityTaskInput(domain: "mine", taskList: GuardedWorld.list),
                    in: realm
                )
                #expect(task.body.contains(try #require(runs[realm])), "a task list gives only its own realm's tasks")
            }
        }
    }

    @Test func `a key of one account is none of another, whatever its request names`() async throws {
        try await RealmWorld.run(
            credentials: RealmWorld.keys().replacing("\"domains\":[\"*\"]", with: "\"domains\":[\"mine\"]")
        ) { world, _ in
            let place = try await GuardedWorld.furnish(
                "mine",
                in: try world.engine(RealmWorld.here),
                of: RealmWorld.here
            )
            let before = try await world.contents(of: RealmWorld.all)
            for realm in RealmWorld.elsewhere {
                // Who may not do everything learns nothing of a token or a resource name that is not of the realm.
                for operation in [SWFModel.Operation.tagResource, .respondDecisionTaskCompleted, .listTagsForResource] {
                    let body = try GuardedWorld.body(of: operation, in: place)
                    let reply = try await world.send(.workflow(operation), body, in: realm)
                    #expect(reply.code == "AccessDeniedException", "\(reply)")
                    #expect(reply.message.hasPrefix("User: arn:aws:iam::\(realm.account):user/"))
                }
                let denied = try await world.send(.describeDomain, DescribeDomainInput(name: "other"), in: realm)
                #expect(
                    denied.message == """
                        User: arn:aws:iam::\(realm.account):user/\(RealmWorld.key(of: realm)) is not authorized to perform: \
                        swf:DescribeDomain on resource: arn:aws:swf:\(realm.region):\(realm.account):/domain/other
                        """
                )
            }
            #expect(try await world.contents(of: RealmWorld.all) == before)
        }
    }

    @Test(arguments: ["eu-west-2", "EU-WEST-1", "", "eu-west-1 "])
    func `a signature for a region that is not served is refused`(region: String) async throws {
        try await RealmWorld.run { world, _ in
            let body = Array(#"{"registrationStatus":"REGISTERED"}"#.utf8)
            for key in ["ours", "theirs"] {
                let reply = try await world.send(WireRequest(.workflow(.listDomains), body, key: key, region: region))
                #expect(reply.code == "InvalidSignatureException")
            }
        }
    }

    @Test func `a signature for one region is none for another`() async throws {
        try await RealmWorld.run { world, _ in
            let body = Array(#"{"registrationStatus":"REGISTERED"}"#.utf8)
            var request = WireRequest(.workflow(.listDomains), body, key: "ours", region: "us-east-1")
            let right = try await world.send(request)
            #expect(right.status == "HTTP/1.1 200 OK")
            request.replaceInAuthorization("/us-east-1/", with: "/eu-west-1/")
            let wrong = try await world.send(request)
            #expect(wrong.code == "InvalidSignatureException")
        }
    }

    @Test func `each account has its own number of domains in each region`() async throws {
        try await RealmWorld.run(configure: { $0.limits.domains = 1 }) { world, _ in
            for realm in RealmWorld.all {
                func register(_ name: String) async throws -> String {
                    let input = RegisterDomainInput(name: name, workflowExecutionRetentionPeriodInDays: "1")
                    return try await world.send(.registerDomain, input, in: realm).code
                }
                let codes = [try await register("a"), try await register("b")]
                #expect(codes == ["", "LimitExceededFault"], "\(realm)")
            }
        }
    }

    @Test func `each account is slowed down by its own calls in its own region only`() async throws {
        try await RealmWorld.run(configure: {
            $0.throttling = [.action(.listDomains): ThrottleRate(capacity: 2, perSecond: 1)]
        }) { world, _ in
            for realm in RealmWorld.all {
                var codes: [String] = []
                for _ in 0..<3 {
                    let input = ListDomainsInput(registrationStatus: .registered)
                    codes.append(try await world.send(.listDomains, input, in: realm).code)
                }
                #expect(codes == ["", "", "ThrottlingException"], "\(realm)")
            }
        }
    }

    // Without keys.

    /// A request that nobody checks, in which a region may stand.
    private static func unsigned(_ domain: String, authorization: String?) -> WireRequest {
        let body = Array("{\"name\":\"\(domain)\",\"workflowExecutionRetentionPeriodInDays\":\"1\"}".utf8)
        var request = WireRequest(.registerDomain, body, key: "anybody")
        request["Authorization"] = authorization
        return request
    }

    private static func scope(_ region: String) -> String {
        "AWS4-HMAC-SHA256 Credential=x/20261121/\(region)/swf/aws4_request, SignedHeaders=host, Signature=0"
    }

    @Test(arguments: [
        (scope("us-east-1"), "us-east-1"), (scope("eu-west-1"), "eu-west-1"), (nil, "us-east-1"),
        ("", "us-east-1"), ("Basic eDp5", "us-east-1"), ("AWS4-HMAC-SHA256 Credential=x/eu-west-1", "us-east-1"),
    ])
    func `where everybody may call, the region that a request names is the one that counts`(
        authorization: String?,
        region: String
    ) async throws {
        try await RealmWorld.run(credentials: "") { world, _ in
            let request = Self.unsigned("mine", authorization: authorization)
            #expect(try await world.send(request).status == "HTTP/1.1 200 OK")
            for realm in RealmWorld.all {
                let domains = try await world.engine(realm).listDomains(.init(registrationStatus: .registered))
                let isThere = realm == Realm(account: RealmWorld.ours, region: region)
                #expect(domains.domainInfos.map(\.name) == (isThere ? ["mine"] : []), "\(realm)")
            }
        }
    }

    @Test func `where everybody may call, a region that is not served is refused when there is a choice`() async throws
    {
        let request = Self.unsigned("mine", authorization: Self.scope("eu-west-2"))
        try await RealmWorld.run(credentials: "") { world, _ in
            let reply = try await world.send(request)
            #expect(reply.code == "InvalidSignatureException")
            #expect(
                reply.message
                    == "Credential should be scoped to a valid region, us-east-1 or eu-west-1, not 'eu-west-2'."
            )
        }
        // A server of one region asks nobody which they mean.
        try await RealmWorld.run(credentials: "", regions: []) { world, _ in
            #expect(try await world.send(request).status == "HTTP/1.1 200 OK")
            let domains = try await world.engine(RealmWorld.here).listDomains(.init(registrationStatus: .registered))
            #expect(domains.domainInfos.map(\.name) == ["mine"])
        }
    }

    // What the credentials name.

    @Test func `the accounts of the keys are told of when the server starts, and when their file has changed`()
        async throws
    {
        try await RealmWorld.run { world, folder in
            #expect(world.directory.noted == [RealmWorld.all])
            try folder.write(RealmWorld.keys(account: "222222222222"), to: "credentials.json")
            _ = try await world.send(
                .listDomains,
                ListDomainsInput(registrationStatus: .registered),
                in: RealmWorld.here
            )
            let regions = ["us-east-1", "eu-west-1"]
            #expect(
                world.directory.noted.dropFirst() == [
                    ["000000000000", "222222222222"].flatMap { account in
                        regions.map { Realm(account: account, region: $0) }
                    }
                ]
            )
            // The key is another account's from that moment.
            let input = DescribeDomainInput(name: "mine")
            let gone = try await world.send(.describeDomain, input, in: RealmWorld.elsewhere[1])
            #expect(gone.status.contains(" 500 ") || gone.status.contains(" 503 "), "\(gone)")
        }
    }

    @Test func `which realms can be called is known before the server starts`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(RealmWorld.keys(), to: "credentials.json")
        let one = WireServer.Configuration()
        #expect(try one.check() == [RealmWorld.here])
        let guarded = WireServer.Configuration(credentialsFile: file, regions: ["eu-west-1", "us-east-1", "eu-west-1"])
        #expect(try guarded.check() == RealmWorld.all)
        let other = WireServer.Configuration(credentialsFile: file, account: RealmWorld.theirs, region: "eu-west-1")
        #expect(try other.check() == [Realm(account: RealmWorld.theirs, region: "eu-west-1")])
    }

    @Test func `a server of one service serves no other account`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(RealmWorld.keys(), to: "credentials.json")
        let service = StubService()
        try await withServer(
            service,
            configuration: .init(credentialsFile: file),
            clocks: Clocks(now: { GuardedWorld.moment })
        ) { server in
            let world = RealmWorld(server: server, clusters: [:], directory: .init([:]))
            let input = ListDomainsInput(registrationStatus: .registered)
            let own = try await world.send(.listDomains, input, in: RealmWorld.here)
            #expect(own.status == "HTTP/1.1 200 OK")
            let other = try await world.send(.listDomains, input, in: RealmWorld.elsewhere[1])
            #expect(other.code.contains("Unavailable"), "\(other)")
        }
        #expect(service.calls.count == 1)
    }
}
