import DequeModule
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The executor of one execution's tasks: it buffers jobs in order of arrival and runs them only while it is drained,
/// on the thread that drains.
///
/// So the code of an execution is one thread of events, and what it does depends on nothing but the order in which the
/// decider resumes it. A job that arrives from elsewhere was resumed by something that is not durable; it is kept, and
/// remembered as foreign.
final class DrainExecutor: TaskExecutor {
    private struct State {
        var jobs = Deque<UnownedJob>()
        /// The thread that drains, nil when none does.
        var drainer: UInt?
        var hasForeignJobs = false
        /// Whether the execution was released: jobs that still arrive are run soon, so that their tasks can end.
        var isReleased = false
    }

    private let state = ShelteredMutex(State())

    /// Whether the caller runs inside a drain of this executor.
    var isDraining: Bool {
        let thread = Self.currentThread
        return state.withLock { $0.drainer == thread }
    }

    /// Whether a job has arrived from elsewhere.
    var hasForeignJobs: Bool { state.withLock { $0.hasForeignJobs } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let thread = Self.currentThread
        let isLate = state.withLock { state in
            state.jobs.append(job)
            if state.drainer == thread { return false }
            state.hasForeignJobs = true
            return state.isReleased && state.drainer == nil
        }
        if isLate {
            // Nobody drains any more and nobody awaits this; the job's task ends and goes. Not here: the task may be
            // the last that holds this executor, and whoever resumed it need not run its code.
            Task.detached { self.drain(start: {}, betweenJobs: {}) }
        }
    }

    /// Does something that makes jobs, then runs jobs until there are none.
    ///
    /// - Parameters:
    ///   - start: What makes the first jobs.
    ///   - betweenJobs: Called after `start` and after each job; it may make more.
    func drain(start: () -> Void, betweenJobs: () -> Void) {
        let thread = Self.currentThread
        let isFree = state.withLock { state in
            guard state.drainer == nil else { return false }
            state.drainer = thread
            return true
        }
        // A drain inside a drain cannot happen: the decider drains, and workflow code has no way to. After release
        // two may meet, and the one that drains sees the jobs of both.
        guard isFree else { return }
        start()
        betweenJobs()
        runJobs(betweenJobs: betweenJobs)
    }

    /// From now on a job that arrives is run without anybody asking for it.
    func release() {
        state.withLock { $0.isReleased = true }
    }

    /// Runs jobs until there are none, and then is no longer the drainer.
    private func runJobs(betweenJobs: () -> Void) {
        while let job = nextJob() {
            job.runSynchronously(on: asUnownedTaskExecutor())
            betweenJobs()
        }
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            let job = state.jobs.popFirst()
            if job == nil { state.drainer = nil }
            return job
        }
    }

    private static var currentThread: UInt {
        #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
        #else
        UInt(pthread_self())
        #endif
    }
}
