import CommandSupport
import Dispatch
import Foundation
import Logging
import Martlet
import Pools
import SWFModel
import Synchronization

/// Keeps the report of a process of a pool, and writes it to its file and its title.
///
/// Loops only change values here; writing is done on a queue of its own, a few times a second at most, and a disk that is full or
/// stands still stops nothing but the report.
///
/// Whose file it is: a process that was started by hand writes too, unless the file tells of another that still runs. Then it
/// leaves the file alone until that one is gone: `--slot` gives it one of its own.
final class PoolReporter: Sendable {
    private struct State {
        var report: ProcessReport
        var tasks: [TaskInHand] = []
        /// Those of them that the service has given up, with the moment at which that was heard.
        var lost: [String: ContinuousClock.Instant] = [:]
        var idleSince = ContinuousClock.now
        /// Something is to be written.
        var isDirty = false
        /// When the next write is to come.
        var due: ContinuousClock.Instant?
        var lastWrite: ContinuousClock.Instant?
        var isOwner = false
        /// Why the last write failed, or was not tried.
        var trouble: String?
    }

    private let path: String?
    private let title: ProcessTitle?
    private let logger: Logger
    private let queue = DispatchQueue(label: "martlet.report")
    private let state: Mutex<State>

    /// Creates a reporter; it writes nothing before ``show(_:)``.
    ///
    /// - Parameters:
    ///   - path: The file; nil for none.
    ///   - title: The title; nil for none.
    init(_ report: ProcessReport, path: String?, title: ProcessTitle?, logger: Logger) {
        self.path = path
        self.title = title
        self.logger = logger
        state = Mutex(State(report: report))
    }

    /// The tasks in hand, the oldest first.
    var tasks: [TaskInHand] { state.withLock { $0.tasks } }

    /// How many tasks were finished.
    var tasksDone: Int { state.withLock { $0.report.tasksDone } }

    /// How long there has been nothing in hand; zero while there is.
    var idle: Duration { state.withLock { $0.tasks.isEmpty ? ContinuousClock.now - $0.idleSince : .zero } }

    /// How long the service has waited for nothing that is in hand any more; nil while it waits for something, or nothing is in
    /// hand.
    var onlyLost: Duration? {
        state.withLock { state in
            guard !state.tasks.isEmpty, state.tasks.allSatisfy({ state.lost[$0.taskToken] != nil }) else { return nil }
            return state.lost.values.max().map { ContinuousClock.now - $0 }
        }
    }

    /// What the process is about now.
    func show(_ value: ProcessReport.State) {
        change { state in
            if value == .polling, state.report.state != .polling { state.idleSince = .now }
            state.report.state = value
        }
    }

    /// The service answered a poll.
    func polled() {
        let now = MachineClock.now
        let lost = ProgramLogs.allLost
        change(within: .seconds(1)) { state in
            state.report.lastPoll = now
            state.report.logLinesLost = lost > 0 ? lost : nil
        }
    }

    /// A task came into hand, or left it.
    func held(_ change: TaskInHand.Change) {
        self.change { state in
            switch change {
            case .began(let task):
                state.tasks.append(task)
            case .lost(let token):
                if state.tasks.contains(where: { $0.taskToken == token }) { state.lost[token] = .now }
            case .ended(let task):
                state.lost[task.taskToken] = nil
                if let index = state.tasks.firstIndex(of: task) { state.tasks.remove(at: index) }
                state.report.tasksDone += 1
                state.report.lastDone = MachineClock.now
                if state.tasks.isEmpty { state.idleSince = .now }
            }
            state.report.inHand = state.tasks.map { task in
                ProcessReport.TaskInHand(
                    workflowId: task.execution.workflowId,
                    runId: task.execution.runId,
                    activityId: task.activityId,
                    type: task.type,
                    since: task.since
                )
            }
        }
    }

    /// Takes the file away, because the process leaves; waits two seconds for the disk at most.
    func leave() async {
        await settle { [self] in
            state.withLock { $0.isDirty = false }
            guard let path, state.withLock({ $0.isOwner }) else { return }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Writes what is to be written; waits two seconds for the disk at most.
    func flush() async { await settle { [self] in write() } }

    private func settle(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            let once = Once { continuation.resume() }
            queue.async {
                body()
                once.call()
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(2)) { once.call() }
        }
    }

    private func change(within interval: Duration = .milliseconds(200), _ body: (inout State) -> Void) {
        let wait = state.withLock { state -> Duration? in
            body(&state)
            state.isDirty = true
            let now = ContinuousClock.now
            let due = max(now, state.lastWrite.map { $0 + interval } ?? now)
            if let next = state.due, next <= due { return nil }
            state.due = due
            return due - now
        }
        guard let wait else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(wait / .milliseconds(1)))) { [self] in write() }
    }

    /// On the queue.
    private func write() {
        let report = state.withLock { state -> ProcessReport? in
            guard state.isDirty else { return nil }
            state.isDirty = false
            state.due = nil
            state.lastWrite = .now
            return state.report
        }
        guard let report else { return }
        title?.show(report)
        guard let path else { return }
        let trouble = trouble(of: report, path)
        let last = state.withLock { state in
            defer { state.trouble = trouble }
            return state.trouble
        }
        if let trouble, last == nil {
            logger.warning("This process goes unreported", metadata: ["file": "\(path)", "reason": "\(trouble)"])
        } else if trouble == nil, last != nil {
            logger.notice("This process is reported again", metadata: ["file": "\(path)"])
        }
    }

    /// Writes the file; says why it could not be.
    private func trouble(of report: ProcessReport, _ path: String) -> String? {
        if !state.withLock({ $0.isOwner }) {
            if let other = ReportFile.read(path), other.pid != report.pid || other.birth != report.birth,
                KernelProcess.birth(of: other.pid) == other.birth
            {
                return "process \(other.pid) has this place in the pool; --slot gives this one another"
            }
            state.withLock { $0.isOwner = true }
        }
        do {
            try FileManager.default.createDirectory(
                atPath: URL(filePath: path).deletingLastPathComponent().path,
                withIntermediateDirectories: true
            )
            try ReportFile.write(report, to: path)
            return nil
        } catch {
            return error.localizedDescription
        }
    }
}
