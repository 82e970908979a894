import Foundation
import MartletTesting

/// The results for a person, or as JSON.
struct CampaignText {
    let result: SimulationCampaign.Result
    let options: (UInt64) -> SimulationOptions
    let command: (SimulationOptions) -> String

    /// How many of the last steps of a failing run are shown.
    private static let shownSteps = 40

    func lines(traces: Bool) -> [String] {
        var lines: [String] = []
        for failure in result.failures.prefix(3) { lines += describe(failure) }
        if traces, result.failures.isEmpty { lines += trace() }
        lines.append(
            "simulate: \(result.seeds) seeds, \(result.executions) executions, \(result.events) events, "
                + "\(result.steps) steps in \(Int(result.seconds)) s (\(rate) executions/s); "
                + "\(count("crashes")) crashes, \(count("failures of the store")) failures of the store, "
                + "\(count("lost answers")) lost answers, \(count("doubled calls")) doubled calls, "
                + "\(count("clock jumps")) clock jumps, \(count("abandoned polls")) abandoned polls; "
                + "\(result.failures.count) seeds with violations"
        )
        return lines
    }

    private var rate: Int { Int(Double(result.executions) / result.seconds) }

    private func count(_ name: String) -> Int { result.counts[name] ?? 0 }

    /// What went wrong with a seed: the simplest run that still fails, its last steps, and the command for it.
    private func describe(_ failure: SimulationReport) -> [String] {
        let shrunk = Simulation.shrink(options(failure.seed))
        let report = shrunk?.report ?? failure
        var lines = ["seed \(failure.seed) fails at step \(failure.failedAt ?? 0): \(failure.violations.first ?? "")"]
        lines += report.trace.suffix(Self.shownSteps).map { "  \($0)" }
        lines += report.violations.prefix(5).map { "  violation: \($0)" }
        lines.append("  replay: \(command(options(failure.seed)))")
        if let shrunk { lines.append("  simplest that fails: \(command(shrunk.options))") }
        return lines
    }

    /// Every step and every history of the last seed that was run.
    private func trace() -> [String] {
        var options = options(result.lastSeed)
        options.traces = true
        options.keepsHistories = true
        let report = Simulation.run(options)
        return report.trace + [String(decoding: report.histories, as: UTF8.self)]
    }

    func json() -> String {
        struct Failure: Encodable {
            var seed: UInt64
            var step: Int
            var violations: [String]
            var replay: String
        }
        struct Body: Encodable {
            var seeds: Int
            var executions: Int
            var events: Int
            var steps: Int
            var seconds: Double
            var executionsPerSecond: Int
            var digest: String
            var counts: [String: Int]
            var failures: [Failure]
        }
        let body = Body(
            seeds: result.seeds,
            executions: result.executions,
            events: result.events,
            steps: result.steps,
            seconds: result.seconds,
            executionsPerSecond: rate,
            digest: String(result.digest, radix: 16),
            counts: result.counts,
            failures: result.failures.map {
                Failure(
                    seed: $0.seed,
                    step: $0.failedAt ?? 0,
                    violations: $0.violations,
                    replay: command(options($0.seed))
                )
            }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return (try? encoder.encode(body)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
