/// Numbers that look random and are the same in every replay of a run.
public struct WorkflowRandom: RandomNumberGenerator, Sendable {
    let execution: HeldExecution

    /// The next number of the execution's one sequence.
    public mutating func next() -> UInt64 { execution.nextRandom() }
}
