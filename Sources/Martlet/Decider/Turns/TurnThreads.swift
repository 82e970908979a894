import DeciderCore
import Dispatch
import Synchronization

/// The threads on which a decider or a replayer runs workflow code, and the watch over them.
///
/// A job is one decision task's run of one execution's code, or the unwinding of an execution. The watch looks in
/// equal steps, ten to the limit, and gives up a job of which it has seen the same turn ten times: looks are counted and
/// not time, so that a process which was stopped for a minute gives up nothing when it goes on. ``TurnThread`` says what
/// becomes of the thread.
final class TurnThreads: Sendable {
    /// Something that a thread runs now.
    private struct Job: Sendable {
        var thread: TurnThread
        var number: Int
        var execution: HeldExecution
        /// How many looks may find the same turn.
        var patience: Int
        var turn = 0
        var looks = 0
        /// Tells whoever waits that the job was given up.
        var giveUp: @Sendable (Misuse) -> Void

        /// Looks once; whether the same turn was seen too often.
        mutating func isLate() -> Bool {
            let turn = execution.turnCount
            looks = self.turn == turn ? looks + 1 : 0
            self.turn = turn
            return looks >= patience
        }
    }

    /// A thread whose job was given up.
    private struct Lost: Sendable {
        var thread: TurnThread
        var number: Int
        var processorTime: Duration?
    }

    private struct State: Sendable {
        var idle: [TurnThread] = []
        var running: [Job] = []
        var lost: [Lost] = []
        /// Why jobs of these runs were given up: what they did once they would do again.
        var givenUp: [String: Misuse] = [:]
        var isClosed = false
    }

    /// How many looks there are to a limit.
    static let looksPerLimit = 10
    /// How many runs that were given up are remembered.
    private static let longestMemory = 1_000
    /// How often a thread is asked to park at one look; most places where code computes will do.
    private static let questions = 20
    /// How often whoever waits for a job looks whether a thread that was given up computes, in milliseconds.
    private static let parkingTries = 200

    let limit: Duration
    private let state = Mutex(State())
    private let onLost: @Sendable (_ execution: HeldExecution, _ misuse: Misuse, _ lost: Int) -> Void

    /// - Parameters:
    ///   - limit: How long a turn may compute.
    ///   - onLost: Called for each job that was given up, with the number of threads that are lost by then.
    init(limit: Duration, onLost: @escaping @Sendable (HeldExecution, Misuse, Int) -> Void = { _, _, _ in }) {
        self.limit = max(limit, .milliseconds(Self.looksPerLimit))
        self.onLost = onLost
    }

    deinit { close() }

    /// Why the code of a run was given up here; nil when it was not. Such a run is to cost no second thread: when a signal
    /// keeps its execution from being failed, its next decision task comes at once.
    func misuse(ofRun runId: String) -> Misuse? {
        state.withLock { $0.givenUp[runId] }
    }

    /// How many threads are lost.
    var lostCount: Int { state.withLock { $0.lost.count } }
    /// How many of them are parked.
    var parkedCount: Int {
        state.withLock { state in state.lost.count { $0.thread.post.isParked($0.number) } }
    }

    /// Runs something with an execution on a thread of its own.
    ///
    /// - Parameter timeLimit: How long a turn may compute, when that is less than the limit of all.
    ///
    /// - Throws: What the body throws; ``Misuse/overran(near:limit:)`` when it was given up, and then the execution is
    ///   not to be touched again.
    func run<Value: Sendable>(
        _ execution: HeldExecution,
        within timeLimit: Duration? = nil,
        _ body: @escaping @Sendable (HeldExecution) throws -> Value
    ) async throws -> Value {
        guard let thread = takeThread() else {
            // The system has no thread to give: better without a watch than not at all.
            return try body(execution)
        }
        return try await withUnsafeThrowingContinuation { continuation in
            let number = thread.beginJob()
            let job = Job(
                thread: thread,
                number: number,
                execution: execution,
                patience: patience(timeLimit),
                turn: execution.turnCount,
                giveUp: { continuation.resume(throwing: $0) }
            )
            state.withLock { $0.running.append(job) }
            begin(number, on: thread, execution, body) { continuation.resume(with: $0) }
        }
    }

    /// As ``run(_:within:_:)``, where nobody watches: the caller waits on its own thread, and looks itself.
    ///
    /// - Throws: As ``run(_:within:_:)``.
    func runWaiting<Value: Sendable>(
        _ execution: HeldExecution,
        _ body: @escaping @Sendable (HeldExecution) throws -> Value
    ) throws -> Value {
        guard let thread = takeThread() else { return try body(execution) }
        let number = thread.beginJob()
        var job = Job(
            thread: thread,
            number: number,
            execution: execution,
            patience: Self.looksPerLimit,
            turn: execution.turnCount,
            giveUp: { _ in }
        )
        let result = Mutex<Result<Value, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        begin(number, on: thread, execution, body) { value in
            result.withLock { $0 = value }
            done.signal()
        }
        let step = limit / Self.looksPerLimit / .seconds(1)
        while true {
            let isDone = done.wait(timeout: .now() + step) == .success
            if isDone, let result = result.withLock({ $0 }) { return try result.get() }
            // What has just come to rest after all is not given up, and is there at once.
            guard job.isLate(), let misuse = giveUp(job) else { continue }
            parkWaiting(job)
            throw misuse
        }
    }

