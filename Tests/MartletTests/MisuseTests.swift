import DeciderCore
import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

@Suite("Code that cannot be replayed is found out", .serialized)
struct MisuseTests {
    private func world(_ workflow: any Workflow.Type) -> SimulatedWorld {
        SimulatedWorld(type: workflow.definition.type, input: "1", seed: 1, worker: Program.worker)
    }

    /// The error with which an execution of the workflow ends; nil when it ends well.
    private func misuse(of workflow: any Workflow.Type, cancelAfter: Int? = nil) throws -> Misuse? {
        do {
            _ = try Recording.of(workflow, in: world(workflow), cancelAfter: cancelAfter, isBusy: false)
            return nil
        } catch let misuse as Misuse {
            return misuse
        }
    }

    @Test func `waiting for nothing durable is blocked, near the last call`() throws {
        let found = try #require(try misuse(of: ForeignOnlyProgram.self))
        guard case .blocked(let place?) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(place.fileID == "MartletTests/Misusers.swift")
        #expect(found.description.contains("after the call at MartletTests/Misusers.swift:12"))
        ForeignOnlyProgram.gate.open()
    }

    @Test func `what resumes the code beside an activity is foreign`() throws {
        var world = world(ForeignBesideProgram.self)
        let recording = Recording(
            workflow: ForeignBesideProgram.self,
            execution: world.execution,
            events: [],
            decided: []
        )
        let execution = recording.fresh()
        let first = try #require(try world.pollDecisionTask())
        let decisions = try execution.follow(world.events, to: first.startedEventId)
        #expect(decisions.map(\.short) == ["+Fetch-1"])
        try world.answer(first, decisions)
        ForeignBesideProgram.gate.open()
        while try world.step() {
            guard let task = try world.pollDecisionTask() else { continue }
            #expect(throws: Misuse.self) { try execution.follow(world.events, to: task.startedEventId) }
            break
        }
        execution.release()
    }

    @Test func `Task.sleep is found at once`() throws {
        let found = try #require(try misuse(of: TaskSleepProgram.self))
        #expect(found.description.contains("before the first call of the context"))
    }

    @Test func `a task of its own is found`() throws {
        #expect(try misuse(of: OwnTaskProgram.self) != nil)
    }

    @Test func `the main actor is found`() throws {
        #expect(try misuse(of: MainActorProgram.self) != nil)
    }

    @Test func `calling the context without end is found`() throws {
        let found = try #require(try misuse(of: SpinningProgram.self, cancelAfter: 1))
        guard case .spinning(let place) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(place.fileID == "MartletTests/Misusers.swift")
    }

    /// What the first decision task of an execution brings, started with a number.
    private func firstDecisions(of workflow: any Workflow.Type, _ input: Int) throws -> [Decision] {
        var world = SimulatedWorld(type: workflow.definition.type, input: "\(input)", seed: 1, worker: Program.worker)
        let recording = Recording(workflow: workflow, execution: world.execution, events: [], decided: [])
        let execution = recording.fresh()
        defer { execution.release() }
        let task = try #require(try world.pollDecisionTask())
        return try execution.follow(world.events, to: task.startedEventId)
    }

    /// Of versions at most 500 are new at a time anyway.
    @Test(arguments: [ManyMarkersProgram.self as any Workflow.Type, ManyValuesProgram.self, ManyStepsProgram.self])
    func `asking without end is found before the memory is full`(_ workflow: any Workflow.Type) throws {
        let found = try #require(throws: Misuse.self) { _ = try firstDecisions(of: workflow, 10_500) }
        guard case .asking(let place) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(place.fileID == "MartletTests/Misusers.swift")
        #expect(found.description.contains("asks for more than 10000 things"))
    }

    @Test func `asking for very much is allowed`() throws {
        let decisions = try firstDecisions(of: ManyMarkersProgram.self, 9_000)
        #expect(decisions.count > 99, "the first of them; the others follow with the next answers")
    }

    /// What somebody does with a context that is not theirs, and where the sentence says that it was.
    enum Theft: String, CaseIterable {
        case drawing = "after the call at MartletTests/Misusers.swift:"
        case publishing = "at MartletTests/MisuseTests.swift:"
        case opening = "was called at MartletTests/MisuseTests.swift:"

        func commit(on context: WorkflowContext) {
            switch self {
            case .drawing: _ = context.random.next()
            case .publishing: try? context.publish("stolen")
            case .opening: _ = context.channel(Signal<Int>("never declared"))
            }
        }
    }

    @Test(arguments: Theft.allCases)
    func `a context in the hands of others is found whatever they do with it`(_ theft: Theft) throws {
        var world = world(GivingProgram.self)
        let recording = Recording(workflow: GivingProgram.self, execution: world.execution, events: [], decided: [])
        let execution = recording.fresh()
        defer { execution.release() }
        let first = try #require(try world.pollDecisionTask())
        try world.answer(first, try execution.follow(world.events, to: first.startedEventId))
        let context = try #require(
            GivingProgram.context.withLock { context in
                defer { context = nil }
                return context
            }
        )
        let next = execution.state.withLock { state in
            var copy = state.random
            return copy.next()
        }
        theft.commit(on: context)
        #expect(execution.state.withLock { $0.random.next() } == next, "the sequence has not moved on")
        #expect(execution.newlyPublished == nil)
        while try world.step() {
            guard let task = try world.pollDecisionTask() else { continue }
            let found = try #require(throws: Misuse.self) {
                try execution.follow(world.events, to: task.startedEventId)
            }
            #expect(found.description.contains(theft.rawValue), "\(found)")
            return
        }
        Issue.record("There was no second decision task.")
    }

    @Test func `a condition that calls its context is found in the same turn`() throws {
        // Nothing happens after that turn: a misuse that were told in the next would not be told at all.
        let found = try #require(try misuse(of: MeddlingConditionProgram.self))
        guard case .callInCondition(let place) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(place.fileID == "MartletTests/Misusers.swift")
    }

    @Test(arguments: [
        (OversizeProgram.self as any Workflow.Type, "the input of the activity Render has 40002 characters"),
        (OversizeOutputProgram.self, "the output of the workflow OversizeOutputProgram has 40002 characters"),
        (ThrowingProgram.self, "NoLicence: NoLicence(article: \"00353\")"),
        (UncaughtFailureProgram.self, "Render-1 failed after 1 attempt: it broke"),
    ])
    func `an error of the code fails the execution in words`(_ workflow: any Workflow.Type, _ words: String) throws {
        let recording = try Recording.of(workflow, in: world(workflow))
        #expect(recording.outcome?.closeStatus == .failed)
        #expect(recording.outcome?.reason?.hasPrefix(words) == true, "\(recording.outcome?.reason ?? "")")
    }

    @Test(arguments: [
        (RenamedProgram.self as any Workflow.Type, 5), (InsertedProgram.self, 11),
    ])
    func `changed code diverges at the event, with its place`(_ changed: any Workflow.Type, _ eventId: EventId) throws {
        let recording = try Recording.of(SequenceProgram.self, in: world(SequenceProgram.self), isBusy: false)
        var other = recording
        other.workflow = changed
        let execution = other.fresh()
        defer { execution.release() }
        let error = #expect(throws: ReplayError.self) { try execution.verify(recording.events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.eventId == eventId)
        #expect(divergence.place?.fileID == "MartletTests/Misusers.swift")
    }
}
