import MartletTesting
import PlantedFaults
import Testing

/// The simulation bites: it finds each fault that is built in on purpose, and nothing when none is.
@Suite struct PlantedFaultTests {
    /// In how many seeds a fault must show itself.
    private static let seeds: ClosedRange<UInt64> = 1...24

    @Test(arguments: PlantedFault.allCases)
    func `a planted fault is found`(fault: PlantedFault) async {
        for seed in Self.seeds {
            var options = SimulationOptions(seed: seed)
            options.executions = 25
            options.sabotage = { fault.sabotage() }
            if !(await Simulation.runAside(options).violations.isEmpty) { return }
        }
        Issue.record("\(fault.rawValue): \(fault.sentence) It was not found in \(Self.seeds.count) seeds.")
    }

    @Test func `a failing seed fails again at the same step, and leaves out what the failure does not need`()
        async throws
    {
        var options = SimulationOptions(seed: 1)
        options.executions = 25
        options.sabotage = { PlantedFault.signalsTwice.sabotage() }
        var first = await Simulation.runAside(options)
        while first.violations.isEmpty, options.seed < 24 {
            options.seed += 1
            first = await Simulation.runAside(options)
        }
        let second = await Simulation.runAside(options)
        #expect(!first.violations.isEmpty)
        #expect(first.failedAt == second.failedAt)
        #expect(first.violations == second.violations)
        let simplest = try #require(Simulation.shrink(options))
        #expect(simplest.report.trace.contains { $0.contains("VIOLATION") })
        #expect(simplest.options.without.contains(.crashes), "a signal that is done twice needs no crash")
    }

    @Test func `there are at least ten`() {
        #expect(PlantedFault.allCases.count >= 10)
    }
}
