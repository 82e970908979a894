/// How the keys of log lines and of printed JSON are called.
///
/// A duration is a number of seconds under a key that ends in `_time`; a moment is a number of seconds since 1970 under a key
/// that ends in `_timestamp`. Nothing else is called so, and no duration or moment is called otherwise. SWF's own names
/// (`startTimestamp`, `startToCloseTimeout`) stay as they are.
public enum LogKey {
    /// The keys with which every JSON line begins; no fact may be called so.
    public static let reserved = ["log_timestamp", "level", "logger", "message"]

    /// Whether the values of a key are numbers, and are written as such in JSON.
    public static func isNumber(_ key: String) -> Bool {
        key.hasSuffix("_time") || key.hasSuffix("_timestamp") || ["attempt", "pid", "lost"].contains(key)
    }

    /// What is wrong with the name of a key, as a sentence; nil when nothing is.
    public static func problem(_ key: String) -> String? {
        if key.hasSuffix("_time") || key.hasSuffix("_timestamp") { return nil }
        let words = words(of: key)
        if let unit = words.last(where: units.contains) {
            return "\(key) ends in the unit \(unit): a duration is called …_time and is in seconds."
        }
        if let word = words.last, durations.contains(word) {
            return "\(key) is a duration: it is called …_time and is in seconds."
        }
        if let word = words.last, moments.contains(word) {
            return "\(key) is a moment: it is called …_timestamp and is in seconds since 1970."
        }
        return nil
    }

    /// What is wrong with a number under a key, as a sentence; nil when nothing is. A duration of 31 years and a moment
    /// before 2001 are taken for mistakes.
    public static func problem(_ key: String, value: Double) -> String? {
        if key.hasSuffix("_time"), abs(value) >= 1_000_000_000 {
            return "\(key) is \(value): that is a moment, which is called …_timestamp, or it is not in seconds."
        }
        if key.hasSuffix("_timestamp"), !(1_000_000_000..<10_000_000_000).contains(value) {
            return "\(key) is \(value): that is no moment in seconds since 1970."
        }
        return nil
    }

    private static let units: Set = ["seconds", "secs", "ms", "millis", "milliseconds", "minutes", "hours", "ns", "us"]
    private static let durations: Set = ["duration", "elapsed", "latency", "time", "took"]
    private static let moments: Set = ["timestamp", "date", "datetime", "at", "when"]

    /// The words of a name in either spelling: `runTime` and `run_time` are run and time.
    private static func words(of key: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in key {
            let isBetween = "_.-".contains(character)
            if isBetween || (character.isUppercase && word.last?.isLowercase == true) {
                words.append(word)
                word = ""
            }
            if !isBetween { word.append(character) }
        }
        return (words + [word]).filter { !$0.isEmpty }.map { $0.lowercased() }
    }
}
