import Martlet

/// One row of the table of programs.
struct Program: Sendable, CustomStringConvertible {
    var workflow: any Workflow.Type
    var input: String? = "1"
    /// After how many decision tasks cancel is requested.
    var cancelAfter: Int?
    /// What is signaled, in order.
    var signals: [Arrival] = []
    /// How the execution closes, whatever the order of events.
    var closes: CloseStatus = .completed
    /// In how many orders of events it is run at most: long histories are dear.
    var seedLimit = UInt64.max

    /// A signal from outside.
    struct Arrival: Sendable {
        /// After how many decision tasks, or when nothing but time could make something happen.
        var after: Int
        var name: String
        var input: String?

        init(_ after: Int, _ name: String, _ input: String? = nil) {
            self.after = after
            self.name = name
            self.input = input
        }
    }

    var description: String { workflow.definition.name + (cancelAfter.map { ", canceled after \($0)" } ?? "") }

    /// What the workers do for all programs.
    static let worker: @Sendable (SimulatedWorld.Task) -> SimulatedWorld.Reply = { task in
        switch task.name {
        case "Flaky": task.attempt < 3 ? .fail("not yet") : .complete(task.input)
        case "Render":
            switch task.input {
            case "\"fail\"": .fail("it broke")
            case "\"silence\"": .silence
            case "\"slow\"": .completeOrCancel(task.input)
            default: .complete(task.input)
            }
        case "Notify": .complete(nil)
        default: .complete(task.input)
        }
    }

