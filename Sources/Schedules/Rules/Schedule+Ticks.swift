public import SWFModel

/// The ticks of a schedule: pure functions of the schedule alone. `notSince` has none.
extension Schedule {
    /// How often a tick outside of the window or the dates leads to the next try before it is said that there is none.
    private static let patience = 10_000

    /// Whether the schedule has ticks at all.
    public var hasTicks: Bool {
        if case .notSince = timing { false } else { true }
    }

    /// The first tick after a moment; nil when there is none for forty years.
    public func nextTick(after moment: Timestamp) -> Timestamp? {
        var from = moment
        if let notBefore, from < notBefore { from = notBefore + .milliseconds(-1) }
        for _ in 0..<Self.patience {
            guard let tick = rawNext(after: from), notAfter.map({ tick < $0 }) ?? true else { return nil }
            guard let window, !isOpen(tick) else { return tick }
            // Where the window opens next, so that a short interval does not walk through a closed night.
            guard let opens = window.next(after: tick, in: zone, repeating: true) else { return nil }
            from = opens + .milliseconds(-1)
        }
        return nil
    }

    /// The last tick at or before a moment; nil when there was none for forty years.
    public func latestTick(atOrBefore moment: Timestamp) -> Timestamp? {
        var until = moment
        if let notAfter, until >= notAfter { until = notAfter + .milliseconds(-1) }
        for _ in 0..<Self.patience {
            guard let tick = rawLatest(atOrBefore: until), notBefore.map({ tick >= $0 }) ?? true else { return nil }
            guard let window, !isOpen(tick) else { return tick }
            guard let open = window.latest(atOrBefore: tick, in: zone, repeating: true) else { return nil }
            until = min(open + .milliseconds(59_999), tick + .milliseconds(-1))
        }
        return nil
    }

    /// When a tick is due: put off by its own share of the jitter, the same for whoever computes it.
    public func due(_ tick: Timestamp) -> Timestamp {
        let range = UInt64(max(0, jitter.wholeMilliseconds)) + 1
        let share = StableHash.of("\(id)|\(tick.milliseconds)") % range
        return tick + .milliseconds(Int(share))
    }

    /// Whether something may be started at a moment: the window is open, and the dates allow it.
    public func isOpen(_ moment: Timestamp) -> Bool {
        guard notBefore.map({ moment >= $0 }) ?? true, notAfter.map({ moment < $0 }) ?? true else { return false }
        return window?.covers(CivilTime(moment, in: zone)) ?? true
    }

    /// The first moment at or after one at which something may be started; nil when there is none.
    public func opens(atOrAfter moment: Timestamp) -> Timestamp? {
        let first = max(moment, notBefore ?? moment)
        if isOpen(first) { return first }
        guard let opens = window?.next(after: first, in: zone, repeating: true) else { return nil }
        return isOpen(opens) ? opens : nil
    }

    private func rawNext(after moment: Timestamp) -> Timestamp? {
        switch timing {
        case .cron(let expression): return expression.next(after: moment, in: zone)
        case .every(let interval, let anchor):
            let length = max(1, interval.wholeMilliseconds)
            let count = CivilTime.floor(moment.milliseconds - anchor.milliseconds, by: length)
            return Timestamp(milliseconds: anchor.milliseconds + (count + 1) * length)
        case .notSince: return nil
        }
    }

    private func rawLatest(atOrBefore moment: Timestamp) -> Timestamp? {
        switch timing {
        case .cron(let expression): return expression.latest(atOrBefore: moment, in: zone)
        case .every(let interval, let anchor):
            let length = max(1, interval.wholeMilliseconds)
            let count = CivilTime.floor(moment.milliseconds - anchor.milliseconds, by: length)
            return Timestamp(milliseconds: anchor.milliseconds + count * length)
        case .notSince: return nil
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
