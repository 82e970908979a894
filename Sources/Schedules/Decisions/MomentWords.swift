import SWFModel

/// Moments and lengths of time in the words of the reasons.
enum MomentWords {
    /// A moment by the clocks of a zone; without its date when that is today.
    static func named(_ moment: Timestamp, in zone: ZoneOffsets, near now: Timestamp) -> String {
        let time = CivilTime(moment, in: zone)
        let isToday = time.date == CivilTime(now, in: zone).date
        return "\(isToday ? time.time : time.readable) \(zone.name)"
    }

    /// `3 min 4 s ago`.
    static func ago(_ moment: Timestamp, _ now: Timestamp) -> String { "\(length(now - moment)) ago" }

    /// `3 min 4 s`.
    static func length(_ duration: Duration) -> String { DurationWords.text(duration) }
}
