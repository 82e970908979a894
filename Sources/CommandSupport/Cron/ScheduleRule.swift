public import AppSettings

/// A schedule whose settings were understood.
public struct ScheduleRule: Hashable, Sendable {
    /// When a schedule starts something.
    public enum When: Hashable, Sendable {
        /// Once for each tick.
        case ticks(CronExpression)
        /// When the last completed run started so long ago; only within the window, when there is one.
        case notSince(Duration, window: CronExpression?)
    }

    /// The id of the schedule.
    public var id: String
    /// When it starts something.
    public var when: When

    /// Creates a rule from its parts.
    public init(id: String, when: When) {
        self.id = id
        self.when = when
    }

    /// Reads the rule of a schedule.
    ///
    /// - Throws: ``CronExpression/Failure``.
    public init(_ schedule: Settings.Schedule) throws(CronExpression.Failure) {
        id = schedule.id
        var expression: CronExpression?
        if let text = schedule.cron { expression = try CronExpression(text) }
        if let interval = schedule.notSince {
            when = .notSince(interval, window: expression)
        } else if let expression {
            when = .ticks(expression)
        } else {
            throw CronExpression.Failure("The schedule \(schedule.id) has neither cron nor notSince.")
        }
    }

    /// The tag that marks every execution of this schedule, so that one question finds them all.
    public var tag: String { "schedule=\(id)" }
}
