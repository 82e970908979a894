import DeciderCore
import Logging
import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

@Suite("What code writes into its history")
struct NoteTests {
    private func world(_ workflow: any Workflow.Type, input: String? = "1", seed: UInt64 = 1) -> SimulatedWorld {
        SimulatedWorld(
            type: workflow.definition.type,
            input: input,
            seed: seed,
            unknownTypes: ["Unregistered"],
            worker: Program.worker
        )
    }

    private func markers(_ recording: Recording) -> [String] {
        recording.events.compactMap { event in
            guard case .markerRecorded(let attributes) = event.attributes else { return nil }
            return "\(attributes.markerName) \(attributes.details ?? "")"
        }
    }

    static let made = Mutex(0)

    struct DiceProgram: Workflow {
        static let definition = WorkflowDefinition("Dice", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> [Int] {
            var throwsOfDice: [Int] = []
            for number in 0..<5 {
                let thrown = try context.sideEffect("dice") {
                    NoteTests.made.withLock { count in
                        count += 1
                        return count
                    }
                }
                throwsOfDice.append(thrown)
                _ = try await context.run(Fetch.self, number)
            }
            return throwsOfDice
        }
    }

    @Test func `a side effect is made once, however often the code is run`() throws {
        let recording = try Recording.of(DiceProgram.self, in: world(DiceProgram.self), isHeld: false, isBusy: false)
        #expect(Self.made.withLock { $0 } == 5)
        #expect(recording.outcome?.result == "[1,2,3,4,5]")
        #expect(markers(recording).first == "value.dice-1 1")
    }

    static let minted = Mutex(0)

    struct CoinProgram: Workflow {
        static let definition = WorkflowDefinition("Coin", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            let coin = try context.sideEffect("coin") {
                NoteTests.minted.withLock { count in
                    count += 1
                    return count
                }
            }
            return try await context.run(Fetch.self, coin)
        }
    }

    @Test func `a decision that is computed twice gets the values of the first time`() throws {
        var world = world(CoinProgram.self)
        let task = try #require(try world.pollDecisionTask())
        let recording = Recording(workflow: CoinProgram.self, execution: world.execution, events: [], decided: [])
        let first = recording.fresh()
        let second = recording.fresh()
        defer {
            first.release()
            second.release()
        }
        let decisions = try first.follow(world.events, to: task.startedEventId)
        second.record(first.recordedValues)
        #expect(try second.follow(world.events, to: task.startedEventId) == decisions)
    }

    struct BeforeProgram: Workflow {
        static let definition = WorkflowDefinition("Tax", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            let value = try await context.run(Fetch.self, input)
            return try await context.run(Fetch.self, value * 2)
        }
    }

    struct AfterProgram: Workflow {
        static let definition = WorkflowDefinition("Tax", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            if context.patched("log first") { _ = try await context.run(Render.self, "log") }
            let value = try await context.run(Fetch.self, input)
            let factor = context.version("factor", 1...2) == 2 ? 3 : 2
            return try await context.run(Fetch.self, value * factor)
        }
    }

    /// The code after the old path was given up.
    struct LateProgram: Workflow {
        static let definition = WorkflowDefinition("Tax", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            _ = try await context.run(Render.self, "log")
            let value = try await context.run(Fetch.self, input)
            return try await context.run(Fetch.self, value * (context.version("factor", 2...2) + 1))
        }
    }

    private func verify(_ recording: Recording, by workflow: any Workflow.Type) throws {
        let execution = Recording(workflow: workflow, execution: recording.execution, events: [], decided: []).fresh()
        defer { execution.release() }
        try execution.verify(recording.events)
    }

    @Test func `a version keeps to what the history began with`() throws {
        let old = try Recording.of(BeforeProgram.self, in: world(BeforeProgram.self), isBusy: false)
        let new = try Recording.of(AfterProgram.self, in: world(AfterProgram.self), isBusy: false)
        #expect(old.outcome?.result == "2")
        #expect(new.outcome?.result == "3")
        #expect(markers(new) == ["martlet.version.log first 1", "martlet.version.factor 2"])
        // Code with the change follows both, code without it only the old one.
        try verify(old, by: AfterProgram.self)
        try verify(new, by: AfterProgram.self)
        #expect(throws: ReplayError.self) { try verify(new, by: BeforeProgram.self) }
    }

    @Test func `a change that is taken for granted needs no question any more`() throws {
        let old = try Recording.of(BeforeProgram.self, in: world(BeforeProgram.self), isBusy: false)
        let new = try Recording.of(AfterProgram.self, in: world(AfterProgram.self), isBusy: false)
        try verify(new, by: LateProgram.self)
        #expect(throws: ReplayError.self) { try verify(old, by: LateProgram.self) }
    }

    @Test(arguments: [true, false])
    func `a change in an answer that is cut is that of new code`(_ isHeld: Bool) throws {
        let recording = try Recording.of(
            ManySideEffectsProgram.self,
            in: world(ManySideEffectsProgram.self),
            isHeld: isHeld,
            isBusy: false
        )
        #expect(recording.outcome?.result == "\((0..<150).reduce(0, +) + 15 * 2)")
        #expect(recording.replayed() == [])
    }

