import AppSettings
import CommandSupport
import DeciderCore
import HistoryReading
import Martlet
import SWFModel
import ServiceSupport

/// Finds out what an open execution waits for, the most telling first.
struct WaitingReasons {
    private let sight: ExecutionSight
    private let time: LocalTime

    /// Looks at an execution; `now` is that of the service as well as it is known.
    init(_ sight: ExecutionSight, time: LocalTime) {
        self.sight = sight
        self.time = time
    }

    /// All that is open; never empty for an open execution.
    var all: [WaitingReason] {
        var reasons: [WaitingReason] = []
        if let hold = sight.hold { reasons.append(held(hold)) }
        reasons += sight.story.steps.open.compactMap(reason)
        reasons += (sight.codeWaits ?? []).compactMap(reason)
        if let asked = sight.story.cancelRequested {
            reasons.append(WaitingReason(.cancel, .rest, "was asked to cancel itself \(time.ago(asked))"))
        }
        if !reasons.contains(where: { $0.kind != .cancel }) { reasons.append(anything) }
        // The oldest of what tells as much comes first; a sort of Swift keeps the order of equals.
        return reasons.sorted { ($0.rank, $0.since ?? time.now) < ($1.rank, $1.since ?? time.now) }
    }

    private func reason(_ step: HistoryStep) -> WaitingReason? {
        switch step.kind {
        case .decision: decision(step)
        case .activity: activity(step)
        case .function:
            WaitingReason(
                .function,
                .running,
                "waits for lambda function \(name(step.type)) (\(name(step.id))), called \(time.ago(step.scheduled))",
                step
            )
        case .child: child(step)
        case .timer: timer(step)
        case .signal:
            WaitingReason(
                .message,
                .rest,
                "waits for its signal \(name(step.type)) to reach \(name(step.id)), sent \(time.ago(step.scheduled))",
                step
            )
        case .cancelRequest:
            WaitingReason(
                .message,
                .rest,
                "waits for its cancel request to reach \(name(step.id)), sent \(time.ago(step.scheduled))",
                step
            )
        }
    }

    private func held(_ hold: ExecutionSight.Hold) -> WaitingReason {
        let timer = sight.story.steps.open.last { $0.kind == .timer && $0.id.hasPrefix(OwnName.holdTimer) }
        let next = timer?.end.map { "; the next try is due at \(time.text($0)) (\(time.ago($0)))" } ?? ""
        let tries = hold.tries == 1 ? "1 try" : "\(hold.tries) tries"
        let sentence = hold.reason.map { ": \(PlainText.short($0, 500))" } ?? ""
        var reason = WaitingReason(.held, .held, "is held after \(tries)\(sentence)\(next)", timer)
        reason.type = sight.story.type?.name
        return reason
    }

    private func decision(_ step: HistoryStep) -> WaitingReason {
        let before = sight.story.decisionTimeouts
        let timeouts =
            before == 0 ? "" : "; \(before == 1 ? "a decision task" : "\(before) decision tasks") before it timed out"
        guard let started = step.started else {
            let list = sight.taskList(step.taskList, .decision)
            return WaitingReason(
                .decision,
                list?.isAbandoned(now: time.now) == true ? .abandoned : .waiting,
                "waits for a decider on task list \(name(step.taskList)) since \(age(step.scheduled)); "
                    + TaskListFacts.words(list, time) + timeouts,
                step
            )
        }
        let isGone = isGone(step)
        let who = step.identity.map { name($0) } ?? "a decider"
        let limit = step.end.map { "; its time is over at \(time.text($0))" } ?? ""
        return WaitingReason(
            .decision,
            isGone ? .gone : before > 0 ? .abandoned : .running,
            isGone
                ? "waits for a decision: \(who) took its task \(time.ago(started)), and that process is gone\(limit)\(timeouts)"
                : "is being decided by \(who) since \(age(started))\(limit)\(timeouts)",
            step
        )
    }

