import Testing

/// Sequences of inputs from seeds. After every input: the fold of the history is the live state, the linter is silent
/// and owed nothing, the offers and withdrawals add up to the tasks that the state offers, a closed execution got
/// nothing, and no clock that has run out is left (see ``World``). Afterwards, with all time past: everything is closed.
@Suite struct RandomCommandTests {
    /// To look at one seed again, put it here alone.
    static let seeds: Range<UInt64> = 0..<2_000

    @Test(arguments: 0..<UInt64(8))
    func `random inputs keep every invariant`(part: UInt64) {
        for seed in Self.seeds where seed % 8 == part {
            var commands = RandomCommands(seed: seed)
            let problems = commands.run(60)
            #expect(problems == [], "seed \(seed):\n\(commands.log.suffix(40).joined(separator: "\n"))")
            if !problems.isEmpty { return }
        }
    }

    @Test func `the same seed gives the same histories`() {
        var first = RandomCommands(seed: 7)
        var second = RandomCommands(seed: 7)
        _ = first.run(80)
        _ = second.run(80)
        #expect(first.world.runs.map(\.history) == second.world.runs.map(\.history))
        #expect(first.log == second.log)
    }
}
