import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// Whatever a server can have written is taken over by another, or refused for what is under way between executions; and
/// goes on there without breaking a rule.
@Suite struct TakeoverOfRandomTests {
    /// Every execution of a store with its history, in the order of their starts.
    private static func histories(
        _ store: any WorkflowStore
    ) async throws -> [(execution: WorkflowExecution, events: [HistoryEvent])] {
        var found: [(execution: WorkflowExecution, events: [HistoryEvent])] = []
        for id in 1..<(try await store.contents().nextExecutionId) {
            guard let record = try await store.execution(id: id)?.record else { continue }
            let events = try await store.events(of: id, in: 1...record.lastEventId).flatMap(\.events).map {
                try AWSJSON.decode(HistoryEvent.self, from: Array($0))
            }
            found.append((record.identity.execution, events))
        }
        return found
    }

    /// A server that has nothing but the types.
    private static func empty(_ store: any WorkflowStore, clock: ManualClock) async throws -> EngineByHand {
        var configuration = EngineByHand.configuration(resident: 6)
        configuration.newRunId = { RunId.random() }
        let rig = try await EngineByHand(store: store, clock: clock, configuration: configuration)
        try await rig.engine.registerWorkflowType(.init(domain: Session.domain, name: "Bare", version: "1"))
        return rig
    }

    /// Answers whatever there is to answer, and lets time pass until all is closed.
    private static func finish(_ rig: EngineByHand) async throws {
        for _ in 0..<400 {
            for list in [Session.taskList, TaskList(name: "Other")] {
                while let task = try await rig.engine.pollForDecisionTask(
                    .init(domain: Session.domain, taskList: list)
                ) {
                    try await rig.session.decide(task, [.completeWorkflowExecution(.init())])
                }
                while let task = try await rig.engine.pollForActivityTask(
                    .init(domain: Session.domain, taskList: list)
                ) {
                    try await rig.session.complete(task)
                }
            }
            try await rig.settle()
            guard let next = try await rig.store.nextDeadline() else { return }
            rig.clock.set(max(next, rig.clock.now))
            try await rig.settle()
        }
        Issue.record("It never came to an end.")
    }

    @Test(arguments: (0..<6).map { 3_001 + UInt64($0) }, StoreKind.allCases)
    func `what a random program leaves goes on in another server`(seed: UInt64, kind: StoreKind) async throws {
        var program = try await RandomProgram(
            seed: seed,
            over: StoreUnderTest(path: "", memory: MemoryStore()),
            chaos: .init(reopensOneIn: 1_000_000)
        )
        for _ in 0..<250 { try await program.step() }
        let histories = try await Self.histories(program.store)
        #expect(histories.count > 10)
        try await kind.withStore { place in
            let rig = try await Self.empty(try place.open(), clock: program.rig.clock)
            var waiting = histories
            var refused: [String: Int] = [:]
            var taken: [WorkflowExecution] = []
            // A child goes before its parent, so several rounds may be needed.
            while true {
                var left: [(execution: WorkflowExecution, events: [HistoryEvent])] = []
                refused = [:]
                for (execution, events) in waiting {
                    do {
                        _ = try await rig.engine.importExecution(events, of: execution, in: Session.domain)
                        taken.append(execution)
                    } catch let fault as Fault {
                        let words = ["about to start", "on its way", "is not open here", "never times out"]
                        let word = words.first { fault.message?.contains($0) == true }
                        #expect(word != nil, "seed \(seed): \(fault)")
                        refused[word ?? "?", default: 0] += 1
                        left.append((execution, events))
                    }
                }
                guard left.count < waiting.count, !left.isEmpty else { break }
                waiting = left
            }
            #expect(taken.count * 2 > histories.count, "seed \(seed): \(refused)")
            for execution in taken {
                #expect(
                    try await rig.session.pagedHistory(execution)
                        == histories.first { $0.execution == execution }?.events
                )
                #expect(try await rig.describe(execution) == program.rig.describe(execution), "seed \(seed)")
            }
            var ledger = Ledger()
            try await ledger.check(rig.engine, rig.store, "seed \(seed), imported")
            try await Self.finish(rig)
            try await ledger.check(rig.engine, rig.store, "seed \(seed), finished")
            #expect(try await rig.store.contents().openExecutions.isEmpty, "seed \(seed)")
            try await rig.store.close()
        }
        try await program.store.close()
    }

    private struct Recording: Decodable {
        var workflowId: String
        var runId: String
        var events: [HistoryEvent]
    }

    /// The histories recorded from the real service, in the folder `shared` beside the package.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/histories").standardizedFileURL

    private static let recorded: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        if all.isEmpty { print("left out: importing recorded histories, for shared/histories is missing.") }
        return all.filter { $0.hasSuffix(".json") }.sorted()
    }()

    /// Registers what a history needs.
    private static func register(_ events: [HistoryEvent], in engine: WorkflowEngine) async throws {
        let needed = NeededTypes(events)
        if let type = needed.workflow {
            try await engine.registerWorkflowType(
                .init(domain: Session.domain, name: type.name, version: type.version)
            )
        }
        for type in needed.activities {
            try await engine.registerActivityType(
                .init(domain: Session.domain, name: type.name, version: type.version)
            )
        }
    }

    @Test(.enabled(if: !recorded.isEmpty), arguments: recorded)
    func `a history recorded from the real service is taken over whole, and at each moment of its life`(
        name: String
    ) async throws {
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
        let recording = try AWSJSON.decode(Recording.self, from: bytes)
        let execution = WorkflowExecution(runId: recording.runId, workflowId: recording.workflowId)
        var opened = 0
        for count in 2...recording.events.count {
            let events = Array(recording.events.prefix(count))
            // Between two transactions only: all events of one have one time.
            if count < recording.events.count,
                events[count - 1].eventTimestamp == recording.events[count].eventTimestamp
            {
                continue
            }
            guard let last = events.last else { continue }
            let rig = try await EngineByHand(clock: ManualClock(now: last.eventTimestamp))
            try await Self.register(events, in: rig.engine)
            let input = ImportWorkflowExecutionInput(domain: Session.domain, events: events, execution: execution)
            let answer: ImportWorkflowExecutionOutput
            do {
                answer = try await rig.engine.importWorkflowExecution(input)
            } catch let fault as Fault {
                let isExpected = ["on its way", "about to start", "lambda", "never times out"].contains {
                    fault.message?.contains($0) == true
                }
                #expect(isExpected, "\(name) up to event \(count): \(fault)")
                continue
            }
            #expect(try await rig.session.pagedHistory(execution) == events)
            #expect(answer.executionStatus == (count == recording.events.count ? .closed : .open))
            if answer.executionStatus == .open {
                opened += 1
                try await rig.session.terminate(recording.workflowId)
            }
            var ledger = Ledger()
            try await ledger.check(rig.engine, rig.store, "\(name) up to event \(count)")
        }
        #expect(opened > 1)
    }
}
