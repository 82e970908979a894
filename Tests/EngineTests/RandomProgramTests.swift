import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// design.md, invariants 1 to 4 and 6, over programs that follow from a seed. A failure names the seed and the step.
@Suite struct RandomProgramTests {
    /// The seeds that are tried: a few, or as many as the environment variable MARTLET_SEEDS says, for a long night.
    private static func seeds(from first: UInt64, count: Int) -> [UInt64] {
        let asked = ProcessInfo.processInfo.environment["MARTLET_SEEDS"].flatMap { Int($0) }
        return (0..<UInt64(asked ?? count)).map { first + $0 }
    }

    private struct Outcome {
        var log: [String]
        var histories: [String]
        var events: Int
    }

    private func run(
        seed: UInt64,
        steps: Int,
        over kind: StoreKind,
        chaos: RandomProgram.Chaos
    ) async throws -> Outcome {
        try await kind.withStore { place in
            var program = try await RandomProgram(seed: seed, over: place, chaos: chaos)
            var ledger = Ledger()
            for step in 1...steps {
                try await program.step()
                if step.isMultiple(of: 5) {
                    try await ledger.check(program.rig.engine, program.store, "seed \(seed), step \(step)")
                }
            }
            try await program.rig.settle()
            try await ledger.check(program.rig.engine, program.store, "seed \(seed), the end")
            try await program.reopen()
            try await ledger.check(program.rig.engine, program.store, "seed \(seed), reopened at the end")
            let histories = try await Ledger.histories(program.store)
            try await program.store.close()
            return Outcome(log: program.log, histories: histories, events: ledger.eventCount)
        }
    }

    private func compare(seed: UInt64, steps: Int, chaos: RandomProgram.Chaos) async throws {
        let memory = try await run(seed: seed, steps: steps, over: .memory, chaos: chaos)
        let sqlite = try await run(seed: seed, steps: steps, over: .sqlite, chaos: chaos)
        let difference = zip(memory.log, sqlite.log).enumerated().first { $1.0 != $1.1 }
        #expect(
            difference == nil,
            "seed \(seed), call \(difference?.offset ?? 0): \(difference?.element.0 ?? "") and \(difference?.element.1 ?? "")"
        )
        #expect(memory.log.count == sqlite.log.count, "seed \(seed)")
        #expect(memory.histories == sqlite.histories, "seed \(seed)")
        #expect(memory.events > steps / 2, "a program in which little happens shows little")
    }

    @Test(arguments: seeds(from: 1, count: 6))
    func `both stores give one history, which folds to the live state and breaks no rule`(seed: UInt64) async throws {
        try await compare(seed: seed, steps: 500, chaos: .init())
    }

    @Test(arguments: seeds(from: 1_001, count: 4))
    func `so they do when commits fail and servers are killed`(seed: UInt64) async throws {
        try await compare(seed: seed, steps: 400, chaos: .init(reopensOneIn: 15, failsOneIn: 10))
    }

    @Test func `the same seed gives the same program twice`() async throws {
        let first = try await run(seed: 21, steps: 150, over: .memory, chaos: .init(failsOneIn: 10))
        let second = try await run(seed: 21, steps: 150, over: .memory, chaos: .init(failsOneIn: 10))
        #expect(first.log == second.log)
        #expect(first.histories == second.histories)
    }

    /// A state is written as a snapshot every 256 events; a long history must fold to the same with it and without.
    @Test(arguments: StoreKind.allCases)
    func `a long history is read by its snapshots`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let store = try place.open()
            let rig = try await EngineByHand(store: store)
            let execution = try await rig.session.start("w")
            var ledger = Ledger()
            for round in 0..<150 {
                rig.clock.advance(by: .seconds(1))
                let task = try await rig.session.decisionTask()
                try await rig.session.decide(
                    task,
                    [
                        rig.session.schedule("a\(round)"),
                        .startTimer(.init(startToFireTimeout: "3000", timerId: "t\(round)")),
                    ]
                )
                let activity = try await rig.session.activityTask()
                _ = try await rig.engine.recordActivityTaskHeartbeat(
                    .init(details: "\(round)", taskToken: activity.taskToken)
                )
                // Some activities stay open, with their heartbeats.
                if round.isMultiple(of: 3) {
                    try await rig.session.signal("w", "s")
                } else {
                    try await rig.session.complete(activity)
                }
            }
            try await ledger.check(rig.engine, store, "long")
            let id = try #require(
                try await store.executionId(domain: Session.domain, workflowId: "w", runId: execution.runId)
            )
            let stored = try #require(try await store.execution(id: id))
            let snapshot = try #require(stored.snapshot)
            #expect(stored.record.lastEventId > 1_000)
            #expect(stored.record.lastEventId - snapshot.eventId < 256)
            #expect(stored.events.first.map { $0.first <= snapshot.eventId + 1 } ?? true)
            #expect(stored.events.reduce(0) { $0 + $1.count } < 300, "the whole history need not be read")

            let fresh = try await rig.reopened()
            try await ledger.check(fresh.engine, store, "long, reopened")
            let task = try await fresh.session.decisionTask()
            #expect(task.startedEventId == stored.record.lastEventId + 1)
            try await fresh.session.decide(task, [.completeWorkflowExecution(.init())])
            try await ledger.check(fresh.engine, store, "long, closed")
            #expect(HistoryLinter.lint(try await fresh.session.pagedHistory(execution)).isEmpty)
            try await store.close()
        }
    }

    /// Many callers at once over a running engine with few executions in memory.
    @Test(arguments: StoreKind.allCases, [31, 32] as [UInt64])
    func `many callers at once break no rule`(kind: StoreKind, seed: UInt64) async throws {
        try await kind.withStore { place in
            var configuration = WorkflowEngine.Configuration()
            configuration.residentExecutions = 6
            let store = try place.open()
            let checked = try await TestCluster.run(store: store, configuration: configuration) { cluster in
                let session = try await Session(cluster.engine)
                let callers = Callers(session: session, seed: seed)
                await callers.run(clock: cluster.clock, engine: cluster.engine)
                #expect(callers.handedOut.doubled.isEmpty, "seed \(seed): a task was given to two")
                // What is on its way between executions arrives, and what is due is done: the engine goes on by itself.
                try await Bounded.wait {
                    let now = cluster.clock.now
                    let messages = try await store.contents().messages
                    let due = try await store.due(at: now, limit: 1)
                    return messages.isEmpty && due.isEmpty && cluster.engine.isSettled
                }
                var ledger = Ledger()
                try await ledger.check(cluster.engine, store, "seed \(seed)")
                return ledger.eventCount
            }
            #expect(checked > 500, "seed \(seed)")
        }
    }
}