    /// Asks for more changes than one answer may hold.
    struct ManyChangesProgram: Workflow {
        static let definition = WorkflowDefinition("ManyChanges", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            let first = (0..<600).count { context.patched("\(input)-\($0)") }
            let again = (0..<600).count { context.patched("\(input)-\($0)") }
            return try await context.run(Fetch.self, first) + again
        }
    }

    @Test(arguments: [true, false])
    func `of changes without end the first are new`(_ isHeld: Bool) throws {
        let recording = try Recording.of(
            ManyChangesProgram.self,
            in: world(ManyChangesProgram.self),
            isHeld: isHeld,
            isBusy: false
        )
        #expect(recording.outcome?.result == "\(2 * Replay.versionLimit)")
        #expect(recording.replayed() == [])
    }

    struct NarrowProgram: Workflow {
        static let definition = WorkflowDefinition("Tax", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            if context.patched("log first") { _ = try await context.run(Render.self, "log") }
            let value = try await context.run(Fetch.self, input)
            return try await context.run(Fetch.self, value * context.version("factor", 3...5))
        }
    }

    @Test func `a version that the code no longer has is a divergence that names it`() throws {
        let new = try Recording.of(AfterProgram.self, in: world(AfterProgram.self), isBusy: false)
        let error = #expect(throws: ReplayError.self) { try verify(new, by: NarrowProgram.self) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.recorded == "version 2 of the change factor")
        #expect(divergence.asked == "one of 3 to 5")
    }

    @Test func `a signal that nobody knows is noted once`() throws {
        let recording = try Recording.of(
            UnknownSignalProgram.self,
            in: world(UnknownSignalProgram.self),
            signals: [.init(1, "what", "1")],
            isBusy: false
        )
        let signal = try #require(recording.events.first { $0.eventType == .workflowExecutionSignaled })
        #expect(
            markers(recording)
                == [#"martlet.note.unknown-signal {"events":[\#(signal.eventId)],"signal":"what"}"#]
        )
    }

    @Test func `a signal that cannot be read is noted and passed over`() throws {
        let recording = try Recording.of(
            SignalLoopProgram.self,
            in: world(SignalLoopProgram.self),
            signals: [.init(1, "number", "\"many\""), .init(1, "number", "7"), .init(2, "number", "0")],
            isBusy: false
        )
        #expect(recording.outcome?.result == "[7]")
        let notes = markers(recording)
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("martlet.note.undecodable-signal {\"events\":[") == true)
        #expect(notes.first?.contains("the payload of number cannot be read") == true)
    }

    struct HastyProgram: Workflow {
        static let definition = WorkflowDefinition("Hasty", version: "1")
        static var signals: [any SignalDeclaration] { [Signal<Int>.number] }
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            _ = try await context.run(Fetch.self, input)
            _ = try await context.run(Fetch.self, input)
            return input
        }
    }

    @Test func `signals that were not received are noted when the code ends`() throws {
        let recording = try Recording.of(
            HastyProgram.self,
            in: world(HastyProgram.self),
            signals: [.init(1, "number", "1"), .init(1, "number", "2")],
            isBusy: false
        )
        let events = recording.events.filter { $0.eventType == .workflowExecutionSignaled }.map { "\($0.eventId)" }
        #expect(events.count == 2)
        #expect(
            markers(recording) == [
                #"martlet.note.unreceived-signals {"events":[\#(events.joined(separator: ","))],"signal":"number"}"#
            ]
        )
    }

    struct MisnamedProgram: Workflow {
        static let definition = WorkflowDefinition("Misnamed", version: "1")
        func run(_ input: String, context: WorkflowContext) async throws -> String {
            do {
                try context.recordMarker(input)
                return "taken"
            } catch let failure as ValueFailure {
                return failure.description
            }
        }
    }

    @Test(arguments: [
        ("", "the name of a marker has 0 characters; it may have 1 to 200"),
        ("martlet.x", "the name of the marker martlet.x begins with martlet. or value., which are Martlet's own"),
        ("value.x", "the name of the marker value.x begins with martlet. or value., which are Martlet's own"),
        ("mine", "taken"),
    ])
    func `a marker's name is checked`(_ name: String, _ answer: String) throws {
        let recording = try Recording.of(
            MisnamedProgram.self,
            in: world(MisnamedProgram.self, input: "\"\(name)\""),
            isBusy: false
        )
        #expect(recording.outcome?.result == "\"\(answer)\"")
    }

    @Test func `what is published goes with the answer of its turn`() throws {
        var world = world(PublishProgram.self)
        let recording = Recording(workflow: PublishProgram.self, execution: world.execution, events: [], decided: [])
        let execution = recording.fresh()
        defer { execution.release() }
        var published: [String?] = []
        while world.isOpen {
            guard let task = try world.pollDecisionTask() else {
                _ = try world.step()
                continue
            }
            let decisions = try execution.follow(world.events, to: task.startedEventId)
            published.append(execution.newlyPublished)
            try world.answer(task, decisions)
        }
        #expect(published == [#"{"done":0}"#, #"{"done":1}"#, #"{"done":2}"#, nil])
    }
}