    private func activity(_ step: HistoryStep) -> WaitingReason {
        let (base, attempt) = ProgressLines.attempt(step.id)
        let head = "activity \(name(step.type)) (\(base)\(attempt > 1 ? ", attempt \(attempt)" : ""))"
        let past = attempt > 1 ? lastFailure(of: base) : ""
        guard let started = step.started else {
            let list = sight.taskList(step.taskList, .activity)
            let limit = TimeoutInterval(wire: step.waitLimit)?.deadline(from: step.scheduled)
            var reason = WaitingReason(
                .activity,
                list?.isAbandoned(now: time.now) == true ? .abandoned : .waiting,
                "waits for \(head) on task list \(name(step.taskList)), scheduled \(time.ago(step.scheduled)); "
                    + TaskListFacts.words(list, time)
                    + (limit.map { "; it times out at \(time.text($0)) when nobody takes it" } ?? "") + past,
                step
            )
            reason.until = limit
            return reason
        }
        let who = step.identity.map { name($0) } ?? "a worker"
        let isGone = isGone(step)
        var words =
            isGone
            ? "waits for \(head): \(who) took it \(time.ago(started)), and that process is gone"
            : "waits for \(head), which \(who) works on since \(age(started))"
        if case .seconds(let seconds)? = TimeoutInterval(wire: step.heartbeatLimit) {
            let silence = DurationWords.text(.seconds(seconds))
            words += isGone ? "; it times out after \(silence) of silence" : ", heard from in the last \(silence)"
        }
        if step.isCancelRequested { words += "; its workflow asked for it to be canceled" }
        if let end = step.end { words += "; its time is over at \(time.text(end)) (\(time.ago(end)))" }
        return WaitingReason(.activity, isGone ? .gone : .running, words + past, step)
    }

    private func child(_ step: HistoryStep) -> WaitingReason {
        let head = "child \(name(step.id)) (\(name(step.type)) \(name(step.version)))"
        guard let started = step.started else {
            return WaitingReason(
                .child,
                .child,
                "waits for \(head) to start, asked for \(time.ago(step.scheduled))",
                step
            )
        }
        return WaitingReason(
            .child,
            .child,
            "waits for \(head), open since \(age(started)); martlet why \(name(step.id)) says more",
            step
        )
    }

    /// Nil for the timer that calls for the next try of a held execution: it is told with the reason.
    private func timer(_ step: HistoryStep) -> WaitingReason? {
        if step.id.hasPrefix(OwnName.holdTimer), sight.hold != nil { return nil }
        let moment = step.end.map { end in
            end < time.now
                ? "should have fired at \(time.text(end)) (\(time.ago(end)))"
                : "fires at \(time.text(end)) (\(time.ago(end)))"
        }
        if let retried = ProgressLines.retried(step.id) {
            let until = step.end.map { " until \(time.text($0)) (\(time.ago($0)))" } ?? ""
            return WaitingReason(
                .timer,
                .retry,
                "waits\(until) before it tries \(retried) again\(lastFailure(of: retried))",
                step
            )
        }
        return WaitingReason(.timer, .timer, "waits for timer \(name(step.id)), which \(moment ?? "never fires")", step)
    }

    private func reason(_ wait: CodeWait) -> WaitingReason? {
        var reason: WaitingReason
        switch wait.subject {
        case .step: return nil
        case .signal(let signal):
            let seen = sight.story.signals.first { $0.name == signal }
            let past = seen.map { ", of which \($0.count) came, the last \(time.ago($0.latest))" } ?? lookalike(signal)
            reason = WaitingReason(.signal, .signal, "waits for a signal '\(name(signal))' (\(wait.place))\(past)")
            reason.id = signal
        case .condition:
            reason = WaitingReason(.condition, .signal, "waits for a condition to be true (\(wait.place))")
        }
        reason.since = sight.story.lastEvent
        return reason
    }

    /// The signal that was sent by a slip of the pen.
    private func lookalike(_ signal: String) -> String {
        let came = sight.story.signals
        guard let near = NearestName.find(signal, among: came.map(\.name)),
            let seen = came.first(where: { $0.name == near })
        else { return "" }
        return "; '\(name(near))', which is spelt nearly so, came \(time.ago(seen.latest))"
    }

    private var anything: WaitingReason {
        let said = sight.story.context.map { "; its workflow says: \(PlainText.short($0, 200))" } ?? ""
        var reason = WaitingReason(
            .anything,
            .rest,
            "waits for a signal or a cancel request: no task, timer or child of it is open\(said)"
        )
        reason.since = sight.story.lastEvent
        return reason
    }

    /// What the latest attempt of a step that is over came to.
    private func lastFailure(of base: String) -> String {
        let attempts = sight.story.steps.all.filter {
            $0.kind == .activity && !$0.isOpen && ProgressLines.attempt($0.id).name == base
        }
        guard let last = attempts.last, let outcome = last.outcome else { return "" }
        let attempt = ProgressLines.attempt(last.id).attempt
        switch outcome {
        case .failed: return "; attempt \(attempt) failed: \(PlainText.short(last.reason ?? "it gave no reason"))"
        case .timedOut: return "; attempt \(attempt) timed out (\(last.timeoutType ?? "by which clock is not known"))"
        default: return ""
        }
    }

    private func isGone(_ step: HistoryStep) -> Bool { step.identity.map(sight.gone.contains) ?? false }

    private func age(_ moment: Timestamp) -> String { DurationWords.text(max(.zero, time.now - moment)) }

    private func name(_ text: String?) -> String { PlainText.short(text ?? "?") }
}
