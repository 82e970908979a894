import Foundation
import MartletTesting
import PlantedFaults
import StorageSQLite
import Testing

/// The engine under a microscope (design.md, invariants 1 to 4 and 6). `scripts/simulate.sh` runs as many seeds as one
/// likes; these are the few that every test run takes.
@Suite struct SimulationTests {
    /// A few thousand executions, in eight parts so that both processors have work.
    @Test(arguments: 0..<UInt64(8))
    func `seeds without a violation`(part: UInt64) async {
        var executions = 0
        for seed in part * 12 + 1...part * 12 + 12 {
            var options = SimulationOptions(seed: seed)
            options.executions = 30
            let report = await Simulation.runAside(options)
            #expect(report.violations == [], Self.replay(seed))
            executions += report.executions
        }
        #expect(executions >= 360)
    }

    @Test func `what is rare happens often enough in those seeds`() async {
        var counts: [String: Int] = [:]
        for seed in UInt64(1)...24 {
            var options = SimulationOptions(seed: seed)
            options.executions = 30
            for (name, number) in await Simulation.runAside(options).counts { counts[name, default: 0] += number }
        }
        for name in [
            "crashes", "failures of the store", "lost answers", "doubled calls", "clock jumps", "abandoned polls",
            "calls without an outcome", "audits", "closed: COMPLETED", "closed: FAILED", "closed: CANCELED",
            "closed: TERMINATED", "closed: TIMED_OUT", "closed: CONTINUED_AS_NEW",
        ] {
            #expect(counts[name, default: 0] >= 5, "\(name)")
        }
    }

    /// Everything in a run follows from its seed: no clock, no chance, no order of a dictionary, no thread.
    @Test(arguments: 0..<UInt64(5))
    func `the same seed gives the same histories, byte for byte`(part: UInt64) async {
        for seed in part * 10 + 1...part * 10 + 10 {
            var options = SimulationOptions(seed: seed)
            options.executions = 15
            options.traces = true
            options.keepsHistories = true
            let first = await Simulation.runAside(options)
            let second = await Simulation.runAside(options)
            #expect(first.trace == second.trace, Self.replay(seed))
            #expect(first.histories == second.histories, Self.replay(seed))
            #expect(!first.histories.isEmpty)
        }
    }

    @Test func `another seed gives another run`() async {
        var digests: Set<UInt64> = []
        for seed in UInt64(1)...10 {
            var options = SimulationOptions(seed: seed)
            options.executions = 5
            digests.insert(await Simulation.runAside(options).digest)
        }
        #expect(digests.count == 10)
    }

    /// Nothing that a run does depends on which store it is over.
    @Test(arguments: [3, 8, 11] as [UInt64])
    func `both stores give the same histories`(seed: UInt64) async {
        var options = SimulationOptions(seed: seed)
        options.executions = 15
        options.keepsHistories = true
        let memory = await Simulation.runAside(options)
        options.disk = {
            let folder = NSTemporaryDirectory() + "/martlet-simulation-" + UUID().uuidString
            return SimulatedDisk(
                open: { try SQLiteStore(path: folder + "/store.sqlite") },
                blocks: true,
                remove: { try? FileManager.default.removeItem(atPath: folder) }
            )
        }
        let sqlite = await Simulation.runAside(options)
        #expect(memory.violations == [], Self.replay(seed))
        #expect(sqlite.violations == [], Self.replay(seed))
        #expect(memory.histories == sqlite.histories, Self.replay(seed))
    }

    @Test func `a run that is cut short is checked all the same`() async {
        var options = SimulationOptions(seed: 4)
        options.steps = 120
        let report = await Simulation.runAside(options)
        #expect(report.steps == 120)
        #expect(report.violations == [])
    }

    private static func replay(_ seed: UInt64) -> Comment {
        "seed \(seed); scripts/simulate.sh --seeds 1 --from \(seed) --executions 30 --trace"
    }
}
