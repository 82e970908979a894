import AppSettings
import SWFModel
import Schedules

extension FuzzTarget {
    /// Cron expressions and durations. The first four bytes are a minute since 1970, the rest is the text.
    static let cron = FuzzTarget(name: "cron", maximumLength: 256) {
        CronTexts.seeds
    } run: { bytes in
        guard bytes.count >= 4 else { return }
        let minute = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
        let text = String(decoding: bytes[4...], as: UTF8.self)
        try CronTexts.expression(text, at: Timestamp(milliseconds: (minute % 100_000_000) * 60_000 + 17))
        try CronTexts.duration(text)
        try CronTexts.civil(text)
    }
}

/// What must hold of times that people write.
enum CronTexts {
    /// An expression that is taken ticks, and its ticks are found from both sides.
    static func expression(_ text: String, at moment: Timestamp) throws(Finding) {
        let expression: CronExpression
        do {
            expression = try CronExpression(text)
        } catch {
            try expect(!error.description.isEmpty, "an expression is refused without a reason")
            return
        }
        let next = expression.next(after: moment)
        // Every expression that is taken comes: 29 February on one day of the week is the longest wait.
        guard let next else { throw Finding(description: "\"\(text)\" has no tick after \(moment.milliseconds)") }
        try expect(next > moment, "the next tick of \"\(text)\" is not after \(moment.milliseconds)")
        try expect(next.milliseconds % 1_000 == 0, "a tick of \"\(text)\" is within a second")
        try expect(expression.ticks(in: CivilTime(next)), "\"\(text)\" does not tick at its next tick")
        let last = expression.latest(atOrBefore: next)
        try expect(last == next, "the latest tick of \"\(text)\" at its next one is another")
        if let before = expression.latest(atOrBefore: moment) {
            try expect(before <= moment, "the latest tick of \"\(text)\" is after \(moment.milliseconds)")
            try expect(expression.next(after: before) == next, "\"\(text)\" ticks between its latest and its next tick")
        }
    }

    /// A duration is not negative and not endless.
    static func duration(_ text: String) throws(Finding) {
        guard let duration = DurationText.parse(text) else { return }
        try expect(duration >= .zero && duration <= .seconds(100 * 366 * 86_400), "\"\(text)\" is \(duration)")
    }

    /// The compact form of a minute is read as it is written.
    static func civil(_ text: String) throws(Finding) {
        guard let time = CivilTime(compact: text) else { return }
        try expect(time.compact == text, "\(text) is \(time.compact) after a round trip")
        _ = time.weekday
        // A day that no month has, like 30 February, is the day that follows the month's last.
        try expect(CivilTime(time.timestamp).timestamp == time.timestamp, "\(text) has no moment")
    }

    static let seeds: [FuzzTarget.Seed] = [
        seed("every", "* * * * *"), seed("office", "*/5 8-18/2 * * MON-FRI"), seed("leap", "0 0 29 2 *"),
        seed("list", "0,15,30,45 22-23,0-2 1,15 JAN,jul 7"), seed("tabs", "1\t2\t3\t4\t5"),
        seed("never", "0 0 30 2 *"), seed("either", "0 0 31 2 MON"), seed("step", "5/10 */9223372036854775807 * * *"),
        seed("duration", "1h30m"), seed("duration-spaced", "3 min 0.5 s"), seed("seconds", "90"),
        seed("compact", "20260301T0200Z"), seed("backwards", "5-1 * * * *"),
        seed("rare-weekday", "0 0 29 2 */7"), seed("seconds-field", "*/7 0 12 L * FRI#2"), seed("named", "@daily"),
        .init("rare-weekday-step", [0x3E, 0x0D, 0x30, 0x20] + Array(" */703 * */47\t1  2".utf8)),
    ]

    private static func seed(_ name: String, _ text: String) -> FuzzTarget.Seed {
        .init(name, [3, 20, 94, 126] + Array(text.utf8))
    }
}
