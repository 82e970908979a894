public import SWFModel

/// Whether a schedule starts something now, and why, or why not. A pure function of the schedule, its runs and the clock.
public enum ScheduleDecision: Hashable, Sendable {
    /// Start this workflow id; the reason says which tick, or how long ago the last run was.
    case start(workflowId: String, reason: String)
    /// Start nothing.
    case skip(reason: String)

    /// How old a tick may be for a schedule that never ran: adding a schedule does not run it for a tick of long ago.
    ///
    /// A schedule that did run makes up for the latest tick that it missed, however old; only for the latest.
    public static let newcomerLateness = Duration.seconds(600)

    /// Decides about one schedule.
    public static func decide(_ rule: ScheduleRule, runs: ScheduleRuns, now: Timestamp) -> ScheduleDecision {
        switch rule.when {
        case .ticks(let expression): tick(rule.id, expression, runs, now)
        case .notSince(let interval, nil): since(rule.id, interval, runs, now)
        case .notSince(let interval, let window?): windowed(rule.id, interval, window, runs, now)
        }
    }

    private static func windowed(
        _ id: String,
        _ interval: Duration,
        _ window: CronExpression,
        _ runs: ScheduleRuns,
        _ now: Timestamp
    ) -> ScheduleDecision {
        guard window.ticks(in: CivilTime(now)) else {
            let next = window.next(after: now).map { "; it opens \(named($0, now))" } ?? ""
            return .skip(reason: "its window is closed\(next)")
        }
        return since(id, interval, runs, now)
    }

    private static func since(
        _ id: String,
        _ interval: Duration,
        _ runs: ScheduleRuns,
        _ now: Timestamp
    ) -> ScheduleDecision {
        if let open = runs.open {
            return .skip(reason: "its run of \(ago(open.startedAt, now)) is still open")
        }
        guard let completed = runs.completed else {
            return .start(workflowId: id, reason: "no completed run is known")
        }
        let age = now - completed.startedAt
        let comparison = "its last completed run started \(ago(completed.startedAt, now))"
        guard age >= interval else {
            return .skip(reason: "\(comparison), less than \(DurationWords.text(interval))")
        }
        return .start(workflowId: id, reason: "\(comparison), \(DurationWords.text(interval)) or more")
    }

    private static func tick(
        _ id: String,
        _ expression: CronExpression,
        _ runs: ScheduleRuns,
        _ now: Timestamp
    ) -> ScheduleDecision {
        let next = expression.next(after: now).map { "; the next tick is \(named($0, now))" } ?? ""
        guard let tick = expression.latest(atOrBefore: now) else { return .skip(reason: "no tick has come\(next)") }
        let workflowId = "\(id).\(CivilTime(tick).compact)"
        if let run = runs.run(workflowId) {
            let state = run.closeStatus.map { "closed as \($0.rawValue)" } ?? "is open"
            return .skip(reason: "its run for the tick of \(named(tick, now)) \(state)\(next)")
        }
        if let open = runs.open {
            return .skip(reason: "its run of \(ago(open.startedAt, now)) is still open\(next)")
        }
        let late = now - tick
        if runs.all.isEmpty, late > newcomerLateness {
            return .skip(reason: "it never ran, and its latest tick of \(named(tick, now)) is too old\(next)")
        }
        let lateness = late >= .seconds(60) ? ", \(DurationWords.text(late)) late" : ""
        return .start(workflowId: workflowId, reason: "the tick of \(named(tick, now))\(lateness)")
    }

    private static func ago(_ moment: Timestamp, _ now: Timestamp) -> String {
        "\(DurationWords.text(now - moment)) ago"
    }

    /// A tick in UTC; without its date when that is today.
    private static func named(_ tick: Timestamp, _ now: Timestamp) -> String {
        let time = CivilTime(tick)
        let today = CivilTime(now)
        let isToday = (time.year, time.month, time.day) == (today.year, today.month, today.day)
        return (isToday ? String(time.readable.suffix(5)) : time.readable) + " UTC"
    }
}
