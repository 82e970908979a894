import Dispatch
import Foundation
import Logging
import SWFModel
import Synchronization

/// Carries lines to one sink on a thread of its own, so that whoever logs never waits for it.
///
/// Each sink has its own writer: a pipe that nobody reads holds up nothing but itself. The thread is started with the first
/// line and lasts as long as the process.
public final class LogWriter: Sendable {
    private struct State {
        var buffer: LogBuffer
        var hasThread = false
        /// Whether the thread holds lines that it has not settled.
        var isBusy = false
        /// How many callers wait until all is written.
        var drains = 0
    }

    private let sink: any LogSink
    private let facts: [LogFact]
    private let pause: Duration
    private let onTrouble: @Sendable (String) -> Void
    private let state: Mutex<State>
    private let wake = DispatchSemaphore(value: 0)
    private let settled = DispatchSemaphore(value: 0)

    /// Creates the writer of a sink.
    ///
    /// - Parameters:
    ///   - lines: How many lines may wait, at least 1; they take at most about 64 MB.
    ///   - facts: What the line carries that tells of lost ones.
    ///   - pause: How long to wait between two tries with a sink that takes nothing.
    ///   - onTrouble: Is told in a sentence when the sink begins to fail; called on the thread of the writer.
    public init(
        _ sink: any LogSink,
        lines: Int = 10_000,
        facts: [LogFact] = [],
        pause: Duration = .seconds(1),
        onTrouble: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.sink = sink
        self.facts = facts
        self.pause = pause
        self.onTrouble = onTrouble
        state = Mutex(State(buffer: LogBuffer(LogBuffer.Limit(lines: max(1, lines), bytes: 64_000_000))))
    }

    /// How many lines were lost since the writer was made.
    public var lost: Int { state.withLock { $0.buffer.lost } }

    /// Takes a line, at once: it is written soon, or lost and counted.
    public func submit(_ entry: LogEntry) {
        let (isFirst, wakes) = state.withLock { state in
            let wasEmpty = state.buffer.isEmpty
            state.buffer.add(entry)
            let isFirst = !state.hasThread
            state.hasThread = true
            return (isFirst, wasEmpty)
        }
        if isFirst { Thread.detachNewThread { self.run() } }
        if wakes { wake.signal() }
    }

    /// Waits until all that was submitted is written or lost; for the end of a program.
    ///
    /// - Returns: Whether that came within the limit; what then still waits is lost with the process.
    @discardableResult
    public func drain(within limit: Duration) -> Bool {
        let waits = state.withLock { state in
            guard state.isBusy || !state.buffer.isEmpty else { return false }
            state.drains += 1
            return true
        }
        guard waits else { return true }
        wake.signal()
        return settled.wait(timeout: .now() + .milliseconds(limit.wholeMilliseconds)) == .success
    }

    private func run() {
        // A reader of a pipe that went away is an error to this thread, and does not end the process.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        var sink = sink
        var isTroubled = false
        while true {
            wake.wait()
            while let batch = next() {
                deliver(batch, to: &sink, &isTroubled)
            }
        }
    }

    /// The next lines; nil when all is written, of which those who wait are told.
    private func next() -> LogBuffer.Batch? {
        let (batch, drains) = state.withLock { state -> (LogBuffer.Batch?, Int) in
            let batch = state.buffer.take(atMost: 500)
            state.isBusy = batch != nil
            defer { if batch == nil { state.drains = 0 } }
            return (batch, batch == nil ? state.drains : 0)
        }
        for _ in 0..<drains { settled.signal() }
        return batch
    }

    /// The line that tells of lost ones.
    private func note(_ lost: LogBuffer.Lost, _ sink: any LogSink) -> LogEntry {
        LogEntry(
            moment: lost.last,
            level: .warning,
            label: "martlet.logs",
            message: "\(lost.count) lines of the log were lost before this one: \(sink.name) did not take them",
            facts: facts + [LogFact("lost", "\(lost.count)")]
        )
    }

    private func deliver(_ batch: LogBuffer.Batch, to sink: inout any LogSink, _ isTroubled: inout Bool) {
        let entries = batch.lost.map { batch.entries + [note($0, sink)] } ?? batch.entries
        var rest = entries[...]
        while let first = rest.first {
            let delivery = sink.write(rest)
            let last = rest.prefix(delivery.settled).last ?? first
            rest = rest.dropFirst(delivery.settled)
            // The line that tells of lost ones is the last, and is none of those that are counted.
            let isNoteLost = batch.lost != nil && rest.isEmpty && delivery.lost == delivery.settled
            state.withLock { state in
                state.buffer.lose(delivery.lost - (isNoteLost ? 1 : 0), last: last.moment)
                if isNoteLost, let told = batch.lost { state.buffer.tellAgain(told) }
            }
            if let problem = delivery.problem {
                if !isTroubled { onTrouble("\(sink.name) takes no lines: \(problem)") }
                isTroubled = true
            } else if rest.isEmpty {
                isTroubled = false
            }
            // Whoever drains is in a hurry, but not so that this thread spins. What did not fit into one write goes on at once.
            if !rest.isEmpty, delivery.problem != nil || delivery.settled == 0 {
                let isHurried = state.withLock { $0.drains > 0 }
                _ = wake.wait(timeout: .now() + .milliseconds(isHurried ? 50 : pause.wholeMilliseconds))
            }
        }
    }
}

extension Duration {
    /// The duration in milliseconds, cut to what an Int holds.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
