import Foundation
import Synchronization

/// What several connections did at once.
struct Measured {
    var count: Int
    var seconds: Double
    var perSecond: Double { Double(count) / seconds }
}

/// Runs a body on as many threads as there are connections and takes the time of all.
func concurrently(_ connections: Int, _ body: @escaping @Sendable (Int) throws -> Int) throws -> Measured {
    let results = Mutex<(count: Int, failure: (any Error)?)>((0, nil))
    let group = DispatchGroup()
    let start = monotonicSeconds()
    for index in 0..<connections {
        group.enter()
        let thread = Thread {
            do {
                let count = try body(index)
                results.withLock { $0.count += count }
            } catch {
                results.withLock { $0.failure = error }
            }
            group.leave()
        }
        thread.stackSize = 1 << 20
        thread.start()
    }
    group.wait()
    let seconds = monotonicSeconds() - start
    let (count, failure) = results.withLock { ($0.count, $0.failure) }
    if let failure { throw failure }
    return Measured(count: count, seconds: seconds)
}

/// Seconds on a clock that only goes forward.
func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Seconds for which the calling thread has computed: what others do on the machine counts for nothing.
func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The value below which that part of the values lies.
func percentile(_ values: [Double], _ part: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
}
