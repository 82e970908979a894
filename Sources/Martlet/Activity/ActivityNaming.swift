/// Activity ids: the step, and the attempt when it is not the first: `RenderPage-3`, `RenderPage-3-try2`.
///
/// The number counts the execution's activity steps in the order in which its code reaches them, so an id names one
/// place in a run whatever the activity is called.
package enum ActivityNaming {
    private static let mark = "-try"
    /// Room for the number and the attempt within the 256 characters of an activity id.
    private static let longestName = 220

    /// The id of a step: that of its first attempt.
    static func step(_ name: String, number: Int) -> String {
        let short = name.utf16.count > longestName ? String(name.prefix(longestName / 2)) : name
        return "\(short)-\(number)"
    }

    /// The id of an attempt, from 1.
    static func id(step: String, attempt: Int) -> String {
        attempt == 1 ? step : "\(step)\(mark)\(attempt)"
    }

    /// The step and attempt of an id; an id that was not made here is a step of its own.
    package static func parse(_ id: String) -> (step: String, attempt: Int) {
        let digits = id.reversed().prefix { $0.isASCII && $0.isNumber }
        let head = id.dropLast(digits.count)
        guard head.hasSuffix(mark), head.count > mark.count, let attempt = Int(String(digits.reversed())), attempt > 1
        else { return (id, 1) }
        return (String(head.dropLast(mark.count)), attempt)
    }
}
