import Foundation

/// Runs the real engine under a microscope: everything that happens in a run follows from its seed, and after every few
/// steps all that is stored is held against the invariants of the service (swf-spec.md 5.17; design.md, "Invariants").
///
/// Starters, deciders and workers call at random; the server is killed between any two operations of its store, commits
/// fail, answers are lost, calls doubled, clocks jump. Time is virtual. See `scripts/simulate.sh`.
public enum Simulation {
    /// Runs a seed on the thread that calls, which must not be one of the pool's when the disk blocks.
    public static func run(_ options: SimulationOptions) -> SimulationReport {
        do {
            return try Simulator(options).run()
        } catch {
            var report = SimulationReport(seed: options.seed)
            report.violations = ["The run cannot begin: \(error)"]
            return report
        }
    }

    /// Runs a seed on a thread of its own.
    public static func runAside(_ options: SimulationOptions) async -> SimulationReport {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: run(options)) }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Runs a failing seed again with fewer troubles, one left out after the other, and keeps leaving out what the failure
    /// does not need; it checks after every step, so that the failure shows where it happens.
    ///
    /// - Returns: The options of the simplest run that still fails, and its report with a trace; nil when the seed does
    ///   not fail.
    public static func shrink(_ options: SimulationOptions) -> (options: SimulationOptions, report: SimulationReport)? {
        var best = options
        best.traces = false
        guard !run(best).violations.isEmpty else { return nil }
        for trouble in SimulationTrouble.allCases where !best.without.contains(trouble) {
            var simpler = best
            simpler.without.insert(trouble)
            if !run(simpler).violations.isEmpty { best = simpler }
        }
        var close = best
        close.checkInterval = 1
        if !run(close).violations.isEmpty { best = close }
        best.traces = true
        return (best, run(best))
    }
}
