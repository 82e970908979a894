import Martlet

/// One row of the table of programs.
struct Program: Sendable, CustomStringConvertible {
    var workflow: any Workflow.Type
    var input: String? = "1"
    /// After how many decision tasks cancel is requested.
    var cancelAfter: Int?
    /// How the execution closes, whatever the order of events.
    var closes: CloseStatus = .completed
    /// In how many orders of events it is run at most: long histories are dear.
    var seedLimit = UInt64.max

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
    ]
}