    static let all: [Program] = [
        Program(workflow: SequenceProgram.self),
        Program(workflow: AsyncLetProgram.self),
        Program(workflow: AsyncLetLateAwaitProgram.self),
        Program(workflow: UnawaitedLetProgram.self),
        Program(workflow: TaskGroupProgram.self),
        Program(workflow: NestedGroupProgram.self),
        Program(workflow: MapProgram.self),
        Program(workflow: MapWideProgram.self),
        Program(workflow: MapNothingProgram.self),
        Program(workflow: SleepProgram.self),
        Program(workflow: ParallelSleepsProgram.self),
        Program(workflow: RetryProgram.self),
        Program(workflow: ParallelRetriesProgram.self),
        Program(workflow: CaughtFailureProgram.self),
        Program(workflow: UncaughtFailureProgram.self, closes: .failed),
        Program(workflow: TimedOutProgram.self),
        Program(workflow: ThrowingChildProgram.self, closes: .failed),
        Program(workflow: FirstOfProgram.self),
        Program(workflow: TimeoutRaceProgram.self),
        Program(workflow: CancellationHandlerProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: CancelIgnoredProgram.self, cancelAfter: 1),
        Program(workflow: CancelWhileManyWaitProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: RandomProgram.self),
        Program(workflow: RandomOrderProgram.self),
        Program(workflow: NowProgram.self),
        Program(workflow: BranchProgram.self),
        Program(workflow: ManyProgram.self, seedLimit: 1),
        Program(workflow: NothingProgram.self, input: nil),
        Program(workflow: ImmediateProgram.self),
        Program(workflow: ActorProgram.self),
        Program(workflow: StreamProgram.self),
        Program(workflow: YieldProgram.self),
        Program(workflow: LoopUntilProgram.self),
        Program(workflow: CompensationProgram.self),
        Program(workflow: DeepLetProgram.self),
        Program(workflow: DiscardingGroupProgram.self),
        Program(workflow: CancelOneChildProgram.self),
        Program(workflow: UnknownTypeProgram.self),
        Program(workflow: SequenceProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: AsyncLetProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: TaskGroupProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: NestedGroupProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: MapProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: RetryProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: SleepProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: DeepLetProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ParallelRetriesProgram.self, cancelAfter: 3, closes: .canceled),
        Program(workflow: ChildProgram.self),
        Program(workflow: ChildProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ManyChildrenProgram.self),
        Program(workflow: FailingChildProgram.self),
        Program(workflow: ChildHandleProgram.self),
        Program(workflow: ChildCancelProgram.self),
        Program(workflow: ChildCancelProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ChildRecallProgram.self),
        Program(workflow: ChildNotStartedProgram.self),
        Program(workflow: AbandonedChildProgram.self),
        Program(
            workflow: SignalProgram.self,
            signals: [.init(1, "number", "1"), .init(1, "number", "2"), .init(2, "number", "3")]
        ),
        Program(
            workflow: SignalLoopProgram.self,
            signals: [
                .init(0, "number", "1"), .init(1, "number", "no number"), .init(2, "number", "2"),
                .init(3, "number", "0"),
            ]
        ),
        Program(
            workflow: SignalRaceProgram.self,
            signals: [.init(1, "left", "1"), .init(1, "right", "2"), .init(2, "right", "3")]
        ),
        Program(workflow: UnknownSignalProgram.self, signals: [.init(1, "what", "1"), .init(2, "is", "2")]),
        Program(
            workflow: SignalTimeoutProgram.self,
            signals: [.init(5, "number", "1")]
        ),
        Program(workflow: SignalProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ConditionProgram.self, signals: [.init(1, "number", "1"), .init(2, "number", "2")]),
        Program(workflow: ManyConditionsProgram.self, signals: [.init(1, "number", "5")]),
        Program(workflow: ExternalProgram.self),
        Program(workflow: ExternalProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: TimeoutProgram.self),
        Program(workflow: TimeoutProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ShieldProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: SagaProgram.self, closes: .failed),
        Program(workflow: SagaProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: SideEffectProgram.self),
        Program(workflow: VersionProgram.self),
        Program(workflow: MarkerProgram.self),
        Program(workflow: PublishProgram.self),
        Program(workflow: LambdaProgram.self),
        Program(workflow: LambdaProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: ContinueProgram.self, closes: .continuedAsNew),
        Program(workflow: EverythingProgram.self, signals: [.init(2, "number", "1"), .init(3, "stop", nil)]),
        Program(workflow: EverythingProgram.self, cancelAfter: 3, closes: .canceled),
        Program(workflow: ManySideEffectsProgram.self, seedLimit: 1),
        Program(workflow: SelfCancelProgram.self),
        Program(workflow: SelfCancelProgram.self, cancelAfter: 1),
        Program(workflow: SelfCancelEscapesProgram.self, closes: .failed),
        Program(workflow: SelfCancelInGroupProgram.self),
        Program(workflow: CancelAmidSleepsProgram.self),
        Program(workflow: CancelAmidSleepsProgram.self, cancelAfter: 2),
        Program(workflow: AddAfterCancelProgram.self),
        Program(
            workflow: CancelForAwaitProgram.self,
            signals: [
                .init(1, "left", "1"), .init(1, "right", "2"), .init(2, "left", "3"), .init(3, "left", "4"),
                .init(4, "right", "5"),
            ]
        ),
        Program(
            workflow: CancelForAwaitProgram.self,
            cancelAfter: 2,
            signals: [.init(1, "left", "1"), .init(1, "right", "2"), .init(2, "left", "3")]
        ),
        Program(workflow: CancelConditionsProgram.self),
        Program(workflow: CancelConditionsProgram.self, cancelAfter: 1),
        Program(workflow: ConditionForEverProgram.self, cancelAfter: 1, closes: .canceled),
        Program(workflow: CancelStreamsProgram.self),
        Program(workflow: CancelStreamsProgram.self, cancelAfter: 2),
        Program(workflow: LetThrowEscapesProgram.self, closes: .failed),
        Program(workflow: DeepLetThrowProgram.self),
        Program(workflow: UnawaitedThrowProgram.self),
        Program(workflow: GroupThrowCleanUpProgram.self),
        Program(workflow: GroupThrowCleanUpProgram.self, cancelAfter: 2),
        Program(workflow: ManyThrowProgram.self),
        Program(workflow: LetsInGroupProgram.self),
        Program(workflow: LetsInGroupProgram.self, cancelAfter: 2, closes: .canceled),
        Program(workflow: DiscardingGroupThrowProgram.self, closes: .failed),
        Program(
            workflow: ForAwaitThrowProgram.self,
            signals: [.init(1, "number", "1"), .init(1, "number", "2"), .init(2, "number", "0")],
            closes: .failed
        ),
        Program(
            workflow: ForAwaitAgainProgram.self,
            signals: [
                .init(1, "number", "1"), .init(1, "number", "2"), .init(2, "number", "3"), .init(3, "number", "4"),
                .init(4, "number", "5"), .init(5, "number", "6"),
            ]
        ),
        Program(workflow: ThrowingStreamProgram.self),
        Program(workflow: ThrowInTimeoutProgram.self),
        Program(workflow: SagaContinueProgram.self, closes: .continuedAsNew),
        Program(workflow: SagaContinueWronglyProgram.self, closes: .failed),
    ]
}
