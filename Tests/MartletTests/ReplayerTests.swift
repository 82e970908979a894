import DeciderCore
import Martlet
import MartletTesting
import Testing

@testable import Martlet

@Suite("A recorded history is held against today's code")
struct ReplayerTests {
    private static let type = SequenceProgram.definition.type

    private func recording(_ workflow: any Workflow.Type = SequenceProgram.self) throws -> Recording {
        let world = SimulatedWorld(type: workflow.definition.type, input: "1", seed: 1, worker: Program.worker)
        return try Recording.of(workflow, in: world)
    }

    private func replay(
        _ recording: Recording,
        with workflows: [any Workflow.Type],
        comparesInputs: Bool = false
    ) -> ReplayReport {
        Replayer(workflows: workflows, comparesInputs: comparesInputs)
            .replay(recording.events, of: recording.execution, domain: "test")
    }

    @Test(arguments: Program.all)
    func `the same code replays what it did`(_ program: Program) throws {
        let world = SimulatedWorld(
            type: program.workflow.definition.type,
            input: program.input,
            seed: 1,
            unknownTypes: ["Unregistered"],
            worker: Program.worker
        )
        let recording = try Recording.of(
            program.workflow,
            in: world,
            cancelAfter: program.cancelAfter,
            signals: program.signals
        )
        let report = replay(recording, with: Program.all.map(\.workflow))
        #expect(report.verdict == .replays, "\(report)")
        let strict = replay(recording, with: Program.all.map(\.workflow), comparesInputs: true)
        #expect(strict.verdict == .replays, "\(strict)")
        #expect(report.decisionTaskCount == recording.decided.count)
        #expect(report.eventCount == recording.events.count)
    }

    @Test func `a history may end anywhere`() throws {
        let recording = try recording()
        for count in 1...recording.events.count {
            var part = recording
            part.events = Array(recording.events.prefix(count))
            #expect(replay(part, with: [SequenceProgram.self]).verdict == .replays, "\(count) events")
        }
    }

