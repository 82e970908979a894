extension Replay {
    /// About how many bytes the replay takes: what it keeps of each command, and the decisions that are not yet confirmed.
    public var byteEstimate: Int {
        machines.count * MemoryLayout<CommandMachine>.stride + (sent.count + outbox.count) * 1_000
    }
}
