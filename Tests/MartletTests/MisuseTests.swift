import DeciderCore
import Martlet
import MartletTesting
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
