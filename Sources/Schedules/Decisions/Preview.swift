public import SWFModel

/// A stretch of time that a schedule's ticks are looked at in.
public struct TickStretch: Hashable, Sendable {
    /// Its beginning.
    public var start: Timestamp
    /// Its end, not in it.
    public var end: Timestamp
    /// The change of the clocks within it, and the offsets before and after; none in an ordinary stretch.
    public var change: Change?

    /// A change of clocks.
    public struct Change: Hashable, Sendable {
        /// When.
        public var at: Timestamp
        /// Seconds ahead of UTC before it.
        public var before: Int
        /// Seconds ahead of UTC from then on.
        public var offset: Int
    }

    /// What happens to the clocks, in words.
    public var words: String? {
        change.map {
            let length = DurationWords.text(.seconds(abs($0.offset - $0.before)))
            return
                "clocks go \($0.offset > $0.before ? "forward" : "back") \(length) at \(CivilTime($0.at).readable) UTC"
        }
    }

    /// What is special about a tick: it stands for times that the clocks leave out, or its time comes twice.
    public func note(_ tick: Timestamp) -> String {
        guard let change else { return "" }
        if change.offset > change.before { return tick == change.at ? "at the change" : "" }
        let double = Duration.seconds(change.before - change.offset)
        if tick < change.at { return change.at - tick <= double ? "first of two" : "" }
        return tick - change.at < double ? "second of two" : ""
    }
}

extension Schedule {
    /// How many ticks a stretch shows at most.
    private static let showLimit = 1_000

    /// The stretches to look at: one, or those around the next two changes of the clocks.
    public func stretches(from start: Timestamp, length: Duration, acrossChanges: Bool) -> [TickStretch] {
        guard acrossChanges else { return [TickStretch(start: start, end: start + length)] }
        let around = Duration.seconds(3 * 3600)
        return zone.changes(after: start).prefix(2).map {
            TickStretch(
                start: $0.at + (.zero - around),
                end: $0.at + around,
                change: .init(at: $0.at, before: $0.before, offset: $0.offset)
            )
        }
    }

    /// The ticks of a stretch, in order; a thousand at most.
    public func ticks(in stretch: TickStretch) -> [Timestamp] {
        var ticks: [Timestamp] = []
        var last = stretch.start + .milliseconds(-1)
        while ticks.count < Self.showLimit, let tick = nextTick(after: last), tick < stretch.end {
            ticks.append(tick)
            last = tick
        }
        return ticks
    }

    /// Whether a moment is a tick of the schedule.
    public func isTick(_ moment: Timestamp) -> Bool { latestTick(atOrBefore: moment) == moment }

    /// The rule in words: `cron "0 2 * * *" (Europe/London); missed: latest; overlap: skip`.
    public var words: String {
        var parts: [String] = []
        switch timing {
        case .cron(let expression): parts.append("cron \"\(expression.text)\" (\(zone.name))")
        case .every(let interval, _): parts.append("every \(DurationWords.text(interval))")
        case .notSince(let interval):
            parts.append("when the last completed run started \(DurationWords.text(interval)) ago")
        }
        if let window { parts.append("within \"\(window.text)\" (\(zone.name))") }
        if let notBefore { parts.append("from \(CivilTime(notBefore).readable) UTC") }
        if let notAfter { parts.append("until \(CivilTime(notAfter).readable) UTC") }
        if jitter > .zero { parts.append("put off by up to \(DurationWords.text(jitter))") }
        if hasTicks {
            parts.append("missed: \(catchUp.rawValue), up to \(DurationWords.text(catchUpWithin)) late")
            parts.append("overlap: \(overlap.rawValue)")
        }
        if let condition { parts.append("only when \(condition.subject) \(condition.bounds)") }
        return parts.joined(separator: "; ")
    }
}

extension ScheduleCondition {
    /// The counts that are enough, in words.
    var bounds: String {
        if case .command = question, atLeast == 1, atMost == nil { return "says yes" }
        return atMost.map { "are \(atLeast) to \($0)" } ?? "are \(atLeast) or more"
    }
}