    /// Lets a thread do a job, and tells what came of it unless the job was given up.
    private func begin<Value: Sendable>(
        _ number: Int,
        on thread: TurnThread,
        _ execution: HeldExecution,
        _ body: @escaping @Sendable (HeldExecution) throws -> Value,
        _ tell: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        thread.give { thread in
            let result = Result { try body(execution) }
            guard thread.post.end(number) else {
                // Nobody waits any more, and nobody else has the execution.
                execution.release()
                thread.post.leave(number)
                self.cameBack(thread)
                return
            }
            self.putBack(thread)
            tell(result)
        }
    }

    /// Unwinds an execution that is held no longer. Code that does not end is given up and told of, as anywhere.
    func release(_ execution: HeldExecution) async {
        // Given up or not, nothing is left to do.
        try? await run(execution) { $0.release() }
    }

    /// Looks at what runs, again and again, until it is canceled.
    func watch() async {
        while !Task.isCancelled {
            // The pace of the watch; its cancellation ends the wait at once.
            try? await Task.sleep(for: limit / Self.looksPerLimit)
            await look()
        }
    }

    /// Looks once at everything that runs.
    func look() async {
        let late = state.withLock { state in
            state.running.indices.compactMap { state.running[$0].isLate() ? state.running[$0] : nil }
        }
        for job in late { _ = giveUp(job) }
        await parkWhatComputes()
    }

    /// Ends the threads that do nothing; the others end when they have done what they do.
    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for thread in idle { thread.give(nil) }
    }

    private func patience(_ timeLimit: Duration?) -> Int {
        guard let timeLimit, timeLimit < limit else { return Self.looksPerLimit }
        return max(1, Int(timeLimit / limit * Double(Self.looksPerLimit)))
    }

    private func takeThread() -> TurnThread? {
        state.withLock { $0.idle.popLast() } ?? TurnThread()
    }

    private func putBack(_ thread: TurnThread) {
        let ends = state.withLock { state in
            if let index = state.running.firstIndex(where: { $0.thread === thread }) {
                state.running.swapAt(index, state.running.count - 1)
                state.running.removeLast()
            }
            if !state.isClosed { state.idle.append(thread) }
            return state.isClosed
        }
        if ends { thread.give(nil) }
    }

    /// A lost thread is there again. It ends: what was computed on it for so long is best not gone on with.
    private func cameBack(_ thread: TurnThread) {
        state.withLock { $0.lost.removeAll { $0.thread === thread } }
        thread.give(nil)
    }

    /// Gives a job up, and says why; nil when it has just been done.
    private func giveUp(_ job: Job) -> Misuse? {
        // Read while the thread is not parked yet; it may be that the code takes the lock all the time.
        let place = job.execution.placeOfLastCall(tries: 100)
        let misuse = Misuse.overran(near: place, limit: limit / Self.looksPerLimit * job.patience)
        let count: Int? = state.withLock { state in
            // Under the lock, so that a thread which comes back finds itself among the lost.
            guard job.thread.post.abandon(job.number) else { return nil }
            state.running.removeAll { $0.thread === job.thread }
            let lost = Lost(thread: job.thread, number: job.number, processorTime: job.thread.processorTime)
            state.lost.append(lost)
            if state.givenUp.count >= Self.longestMemory { state.givenUp = [:] }
            state.givenUp[job.execution.about.execution.runId] = misuse
            return state.lost.count
        }
        guard let count else { return nil }
        onLost(job.execution, misuse, count)
        job.giveUp(misuse)
        return misuse
    }

    /// Parks the thread of a job that was given up, if it computes; no watch will do so later.
    private func parkWaiting(_ job: Job) {
        let pause = DispatchSemaphore(value: 0)
        for _ in 0..<Self.parkingTries where job.thread.post.isAbandoned(job.number) {
            let earlier = job.thread.processorTime
            // Nobody signals it: a moment in which a thread that computes is seen to, or takes the signal.
            _ = pause.wait(timeout: .now() + .milliseconds(1))
            if let earlier, let time = job.thread.processorTime, time > earlier { job.thread.askToPark() }
        }
    }

    /// Parks the lost threads that compute. One that waits uses no processor, and is asked nothing.
    private func parkWhatComputes() async {
        for lost in state.withLock({ $0.lost }) where lost.thread.post.isAbandoned(lost.number) {
            guard let time = lost.thread.processorTime, let earlier = lost.processorTime,
                time - earlier > limit / Self.looksPerLimit / 10
            else { continue }
            await park(lost)
            state.withLock { state in
                guard let index = state.lost.firstIndex(where: { $0.thread === lost.thread }) else { return }
                state.lost[index].processorTime = time
            }
        }
    }

    private func park(_ lost: Lost) async {
        for _ in 0..<Self.questions {
            lost.thread.askToPark()
            // A moment in which the thread takes the signal, or gets to another place; a cancellation ends it at once.
            try? await Task.sleep(for: .milliseconds(1))
            if !lost.thread.post.isAbandoned(lost.number) { return }
        }
    }
}
