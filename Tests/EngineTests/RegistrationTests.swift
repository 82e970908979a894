import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 6.1, 6.2 and 2.4.1 to 2.4.20: domains, workflow types and activity types.
@Suite struct RegistrationTests {
    /// What can be registered, and the calls that do things to it.
    enum Kind: CaseIterable, Sendable {
        case domain
        case workflowType
        case activityType
    }

    enum Step: CaseIterable, Sendable {
        case register
        case deprecate
        case undeprecate
        case delete
        case describe
    }

    private static let domain = Session.domain
    private static let workflow = WorkflowType(name: "T", version: "1")
    private static let activity = ActivityType(name: "T", version: "1")

    private func take(_ step: Step, _ kind: Kind, _ engine: WorkflowEngine) async throws {
        let domain = Self.domain
        switch (kind, step) {
        case (.domain, .register):
            try await engine.registerDomain(.init(name: "D", workflowExecutionRetentionPeriodInDays: "7"))
        case (.domain, .deprecate): try await engine.deprecateDomain(.init(name: "D"))
        case (.domain, .undeprecate): try await engine.undeprecateDomain(.init(name: "D"))
        case (.domain, .describe), (.domain, .delete): _ = try await engine.describeDomain(.init(name: "D"))
        case (.workflowType, .register):
            try await engine.registerWorkflowType(.init(domain: domain, name: "T", version: "1"))
        case (.workflowType, .deprecate):
            try await engine.deprecateWorkflowType(.init(domain: domain, workflowType: Self.workflow))
        case (.workflowType, .undeprecate):
            try await engine.undeprecateWorkflowType(.init(domain: domain, workflowType: Self.workflow))
        case (.workflowType, .delete):
            try await engine.deleteWorkflowType(.init(domain: domain, workflowType: Self.workflow))
        case (.workflowType, .describe):
            _ = try await engine.describeWorkflowType(.init(domain: domain, workflowType: Self.workflow))
        case (.activityType, .register):
            try await engine.registerActivityType(.init(domain: domain, name: "T", version: "1"))
        case (.activityType, .deprecate):
            try await engine.deprecateActivityType(.init(activityType: Self.activity, domain: domain))
        case (.activityType, .undeprecate):
            try await engine.undeprecateActivityType(.init(activityType: Self.activity, domain: domain))
        case (.activityType, .delete):
            try await engine.deleteActivityType(.init(activityType: Self.activity, domain: domain))
        case (.activityType, .describe):
            _ = try await engine.describeActivityType(.init(activityType: Self.activity, domain: domain))
        }
    }

    /// The refusals of one kind: unknown, already there, deprecated, and not deprecated.
    private func faults(_ kind: Kind) -> (unknown: Fault, exists: Fault, deprecated: Fault) {
        switch kind {
        case .domain:
            (
                Fault(.unknownResource, "Unknown domain: D"), Fault(.domainAlreadyExists, "D"),
                Fault(.domainDeprecated, "D")
            )
        case .workflowType:
            (
                Fault(.unknownResource, "Unknown type: WorkflowType=[name=T, version=1]"),
                Fault(.typeAlreadyExists, "WorkflowType=[name=T, version=1]"),
                Fault(.typeDeprecated, "WorkflowType=[name=T, version=1]")
            )
        case .activityType:
            (
                Fault(.unknownResource, "Unknown type: ActivityType=[name=T, version=1]"),
                Fault(.typeAlreadyExists, "ActivityType=[name=T, version=1]"),
                Fault(.typeDeprecated, "ActivityType=[name=T, version=1]")
            )
        }
    }

    /// The table of swf-spec.md 6.1: each row is a way to a state, each column a step from there.
    @Test(arguments: Kind.allCases, Step.allCases)
    func `each step is taken or refused by the status, as the table says`(kind: Kind, step: Step) async throws {
        if kind == .domain, step == .delete { return }
        let faults = faults(kind)
        let notDeprecated = Fault(
            .typeNotDeprecated,
            "The type is currently registered and cannot be deleted in its current state"
        )
        let wanted: [(way: [Step], fault: Fault?)] =
            switch step {
            case .register: [([], nil), ([.register], faults.exists), ([.register, .deprecate], faults.exists)]
            case .deprecate:
                [([], faults.unknown), ([.register], nil), ([.register, .deprecate], faults.deprecated)]
            case .undeprecate: [([], faults.unknown), ([.register], faults.exists), ([.register, .deprecate], nil)]
            case .delete: [([], faults.unknown), ([.register], notDeprecated), ([.register, .deprecate], nil)]
            case .describe: [([], faults.unknown), ([.register], nil), ([.register, .deprecate], nil)]
            }
        for (way, expected) in wanted {
            for isReopened in [false, true] {
                var rig = try await EngineByHand()
                for earlier in way { try await take(earlier, kind, rig.engine) }
                if isReopened { rig = try await rig.reopened() }
                var found: Fault?
                do { try await take(step, kind, rig.engine) } catch let error as Fault { found = error }
                #expect(found == expected, "\(kind): \(way), then \(step)")
            }
        }
    }

