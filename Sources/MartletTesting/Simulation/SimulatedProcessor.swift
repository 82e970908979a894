import Synchronization

/// The one processor of a simulation: it keeps the jobs of tasks and runs them when it is told to, on the thread that
/// tells it.
///
/// What a run does therefore follows from the seed alone. A real machine promises no order among jobs that are ready, so a
/// seed may have them run in any.
final class SimulatedProcessor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        /// Where the next job in order stands; those before it have run.
        var first = 0
        var random: SeededRandom
        var shuffles: Bool
    }

    private let state: Mutex<State>

    init(random: SeededRandom = SeededRandom(seed: 0), shuffles: Bool = false) {
        state = Mutex(State(random: random, shuffles: shuffles))
    }

    /// Whether no job is ready.
    var isIdle: Bool { state.withLock { $0.first == $0.jobs.count } }

    /// From now on jobs run in the order in which they became ready.
    func keepOrder() { state.withLock { $0.shuffles = false } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Runs jobs, at most so many.
    ///
    /// - Returns: How many were run.
    @discardableResult
    func run(atMost limit: Int) -> Int {
        var count = 0
        while count < limit, let job = next() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            count += 1
        }
        return count
    }

    /// Runs an operation to its end, with all other jobs that are ready.
    ///
    /// - Returns: nil when it waits for something that no job brings about.
    func finish<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) -> Result<Value, any Error>? {
        let box = Box<Value>()
        // Awaited by the loop below: nothing of it is left when this returns, or it waits for ever.
        _ = Task(executorPreference: self) {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            box.outcome.withLock { $0 = result }
        }
        while box.outcome.withLock({ $0 == nil }), run(atMost: 1) == 1 {}
        return box.outcome.withLock { $0 }
    }

    private func next() -> UnownedJob? {
        state.withLock { state in
            guard state.first < state.jobs.count else {
                state.jobs.removeAll(keepingCapacity: true)
                state.first = 0
                return nil
            }
            if state.shuffles, state.jobs.count - state.first > 1 {
                let chosen = Int.random(in: state.first..<state.jobs.count, using: &state.random)
                state.jobs.swapAt(state.first, chosen)
            }
            state.first += 1
            return state.jobs[state.first - 1]
        }
    }

    private final class Box<Value: Sendable>: Sendable {
        let outcome = Mutex<Result<Value, any Error>?>(nil)
    }
}
