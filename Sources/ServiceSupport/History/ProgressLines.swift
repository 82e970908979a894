import CommandSupport
public import SWFModel

/// The steps of an execution in words, as they happen: what `starter --wait` prints. Pure: events in, lines out.
///
/// Decision tasks are left out, except those that went wrong: they are how a workflow works, not what it does.
public struct ProgressLines: Sendable {
    /// One line.
    public struct Line: Hashable, Sendable {
        /// How it should strike the eye.
        public enum Tone: Hashable, Sendable {
            case plain, good, warning, bad
        }

        /// How long after the start it happened.
        public var after: Duration
        /// What happened.
        public var text: String
        /// How it should strike the eye.
        public var tone: Tone
    }

    private struct Step {
        var name: String
        var scheduledAt: Timestamp
        var startedAt: Timestamp?
    }

    private var startedAt: Timestamp?
    private var steps: [EventId: Step] = [:]
    private var timers: [String: Timestamp] = [:]

    /// Begins before the first event.
    public init() {}

    /// The line for the next event; nil for events that are no step.
    public mutating func line(for event: HistoryEvent) -> Line? {
        if startedAt == nil { startedAt = event.eventTimestamp }
        guard let (text, tone) = words(event) else { return nil }
        return Line(after: event.eventTimestamp - (startedAt ?? event.eventTimestamp), text: text, tone: tone)
    }

    private mutating func words(_ event: HistoryEvent) -> (String, Line.Tone)? {
        let now = event.eventTimestamp
        switch event.attributes {
        case .workflowExecutionStarted(let a):
            return ("\(a.workflowType.name) \(a.workflowType.version) started", .plain)
        case .workflowExecutionCompleted: return ("completed after \(age(startedAt, now))", .good)
        case .workflowExecutionFailed(let a): return ("failed after \(age(startedAt, now))\(why(a.reason))", .bad)
        case .workflowExecutionTimedOut: return ("timed out after \(age(startedAt, now))", .bad)
        case .workflowExecutionCanceled: return ("canceled after \(age(startedAt, now))", .bad)
        case .workflowExecutionTerminated(let a):
            return ("terminated after \(age(startedAt, now))\(why(a.reason))", .bad)
        case .workflowExecutionContinuedAsNew(let a): return ("continues as run \(a.newExecutionRunId)", .good)
        case .workflowExecutionCancelRequested: return ("somebody asked for it to be canceled", .warning)
        case .workflowExecutionSignaled(let a): return ("signal \(PlainText.short(a.signalName)) arrived", .plain)
        case .decisionTaskTimedOut:
            return ("a decider did not answer in time; the decision is asked for again", .warning)
        case .timerStarted(let a):
            timers[a.timerId] = now
            if let step = Self.retried(a.timerId) {
                return ("\(step) is tried again in \(EventWords.seconds(a.startToFireTimeout))", .warning)
            }
            return ("timer \(a.timerId) set for \(EventWords.seconds(a.startToFireTimeout))", .plain)
        case .timerFired(let a) where Self.retried(a.timerId) != nil: return nil
        case .timerFired(let a):
            return ("timer \(a.timerId) fired after \(age(timers.removeValue(forKey: a.timerId), now))", .plain)
        case .timerCanceled(let a):
            timers[a.timerId] = nil
            return ("timer \(a.timerId) canceled", .plain)
        case .markerRecorded(let a): return ("marker \(PlainText.short(a.markerName)) recorded", .plain)
        case .startTimerFailed, .cancelTimerFailed, .recordMarkerFailed, .completeWorkflowExecutionFailed,
            .failWorkflowExecutionFailed, .cancelWorkflowExecutionFailed, .requestCancelActivityTaskFailed:
            return ("\(event.eventType.rawValue): \(EventWords.text(event))", .warning)
        default: return activity(event)
        }
    }

    private mutating func activity(_ event: HistoryEvent) -> (String, Line.Tone)? {
        let now = event.eventTimestamp
        switch event.attributes {
        case .activityTaskScheduled(let a):
            let (name, attempt) = Self.attempt(a.activityId)
            steps[event.eventId] = Step(name: name, scheduledAt: now)
            return attempt > 1
                ? ("\(name) scheduled again, attempt \(attempt)", .warning) : ("\(name) scheduled", .plain)
        case .scheduleActivityTaskFailed(let a):
            return ("\(a.activityId) could not be scheduled: \(a.cause.rawValue)", .bad)
        case .activityTaskStarted(let a):
            steps[a.scheduledEventId]?.startedAt = now
            guard let step = steps[a.scheduledEventId] else { return nil }
            let waited = now - step.scheduledAt
            let wait = waited >= .seconds(1) ? " after waiting \(DurationWords.text(waited))" : ""
            return ("\(step.name) started\(a.identity.map { " by \(PlainText.short($0))" } ?? "")\(wait)", .plain)
        case .activityTaskCompleted(let a):
            return close(a.scheduledEventId) { ("\($0) completed after \(Self.age($1, now))", .good) }
        case .activityTaskFailed(let a):
            return close(a.scheduledEventId) {
                ("\($0) failed after \(Self.age($1, now))\(Self.why(a.reason))", .warning)
            }
        case .activityTaskCanceled(let a):
            return close(a.scheduledEventId) { ("\($0) canceled after \(Self.age($1, now))", .warning) }
        case .activityTaskTimedOut(let a):
            let clock = a.timeoutType.rawValue
            return close(a.scheduledEventId) { ("\($0) timed out (\(clock)) after \(Self.age($1, now))", .warning) }
        default: return nil
        }
    }

    private mutating func close(
        _ scheduled: EventId,
        _ words: (String, Timestamp?) -> (String, Line.Tone)
    ) -> (String, Line.Tone)? {
        guard let step = steps.removeValue(forKey: scheduled) else { return nil }
        return words(step.name, step.startedAt ?? step.scheduledAt)
    }

    /// An activity id without its attempt, and the attempt: `RenderPage-3-try2` is RenderPage-3, 2.
    package static func attempt(_ activityId: String) -> (name: String, attempt: Int) {
        let parts = activityId.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, last.hasPrefix("try"), let attempt = Int(last.dropFirst(3)) else {
            return (PlainText.short(activityId), 1)
        }
        return (PlainText.short(parts.dropLast().joined(separator: "-")), attempt)
    }

    /// The step that a timer of the author's library waits for before another attempt: `RenderPage-3-wait1`.
    package static func retried(_ timerId: String) -> String? {
        let parts = timerId.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 2, let last = parts.last, last.hasPrefix("wait"), Int(last.dropFirst(4)) != nil else {
            return nil
        }
        return PlainText.short(parts.dropLast().joined(separator: "-"))
    }

    private func age(_ start: Timestamp?, _ now: Timestamp) -> String { Self.age(start, now) }

    private func why(_ reason: String?) -> String { Self.why(reason) }

    private static func age(_ start: Timestamp?, _ now: Timestamp) -> String {
        DurationWords.text(now - (start ?? now))
    }

    private static func why(_ reason: String?) -> String {
        reason.map { $0.isEmpty ? "" : ": \(PlainText.short($0, 300))" } ?? ""
    }
}
