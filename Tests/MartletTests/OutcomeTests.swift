import Martlet
import MartletTesting
import Testing

@testable import Martlet

/// What programs of the table come to, and in which order they do things: the table itself only compares runs.
@Suite("What programs come to")
struct OutcomeTests {
    private func recording(
        _ workflow: any Workflow.Type,
        cancelAfter: Int? = nil,
        signals: [Program.Arrival] = []
    ) throws -> Recording {
        try Recording.of(
            workflow,
            in: SimulatedWorld(
                type: workflow.definition.type,
                input: "1",
                seed: 2,
                unknownTypes: ["Unregistered"],
                worker: Program.worker
            ),
            cancelAfter: cancelAfter,
            signals: signals,
            isBusy: false
        )
    }

    static let results: [(any Workflow.Type, [Program.Arrival], String)] = [
        (ChildProgram.self, [], "3"),
        (ManyChildrenProgram.self, [], "15"),
        (
            FailingChildProgram.self, [],
            #"["the child workflow.ChildFails-1 (ChildFails) failed: the child broke","#
                + #""the child workflow.ChildEnds-2 (ChildEnds) was terminated"]"#
        ),
        (ChildHandleProgram.self, [], "[1,1,2,1]"),
        (ChildCancelProgram.self, [], #""first""#),
        (
            ChildNotStartedProgram.self, [],
            #"["the child workflow.Unregistered-1 (Unregistered) could not be started: WORKFLOW_TYPE_DOES_NOT_EXIST","#
                + #""the child taken (ChildWorks) could not be started: WORKFLOW_ALREADY_RUNNING"]"#
        ),
        (AbandonedChildProgram.self, [], #""ChildOfMine""#),
        (
            SignalProgram.self, [.init(1, "number", "5"), .init(1, "number", "3"), .init(2, "number", "4")],
            "[1,3,4,5]"
        ),
        (
            SignalRaceProgram.self, [.init(1, "right", "2"), .init(1, "right", "3"), .init(1, "left", "1")],
            "[2,3,1,1]"
        ),
        (ConditionProgram.self, [.init(1, "number", "1"), .init(1, "number", "2")], "3"),
        (ManyConditionsProgram.self, [.init(1, "number", "2")], "[0,3,6,1,4,2,5,7]"),
        (
            ExternalProgram.self, [],
            #"["the signal number did not arrive at nobody: no execution of this workflow id is open","#
                + #""the cancel request did not arrive at nobody: no execution of this workflow id is open"]"#
        ),
        (SignalTimeoutProgram.self, [], #""nobody answered""#),
        (SideEffectProgram.self, [], "[0,0,7,11,14,22]"),
        (VersionProgram.self, [], "[3,0,3,1,3,2]"),
        (LambdaProgram.self, [], #"["the lambda function broken failed: Unhandled","5"]"#),
        (ManySideEffectsProgram.self, [], "11205"),
    ]

    @Test(arguments: results)
    func `it ends with its result`(_ workflow: any Workflow.Type, _ signals: [Program.Arrival], _ result: String) throws
    {
        let recording = try recording(workflow, signals: signals)
        #expect(recording.outcome?.closeStatus == .completed)
        #expect(recording.outcome?.result == result)
    }

    private func inputs(_ recording: Recording) -> [String] {
        recording.events.compactMap { event in
            guard case .activityTaskScheduled(let attributes) = event.attributes else { return nil }
            return attributes.input
        }
    }

    /// What becomes of code that cancels itself, or throws in the middle of things: how it closes, with its result or reason.
    static let ends: [(any Workflow.Type, [Program.Arrival], CloseStatus, String)] = [
        (SelfCancelProgram.self, [], .completed, #""after slow""#),
        (SelfCancelEscapesProgram.self, [], .failed, "The workflow was canceled by its own code, not by a request"),
        (
            SelfCancelInGroupProgram.self, [], .completed,
            #"["2 was woken","0 slept","4 was woken","1 slept","3 slept"]"#
        ),
        (CancelAmidSleepsProgram.self, [], .completed, #"["1","2","2","not 6","not 3","not 4","not 5"]"#),
        (
            AddAfterCancelProgram.self, [], .completed,
            #"["false","slow","0 never began","1 never began","2 never began"]"#
        ),
        (
            CancelForAwaitProgram.self, [.init(1, "left", "1"), .init(1, "right", "2")], .completed,
            #"["the time is over","left 0","right 2","left 1"]"#
        ),
        (CancelConditionsProgram.self, [], .completed, #"["0","1","not 2","not 3","not 4","not 5"]"#),
        (
            CancelStreamsProgram.self, [], .completed,
            #"["the time is over","nothing came","4 is through","2 is through","1 is through","5 is through","#
                + #""0 is through","3 is through"]"#
        ),
        (LetThrowEscapesProgram.self, [], .failed, "Render-2 failed after 1 attempt: it broke"),
        (DeepLetThrowProgram.self, [], .completed, #""lrl""#),
        (UnawaitedThrowProgram.self, [], .completed, "1"),
        (
            GroupThrowCleanUpProgram.self, [], .completed,
            #"["clean 4","clean 3","clean 2","clean 1","clean 0","enough"]"#
        ),
        (ManyThrowProgram.self, [], .completed, #"["0 3","1 2","2 1"]"#),
        (LetsInGroupProgram.self, [], .completed, #"["7 quick 3","3 quick 1","2: 5","0: 1"]"#),
        (DiscardingGroupThrowProgram.self, [], .failed, #"Complaint: Complaint(text: "two")"#),
        (
            ForAwaitThrowProgram.self, [.init(1, "number", "1"), .init(1, "number", "0")], .failed,
            #"Complaint: Complaint(text: "1")"#
        ),
        (ThrowingStreamProgram.self, [], .completed, #"[0,1,2,3,6]"#),
        (ThrowInTimeoutProgram.self, [], .completed, #"["it was not done within 1 seconds","done","the body threw"]"#),
    ]

    @Test(arguments: ends)
    func `it ends as it should when it cancels itself or throws`(
        _ workflow: any Workflow.Type,
        _ signals: [Program.Arrival],
        _ status: CloseStatus,
        _ text: String
    ) throws {
        let outcome = try recording(workflow, signals: signals).outcome
        #expect(outcome?.closeStatus == status)
        #expect(outcome?.result ?? outcome?.reason == text)
    }

    @Test func `a saga is undone in reverse and fails with what went wrong`() throws {
        let recording = try recording(SagaProgram.self)
        #expect(
            inputs(recording) == [
                #""flight""#, #""hotel""#, #""car""#, #""fail""#, #""undo car""#, #""undo hotel""#, #""undo flight""#,
            ]
        )
        #expect(recording.outcome?.closeStatus == .failed)
        #expect(recording.outcome?.reason == "Render-4 failed after 1 attempt: it broke")
    }

    @Test func `a canceled saga is undone all the same`() throws {
        let recording = try recording(SagaProgram.self, cancelAfter: 3)
        #expect(inputs(recording).suffix(2) == [#""undo hotel""#, #""undo flight""#])
        #expect(recording.outcome?.closeStatus == .canceled)
    }

    @Test func `a saga that continues as new is not undone`() throws {
        let recording = try recording(SagaContinueProgram.self)
        #expect(inputs(recording) == [#""flight""#])
        #expect(recording.outcome?.closeStatus == .continuedAsNew)
    }

    @Test func `a saga that continues as another workflow fails, and is undone`() throws {
        let recording = try recording(SagaContinueWronglyProgram.self)
        #expect(inputs(recording) == [#""flight""#, #""undo flight""#])
        #expect(recording.outcome?.closeStatus == .failed)
        #expect(
            recording.outcome?.reason
                == "A SagaContinueWronglyProgram cannot continue as a SagaProgram: only the version may differ"
        )
    }

    struct HelplessSagaProgram: Workflow {
        static let definition = WorkflowDefinition("HelplessSaga", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            try await context.saga { saga in
                saga.compensate("the first") { _ = try await context.run(Fetch.self, 1) }
                saga.compensate("the second") { _ = try await context.run(Render.self, "fail") }
                throw PermanentFailure("no room")
            }
        }
    }

    @Test func `what could not be undone is named, and the rest is undone`() throws {
        let recording = try recording(HelplessSagaProgram.self)
        #expect(inputs(recording) == [#""fail""#, "1"])
        #expect(
            recording.outcome?.reason
                == "no room. Not undone: the second: Render-1 failed after 1 attempt: it broke"
        )
    }

    @Test func `shielded clean-up is done after a cancel request`() throws {
        let recording = try recording(ShieldProgram.self, cancelAfter: 1)
        #expect(inputs(recording) == ["1", "2"])
        #expect(recording.outcome?.closeStatus == .canceled)
    }

    @Test func `a run that continues hands on what it was started with`() throws {
        let recording = try recording(ContinueProgram.self)
        guard case .workflowExecutionContinuedAsNew(let next)? = recording.events.last?.attributes else {
            Issue.record("\(String(describing: recording.events.last))")
            return
        }
        #expect(next.input == "2")
        #expect(next.tagList == ["again"])
        #expect(next.executionStartToCloseTimeout == "31536000")
        #expect(next.taskList.name == "default")
        #expect(next.lambdaRole == "arn:aws:iam::000000000000:role/lambda")
    }

    struct MisledProgram: Workflow {
        static let definition = WorkflowDefinition("Misled", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            throw try ContinueAsNew(ContinueProgram.self, input)
        }
    }

    @Test func `a run cannot continue as another workflow`() throws {
        #expect(
            try recording(MisledProgram.self).outcome?.reason
                == "A Misled cannot continue as a ContinueProgram: only the version may differ"
        )
    }

    @Test func `children of a run that continued another have ids of their own`() throws {
        let world = SimulatedWorld(
            type: ChildProgram.definition.type,
            input: "1",
            seed: 1,
            continuedRunId: "run-0",
            worker: Program.worker
        )
        let recording = try Recording.of(ChildProgram.self, in: world, isBusy: false)
        let ids = recording.events.compactMap { event in
            if case .startChildWorkflowExecutionInitiated(let attributes) = event.attributes {
                attributes.workflowId
            } else {
                String?.none
            }
        }
        #expect(ids.count == 2)
        #expect(ids.allSatisfy { $0.hasPrefix("workflow.ChildWorks-") && $0.contains(".x") })
    }
}
