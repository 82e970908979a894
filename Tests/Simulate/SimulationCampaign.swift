import Foundation
import MartletTesting
import Synchronization

/// Many seeds, several at once: each on one thread from its beginning to its end.
struct SimulationCampaign {
    let first: UInt64
    let count: Int
    let jobs: Int
    let options: @Sendable (UInt64) -> SimulationOptions
    /// Whether no further seed is begun once one has failed.
    var stopsAtFailure = true
    var showsProgress = true

    init(first: UInt64, count: Int, jobs: Int, options: @escaping @Sendable (UInt64) -> SimulationOptions) {
        self.first = first
        self.count = count
        self.jobs = jobs
        self.options = options
    }

    /// What came of it.
    struct Result: Sendable {
        var seeds = 0
        /// The highest seed that was run.
        var lastSeed: UInt64 = 0
        var executions = 0
        var events = 0
        var steps = 0
        var seconds = 0.0
        var counts: [String: Int] = [:]
        var failures: [SimulationReport] = []
        /// A number that differs when any history does.
        var digest: UInt64 = 0

        mutating func take(_ report: SimulationReport) {
            seeds += 1
            lastSeed = max(lastSeed, report.seed)
            executions += report.executions
            events += report.events
            steps += report.steps
            for (name, number) in report.counts { counts[name, default: 0] += number }
            digest ^= report.digest &* (report.seed | 1)
            if !report.violations.isEmpty { failures.append(report) }
        }
    }

    private final class Progress: Sendable {
        let state = Mutex((next: 0, result: Result(), isStopped: false, told: ContinuousClock.now))
    }

    func run() -> Result {
        let progress = Progress()
        let begin = ContinuousClock.now
        let threads = (0..<min(jobs, count)).map { _ in
            let done = DispatchSemaphore(value: 0)
            let thread = Thread {
                while let index = next(progress) {
                    let report = Simulation.run(options(first + UInt64(index)))
                    finish(report, progress, begin)
                }
                done.signal()
            }
            thread.stackSize = 8 << 20
            thread.start()
            return done
        }
        for done in threads { done.wait() }
        var result = progress.state.withLock { $0.result }
        result.seconds = Self.seconds(since: begin)
        result.failures.sort { $0.seed < $1.seed }
        return result
    }

    private func next(_ progress: Progress) -> Int? {
        progress.state.withLock { state in
            guard state.next < count, !state.isStopped else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private func finish(_ report: SimulationReport, _ progress: Progress, _ begin: ContinuousClock.Instant) {
        let line = progress.state.withLock { state -> String? in
            state.result.take(report)
            if !report.violations.isEmpty, stopsAtFailure { state.isStopped = true }
            guard showsProgress, ContinuousClock.now - state.told > .seconds(5) else { return nil }
            state.told = .now
            let (result, seconds) = (state.result, Self.seconds(since: begin))
            let left = Int(seconds / Double(result.seeds) * Double(count - result.seeds))
            return "\(result.seeds) of \(count) seeds, \(result.executions) executions, \(result.events) events, "
                + "\(result.failures.count) violations, \(Int(Double(result.executions) / seconds)) executions/s, "
                + "\(left) s left"
        }
        if let line { try? FileHandle.standardError.write(contentsOf: Data("simulate: \(line)\n".utf8)) }
    }

    private static func seconds(since begin: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        return max(0.001, Double(seconds) + Double(attoseconds) / 1e18)
    }
}
