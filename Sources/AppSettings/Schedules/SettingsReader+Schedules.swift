import SWFModel
import Schedules

/// The kinds of values that only schedules have.
extension SettingsReader {
    /// A cron expression; what is wrong with one is its own sentence.
    mutating func expression(_ key: String) -> CronExpression? {
        var failure: String?
        let text = parsed(key, expecting: "a cron expression, like \"0 2 * * *\"") { $0 }
        guard let text else { return nil }
        do {
            return try CronExpression(text)
        } catch {
            failure = error.description
        }
        if let failure { problem(key, "is no cron expression: \(failure)") }
        return nil
    }

    /// A duration within bounds, like `31m` or `3h46m`.
    mutating func duration(_ key: String, from least: Duration, through most: Duration) -> Duration? {
        let words = "\(DurationWords.text(least)) to \(DurationWords.text(most))"
        return parsed(key, expecting: "a duration of \(words), like \"31m\" or \"3h46m\"") { text in
            DurationText.parse(text).flatMap { (least...most).contains($0) ? $0 : nil }
        }
    }

    /// A moment, like `2026-03-01T02:00Z`.
    mutating func moment(_ key: String) -> Timestamp? {
        parsed(key, expecting: "a moment in UTC like \"2026-03-01T02:00Z\", or seconds since 1970", MomentText.parse)
    }

    /// One of a few words; nil when nobody gave one.
    mutating func word<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        let words = type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return parsed(key, expecting: "one of \(words)") { Choice(rawValue: $0) }
    }
}