    @Test(arguments: [Kind.workflowType, .activityType])
    func `a type that was deleted is unknown, and its name is free`(kind: Kind) async throws {
        var rig = try await EngineByHand()
        for step in [Step.register, .deprecate, .delete] { try await take(step, kind, rig.engine) }
        rig = try await rig.reopened()
        #expect(await fault { try await take(.describe, kind, rig.engine) } == faults(kind).unknown)
        try await take(.register, kind, rig.engine)
        try await take(.describe, kind, rig.engine)
    }

    @Test(arguments: [Kind.workflowType, .activityType])
    func `types of a domain that is unknown or deprecated`(kind: Kind) async throws {
        let rig = try await EngineByHand()
        try await take(.register, kind, rig.engine)
        let before = rig.clock.now
        rig.clock.advance(by: .seconds(5))
        try await rig.engine.deprecateDomain(.init(name: Self.domain))
        // All types are deprecated with their domain, at that moment, and stay so when it comes back.
        #expect(await fault { try await take(.deprecate, kind, rig.engine) } == faults(kind).deprecated)
        #expect(
            await fault {
                try await rig.engine.registerWorkflowType(.init(domain: Self.domain, name: "New", version: "1"))
            } == Fault(.domainDeprecated, Self.domain)
        )
        #expect(await fault { _ = try await rig.session.start("w") } == Fault(.domainDeprecated, Self.domain))
        try await rig.engine.undeprecateDomain(.init(name: Self.domain))
        #expect(await fault { try await take(.deprecate, kind, rig.engine) } == faults(kind).deprecated)
        #expect(await fault { _ = try await rig.session.start("w") }?.code == .typeDeprecated)
        let dates = try await rig.store.contents().workflowTypes.map { ($0.creationDate, $0.deprecationDate) }
        #expect(dates.allSatisfy { $0.0 == before && $0.1 == rig.clock.now })
        for unknown in [
            await fault { try await rig.engine.registerActivityType(.init(domain: "X", name: "T", version: "1")) },
            await fault { try await rig.engine.deleteWorkflowType(.init(domain: "X", workflowType: Self.workflow)) },
            await fault {
                _ = try await rig.engine.listActivityTypes(.init(domain: "X", registrationStatus: .registered))
            },
        ] {
            #expect(unknown == Fault(.unknownResource, "Unknown domain: X"))
        }
    }

    @Test func `what a type was registered with is described, and nothing else`() async throws {
        let rig = try await EngineByHand()
        let created = rig.clock.now
        try await rig.engine.registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "",
                defaultTaskPriority: "-3",
                defaultTaskScheduleToCloseTimeout: "NONE",
                description: "renders",
                domain: Self.domain,
                name: "T",
                version: "1"
            )
        )
        let bare = try await rig.engine.describeActivityType(
            .init(activityType: Self.activity, domain: Self.domain)
        )
        #expect(
            bare.configuration
                == ActivityTypeConfiguration(
                    defaultTaskPriority: "-3",
                    defaultTaskScheduleToCloseTimeout: "NONE"
                ),
            "an empty optional text was not given"
        )
        #expect(bare.typeInfo.description == "renders")
        #expect(bare.typeInfo.creationDate == created)
        #expect(bare.typeInfo.status == .registered)
        #expect(bare.typeInfo.deprecationDate == nil)
        rig.clock.advance(by: .seconds(9))
        try await take(.deprecate, .activityType, rig.engine)
        let deprecated = try await rig.engine.describeActivityType(
            .init(activityType: Self.activity, domain: Self.domain)
        )
        #expect(deprecated.typeInfo.status == .deprecated)
        #expect(deprecated.typeInfo.creationDate == created)
        #expect(deprecated.typeInfo.deprecationDate == created + .seconds(9))
        #expect(deprecated.configuration == bare.configuration)
        try await take(.undeprecate, .activityType, rig.engine)
        let back = try await rig.engine.describeActivityType(.init(activityType: Self.activity, domain: Self.domain))
        #expect(back == bare)
    }

    @Test func `types are listed by name and version, by status, by one name, in either order, page by page`()
        async throws
    {
        let rig = try await EngineByHand()
        for (name, version) in [("b", "2"), ("a", "1"), ("b", "10"), ("c", "1"), ("b", "1")] {
            try await rig.engine.registerWorkflowType(.init(domain: Self.domain, name: name, version: version))
        }
        try await rig.engine.deprecateWorkflowType(
            .init(domain: Self.domain, workflowType: .init(name: "c", version: "1"))
        )
        func list(
            _ status: RegistrationStatus = .registered,
            name: String? = nil,
            reverse: Bool? = nil,
            size: Int? = nil
        ) async throws -> [String] {
            var names: [String] = []
            var token: String?
            repeat {
                let page = try await rig.engine.listWorkflowTypes(
                    .init(
                        domain: Self.domain,
                        maximumPageSize: size,
                        name: name,
                        nextPageToken: token,
                        registrationStatus: status,
                        reverseOrder: reverse
                    )
                )
                #expect(page.typeInfos.count <= size ?? 1_000)
                names += page.typeInfos.map { "\($0.workflowType.name)\($0.workflowType.version)" }
                token = page.nextPageToken
            } while token != nil
            return names
        }
        let all = ["Pipeline1", "a1", "b1", "b10", "b2"]
        for size in [nil, 1, 2, 5] {
            #expect(try await list(size: size) == all)
            #expect(try await list(reverse: true, size: size) == all.reversed())
            #expect(try await list(name: "b", size: size) == ["b1", "b10", "b2"])
        }
        #expect(try await list(.deprecated) == ["c1"])
        #expect(try await list(name: "c") == [])
        #expect(try await list(name: "B") == [], "a name is exact")
        for name in ["z", "y", "x"] {
            try await rig.engine.registerDomain(.init(name: name, workflowExecutionRetentionPeriodInDays: "0"))
        }
        try await rig.engine.deprecateDomain(.init(name: "y"))
        for (status, reverse, expected) in [
            (.registered, nil, [Self.domain, "x", "z"]), (.registered, true, ["z", "x", Self.domain]),
            (.deprecated, false, ["y"]),
        ] as [(RegistrationStatus, Bool?, [String])] {
            let page = try await rig.engine.listDomains(
                .init(registrationStatus: status, reverseOrder: reverse)
            )
            #expect(page.domainInfos.map(\.name) == expected)
            #expect(page.domainInfos.allSatisfy { $0.arn == "arn:aws:swf:us-east-1:000000000000:/domain/\($0.name)" })
        }
    }

    @Test func `a domain's tags are put, overwritten, removed and listed`() async throws {
        let rig = try await EngineByHand()
        try await rig.engine.registerDomain(
            .init(
                name: "D",
                tags: [.init(key: "a", value: "1"), .init(key: "b", value: "2"), .init(key: "a", value: "3")],
                workflowExecutionRetentionPeriodInDays: "0"
            )
        )
        let arn = try #require(try await rig.engine.describeDomain(.init(name: "D")).domainInfo.arn)
        func tags() async throws -> [String: String?] {
            let tags = try await rig.reopened().engine.listTagsForResource(.init(resourceArn: arn)).tags ?? []
            return Dictionary(uniqueKeysWithValues: tags.map { ($0.key, $0.value) })
        }
        #expect(try await tags() == ["a": "3", "b": "2"], "a key that is given twice has its last value")
        try await rig.engine.tagResource(.init(resourceArn: arn, tags: [.init(key: "b", value: "4"), .init(key: "B")]))
        #expect(try await tags() == ["a": "3", "b": "4", "B": nil as String?], "a key's case matters")
        try await rig.engine.untagResource(.init(resourceArn: arn, tagKeys: ["a", "B", "not there"]))
        #expect(try await tags() == ["b": "4"])
        for wrong in [arn + "x", "arn:aws:swf:eu-west-1:000000000000:/domain/D", "D"] {
            let refusals = [
                await fault { try await rig.engine.tagResource(.init(resourceArn: wrong, tags: [])) },
                await fault { try await rig.engine.untagResource(.init(resourceArn: wrong, tagKeys: [])) },
                await fault { _ = try await rig.engine.listTagsForResource(.init(resourceArn: wrong)) },
            ]
            #expect(refusals.map { $0?.code } == Array(repeating: .unknownResource, count: 3), "\(wrong)")
        }
    }

    /// Both are of one commit: what came last counts.
    @Test(arguments: [Kind.workflowType, .activityType], StoreKind.allCases)
    func `a type that is deleted and registered again within one commit is there`(
        kind: Kind,
        store: StoreKind
    ) async throws {
        try await store.withStore { place in
            let store = FailingStore(try place.open())
            let rig = try await EngineByHand(store: store)
            try await take(.register, kind, rig.engine)
            try await take(.deprecate, kind, rig.engine)
            let before = store.commits.count
            try await withThrowingTaskGroup(of: Void.self) { group in
                store.hold()
                group.addTask { _ = try await rig.session.start("busy") }
                await Bounded.wait { store.commits.count > before }
                group.addTask { try await take(.delete, kind, rig.engine) }
                await Bounded.wait { rig.engine.waitingCalls == 1 }
                group.addTask { try await take(.register, kind, rig.engine) }
                await Bounded.wait { rig.engine.waitingCalls == 2 }
                store.release()
                try await group.waitForAll()
            }
            #expect(store.commits.count == before + 2)
            try await take(.describe, kind, try await rig.reopened().engine)
            try await store.close()
        }
    }
}
