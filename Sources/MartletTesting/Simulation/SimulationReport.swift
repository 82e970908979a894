/// What a simulated run came to.
public struct SimulationReport: Sendable {
    /// The seed.
    public var seed: UInt64
    /// How many executions there were.
    public var executions = 0
    /// How many events their histories have.
    public var events = 0
    /// How many steps were taken.
    public var steps = 0
    /// How often each kind of thing happened, by name: calls, answers, troubles, closes.
    public var counts: [String: Int] = [:]
    /// What is wrong, as sentences; the run ends with the first check that finds something.
    public var violations: [String] = []
    /// The step after which it was found.
    public var failedAt: Int?
    /// What was done, a line a step; empty unless the options ask for it.
    public var trace: [String] = []
    /// Every history as JSON, one event a line, in the order of the executions; empty unless the options ask for it.
    public var histories: [UInt8] = []
    /// A number that differs when a byte of any history does.
    public var digest: UInt64 = 0

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func count(_ name: String, _ number: Int = 1) {
        counts[name, default: 0] += number
    }
}
