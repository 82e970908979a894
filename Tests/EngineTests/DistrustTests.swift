import MartletTesting
import SWFModel
import Storage
import Synchronization
import Testing

@testable import Engine

/// A store whose disk failed must be opened anew: until then nothing is written, what is in doubt is told as such, and
/// reads go on (docs/DURABILITY.md).
@Suite struct DistrustTests {
    private static let sentence = "The sync failed."
    private static let inDoubt = StoreError(.mustReopen, sentence, mayBeDone: true)

    private func rig() async throws -> (EngineByHand, FailingStore) {
        let store = FailingStore(MemoryStore())
        return (try await EngineByHand(store: store, configuration: EngineByHand.configuration(resident: 64)), store)
    }

    @Test(arguments: FailingStore.Moment.allCases)
    func `whose commit is in doubt learns that, and who comes after it that nothing was done`(
        moment: FailingStore.Moment
    ) async throws {
        let (rig, store) = try await rig()
        _ = try await rig.session.start("w")
        store.failCommits(moment, with: Self.inDoubt)
        #expect(await fault { try await rig.session.signal("w", "s") } == Fault(.internalFailure, Self.sentence))
        #expect(await fault { try await rig.session.signal("w", "t") } == Fault(.serviceUnavailable, Self.sentence))
        #expect(await fault { _ = try await rig.session.pollDecision() }?.code == .serviceUnavailable)
        #expect(await !rig.engine.canCommit())
    }

    /// A signal in a group that was never written may be repeated without being there twice.
    @Test func `those who waited for the next group are told that nothing was done`() async throws {
        let (rig, store) = try await rig()
        _ = try await rig.session.start("w")
        store.hold()
        store.failCommits(with: Self.inDoubt)
        let before = store.commits.count
        async let first = fault { try await rig.session.signal("w", "first") }
        await Bounded.wait { store.commits.count > before }
        async let second = fault { try await rig.session.signal("w", "second") }
        await Bounded.wait { rig.engine.state.withLock { !$0.group.isEmpty } }
        store.release()
        #expect(await first?.code == .internalFailure)
        #expect(await second?.code == .serviceUnavailable)
    }

    @Test func `the store is not tried again, and is well for a new engine`() async throws {
        let (rig, store) = try await rig()
        let execution = try await rig.session.start("w")
        store.failCommits(.afterWriting, with: Self.inDoubt)
        _ = await fault { try await rig.session.signal("w", "s") }
        let probes = store.probes.count
        // The recovery ends by itself: it waits for nothing and tries nothing.
        await rig.engine.recoverFromFailures()
        store.heal()
        #expect(rig.engine.isBroken)
        #expect(await !rig.engine.canCommit())
        #expect(store.probes.count == probes)
        // Reads show what the store holds.
        #expect(try await rig.session.history(execution).last?.eventType == .workflowExecutionSignaled)
        let fresh = try await rig.reopened()
        try await fresh.session.signal("w", "t")
        #expect(try await fresh.session.history(execution).count == 4)
    }

    @Test func `reads show nothing of what is in doubt and not in the store`() async throws {
        let (rig, store) = try await rig()
        store.failCommits(with: Self.inDoubt)
        let domain = RegisterDomainInput(name: "Doubtful", workflowExecutionRetentionPeriodInDays: "1")
        #expect(await fault { try await rig.engine.registerDomain(domain) }?.code == .internalFailure)
        await rig.engine.recoverFromFailures()
        let domains = try await rig.engine.listDomains(.init(registrationStatus: .registered)).domainInfos
        #expect(domains.map(\.name) == [Session.domain])
    }

    @Test func `a failure in the upkeep of the store stops the commits as well`() async throws {
        let (rig, store) = try await rig()
        let engine = rig.engine
        store.failUpkeep(with: Self.inDoubt)
        engine.maintenanceSignal.set()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await engine.maintainStore() }
            group.addTask { await engine.recoverFromFailures() }
            await group.next()
            group.cancelAll()
        }
        #expect(await !engine.canCommit())
        #expect(
            await fault {
                try await engine.registerDomain(.init(name: "New", workflowExecutionRetentionPeriodInDays: "1"))
            } == Fault(.serviceUnavailable, Self.sentence)
        )
    }
}