    @Test func `changed code diverges, in a sentence with the place`() throws {
        let report = replay(try recording(), with: [RenamedProgram.self])
        guard case .diverges(let divergence) = report.verdict else {
            Issue.record("\(report)")
            return
        }
        #expect(divergence.eventId == 5)
        #expect(
            report.description.hasPrefix(
                "SequenceProgram 1 does not follow its history: event 5: the history has ActivityTaskScheduled Fetch-1 "
                    + "(Fetch 1), but the code asks for ScheduleActivityTask Flaky-1 (Flaky 1) at MartletTests/Misusers.swift:"
            ),
            "\(report)"
        )
    }

    /// As SequenceProgram, but it ends early, or waits for what never comes.
    struct EarlyProgram: Workflow {
        static let definition = WorkflowDefinition("SequenceProgram", version: "1")

        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            try await context.run(Fetch.self, input, fileID: "Early.swift", line: 7)
        }
    }

    struct PatientProgram: Workflow {
        static let definition = WorkflowDefinition("SequenceProgram", version: "1")

        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            let value = try await context.run(Fetch.self, input)
            try await context.condition(fileID: "Patient.swift", line: 8) { false }
            return value
        }
    }

    @Test(
        arguments: [
            (EarlyProgram.self, "CompleteWorkflowExecution after the call at Early.swift:7"),
            (PatientProgram.self, "nothing more after the call at Patient.swift:8"),
        ] as [(any Workflow.Type, String)]
    )
    func `code that ends or waits where the history goes on is told by its last call`(
        _ workflow: any Workflow.Type,
        _ asked: String
    ) throws {
        let report = replay(try recording(), with: [workflow])
        guard case .diverges(let divergence) = report.verdict else {
            Issue.record("\(report)")
            return
        }
        #expect(divergence.recorded == "ActivityTaskScheduled Fetch-2 (Fetch 1)")
        #expect(divergence.description.hasSuffix("but the code asks for \(asked)"), "\(divergence)")
    }

    @Test func `code that asks for more than the last answer had diverges, also when the history just ends`() throws {
        var history = HistoryBuilder.started("SequenceProgram", input: "1")
        history.decided()
        history.signaled("hello")
        history.decisionTaskScheduled()
        let report = Replayer(workflows: [SequenceProgram.self]).replay(
            history.events,
            of: WorkflowExecution(runId: "run", workflowId: "one"),
            domain: "test"
        )
        guard case .diverges = report.verdict else {
            Issue.record("\(report)")
            return
        }
    }

    /// Hands something on in every way there is.
    struct HandingProgram: Workflow {
        static let definition = WorkflowDefinition("HandingProgram", version: "1")

        struct Input: Codable {
            var fetch = 1
            var render = "2"
            var child = 3
            var lambda = 4
            var signal = 5
            var next = 6
        }

        func run(_ input: Input, context: WorkflowContext) async throws -> Int {
            _ = try await context.run(Fetch.self, input.fetch)
            _ = try await context.run(Render.self, input.render)
            _ = try await context.run(ChildWorks.self, input.child)
            let _: Int = try await context.lambda("echo", input.lambda)
            try await context.signal(.number, input.signal, to: "somebody")
            var next = Input()
            next.next = input.next
            throw try ContinueAsNew(Self.self, next)
        }
    }

    /// What is handed on otherwise, and what the two sides are then.
    static let handed: [(HandingProgram.Input, String, String)] = [
        (.init(fetch: 9), "ActivityTaskScheduled Fetch-1 (Fetch 1) with the input 1", "input 9 at MartletTests/Rep"),
        (.init(render: "9"), #"ActivityTaskScheduled Render-2 (Render 1) with the input "2""#, #"input "9" at Mart"#),
        (.init(child: 9), "(ChildWorks 1) with the input 3", "input 9 at MartletTests/ReplayerTests.swift"),
        (.init(lambda: 9), "(echo) with the input 4", "input 9 at MartletTests/ReplayerTests.swift"),
        (.init(signal: 9), "number to somebody with the input 5", "input 9 at MartletTests/ReplayerTests.swift"),
        (.init(next: 9), #"WorkflowExecutionContinuedAsNew with the input {"child":3,"#, #""next":9,"#),
    ]

    @Test(arguments: handed)
    func `another input is found where inputs are compared, and only there`(
        changed: HandingProgram.Input,
        recorded: String,
        asked: String
    ) throws {
        let first = try #require(try ValueText.encode(HandingProgram.Input(), field: "the input"))
        let world = SimulatedWorld(
            type: HandingProgram.definition.type,
            input: first,
            seed: 1,
            worker: Program.worker
        )
        var recording = try Recording.of(HandingProgram.self, in: world)
        #expect(recording.outcome?.closeStatus == .continuedAsNew)
        // The code hands on what its own input says: with another one it is as if it were other code.
        guard case .workflowExecutionStarted(var started)? = recording.events.first?.attributes else {
            Issue.record("\(recording.events)")
            return
        }
        started.input = try ValueText.encode(changed, field: "the input")
        recording.events[0].attributes = .workflowExecutionStarted(started)
        #expect(replay(recording, with: [HandingProgram.self]).verdict == .replays)
        let report = replay(recording, with: [HandingProgram.self], comparesInputs: true)
        guard case .diverges(let divergence) = report.verdict else {
            Issue.record("\(report)")
            return
        }
        #expect(divergence.recorded.contains(recorded), "\(report)")
        #expect(report.description.contains(asked), "\(report)")
    }

    /// Two calls of one activity.
    struct TwoCalls: Workflow {
        static let definition = WorkflowDefinition("TwoCalls", version: "1")
        static let long = String(repeating: "a long text; ", count: 20)

        func run(_ input: Int, context: WorkflowContext) async throws -> String {
            let first = try await context.run(Render.self, Self.long + "first")
            return try await context.run(Render.self, Self.long + "second") + first
        }
    }

    /// The same two, the other way round.
    struct TwoCallsSwapped: Workflow {
        static let definition = TwoCalls.definition

        func run(_ input: Int, context: WorkflowContext) async throws -> String {
            let second = try await context.run(Render.self, TwoCalls.long + "second")
            return try await context.run(Render.self, TwoCalls.long + "first") + second
        }
    }

    @Test func `two calls that have changed places are told by their inputs alone, from where these part`() throws {
        let recording = try recording(TwoCalls.self)
        #expect(replay(recording, with: [TwoCallsSwapped.self]).verdict == .replays)
        let report = replay(recording, with: [TwoCallsSwapped.self], comparesInputs: true)
        #expect(
            report.description.hasPrefix(
                "TwoCalls 1 does not follow its history: event 5: the history has ActivityTaskScheduled Render-1 (Render 1) "
                    + #"with the input … text; a long text; first", but the code asks for ScheduleActivityTask Render-1 "#
                    + #"(Render 1) with the input … text; a long text; second" at MartletTests/ReplayerTests.swift:"#
            ),
            "\(report)"
        )
    }

    @Test func `a workflow of another version is another`() throws {
        let recording = try recording()
        let report = replay(recording, with: [RetryProgram.self])
        #expect(report.verdict == .unknownWorkflow(Self.type))
        #expect(report.description == "there is no workflow SequenceProgram version 1 here")
    }

    @Test func `code that waits for something else is misuse`() throws {
        var history = HistoryBuilder.started("TaskSleepProgram", input: "1")
        history.decided()
        let report = Replayer(workflows: [TaskSleepProgram.self]).replay(
            history.events,
            of: WorkflowExecution(runId: "run", workflowId: "one"),
            domain: "test"
        )
        guard case .misuse(let sentence) = report.verdict else {
            Issue.record("\(report)")
            return
        }
        #expect(sentence.hasPrefix("Non-durable await before the first call of the context"), "\(sentence)")
    }

    @Test(arguments: [0, 1, 4])
    func `a history without one of its events does not fit together`(_ missing: Int) throws {
        var recording = try recording()
        recording.events.remove(at: missing)
        guard case .malformed = replay(recording, with: [SequenceProgram.self]).verdict else {
            Issue.record("\(replay(recording, with: [SequenceProgram.self]))")
            return
        }
    }

    @Test func `no history does not fit together`() {
        let report = Replayer(workflows: []).replay(
            [],
            of: WorkflowExecution(runId: "run", workflowId: "one"),
            domain: "test"
        )
        #expect(report.verdict == .malformed(eventId: 0, problem: "there are no events"))
    }
}
