import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// design.md, invariant 3: what was acknowledged is on disk. That holds for refusals and descriptions too: they are told
/// when what they go by is committed, and not at all when it could not be.
@Suite struct CommittedAnswerTests {
    /// A call that changes something, and another that is answered by that change.
    struct Pair: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What the second call says once the first is committed; nil when it is no refusal.
        var code: Fault.Code?
        var first: @Sendable (EngineByHand, Before) async throws -> Void
        var second: @Sendable (EngineByHand, Before) async throws -> Void
    }

    /// What is there before the pair.
    struct Before: Sendable {
        var decision: DecisionTask
        var activity: SWFModel.ActivityTask
    }

    private static let domain = Session.domain
    private static let newDomain = RegisterDomainInput(name: "New", workflowExecutionRetentionPeriodInDays: "1")

    static let pairs: [Pair] = [
        Pair(testDescription: "a start", code: .workflowExecutionAlreadyStarted) { rig, _ in
            _ = try await rig.session.start("new")
        } second: { rig, _ in
            _ = try await rig.session.start("new")
        },
        Pair(testDescription: "a domain, registered again", code: .domainAlreadyExists) { rig, _ in
            try await rig.engine.registerDomain(newDomain)
        } second: { rig, _ in
            try await rig.engine.registerDomain(newDomain)
        },
        Pair(testDescription: "a domain, described", code: nil) { rig, _ in
            try await rig.engine.registerDomain(newDomain)
        } second: { rig, _ in
            _ = try await rig.engine.describeDomain(.init(name: "New"))
        },
        Pair(testDescription: "a domain, listed", code: nil) { rig, _ in
            try await rig.engine.registerDomain(newDomain)
        } second: { rig, _ in
            let page = try await rig.engine.listDomains(.init(registrationStatus: .registered))
            #expect(page.domainInfos.contains { $0.name == "New" })
        },
        Pair(testDescription: "a type, registered again", code: .typeAlreadyExists) { rig, _ in
            try await rig.engine.registerActivityType(.init(domain: domain, name: "N", version: "1"))
        } second: { rig, _ in
            try await rig.engine.registerActivityType(.init(domain: domain, name: "N", version: "1"))
        },
        Pair(testDescription: "a type, described", code: nil) { rig, _ in
            try await rig.engine.registerWorkflowType(.init(domain: domain, name: "N", version: "1"))
        } second: { rig, _ in
            _ = try await rig.engine.describeWorkflowType(
                .init(domain: domain, workflowType: .init(name: "N", version: "1"))
            )
        },
        Pair(testDescription: "a type, deprecated again", code: .typeDeprecated) { rig, _ in
            try await rig.engine.deprecateActivityType(.init(activityType: Session.activityType, domain: domain))
        } second: { rig, _ in
            try await rig.engine.deprecateActivityType(.init(activityType: Session.activityType, domain: domain))
        },
        Pair(testDescription: "a deprecated type, started", code: .typeDeprecated) { rig, _ in
            try await rig.engine.deprecateWorkflowType(.init(domain: domain, workflowType: Session.workflowType))
        } second: { rig, _ in
            _ = try await rig.session.start("other")
        },
        Pair(testDescription: "a deprecated domain, started", code: .domainDeprecated) { rig, _ in
            try await rig.engine.deprecateDomain(.init(name: domain))
        } second: { rig, _ in
            _ = try await rig.session.start("other")
        },
        Pair(testDescription: "tags, listed", code: nil) { rig, _ in
            let arn = rig.engine.arn(ofDomain: domain)
            try await rig.engine.tagResource(.init(resourceArn: arn, tags: [.init(key: "k", value: "v")]))
        } second: { rig, _ in
            let arn = rig.engine.arn(ofDomain: domain)
            let tags = try await rig.engine.listTagsForResource(.init(resourceArn: arn)).tags
            #expect(tags?.count == 1)
        },
        Pair(testDescription: "a termination, signalled by workflow id", code: .unknownResource) { rig, _ in
            try await rig.session.terminate("w")
        } second: { rig, _ in
            try await rig.session.signal("w", "late")
        },
        Pair(testDescription: "a termination, canceled by run id", code: .unknownResource) { rig, _ in
            try await rig.session.terminate("w")
        } second: { rig, before in
            try await rig.session.cancel("w", runId: before.activity.workflowExecution.runId)
        },
        Pair(testDescription: "an activity task, answered twice", code: .unknownResource) { rig, before in
            try await rig.session.complete(before.activity)
        } second: { rig, before in
            try await rig.session.complete(before.activity)
        },
        Pair(testDescription: "an activity task, a heartbeat after its answer", code: .unknownResource) { rig, before in
            try await rig.session.complete(before.activity)
        } second: { rig, before in
            _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: before.activity.taskToken))
        },
        Pair(testDescription: "a decision task, answered twice", code: .unknownResource) { rig, before in
            try await rig.session.answer(before.decision)
        } second: { rig, before in
            try await rig.session.answer(before.decision)
        },
        Pair(testDescription: "an execution, described", code: nil) { rig, _ in
            try await rig.session.cancel("w")
        } second: { rig, before in
            let detail = try await rig.describe(before.activity.workflowExecution)
            #expect(detail.executionInfo.cancelRequested == true)
        },
    ]

    @Test(arguments: pairs, [false, true])
    func `an answer waits for the commit that it goes by, and fails with it`(pair: Pair, fails: Bool) async throws {
        let store = FailingStore(MemoryStore())
        let rig = try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64))
        _ = try await rig.session.start("w")
        try await rig.session.answer(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        let activity = try await rig.session.activityTask()
        try await rig.session.signal("w", "wake")
        let before = Before(decision: try await rig.session.decisionTask(), activity: activity)

        let commits = store.commits.count
        store.hold()
        let first = Task { try await pair.first(rig, before) }
        await Bounded.wait { store.commits.count > commits }
        let answered = Counter()
        let second = Task {
            defer { _ = answered.next() }
            try await pair.second(rig, before)
        }
        for _ in 0..<300 { await Task.yield() }
        #expect(answered.count == 0, "nothing is told before it is committed")
        if fails { store.failCommits() }
        store.release()
        if fails {
            #expect(await fault { try await first.value }?.code == .serviceUnavailable)
            #expect(await fault { try await second.value }?.code == .serviceUnavailable)
        } else {
            try await first.value
            var code: Fault.Code?
            do { try await second.value } catch let error as Fault { code = error.code }
            #expect(code == pair.code)
        }
    }
}
