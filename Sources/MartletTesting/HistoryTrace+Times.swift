public import SWFModel

extension HistoryTrace {
    /// One line an event, with the time since a moment, which is that of the first event by default:
    ///
    /// ```
    /// +30d 00:00:00    9 ActivityTaskScheduled id=ChargeCard-1 input={"cents":900}
    /// ```
    ///
    /// In steps the events that hand out decision tasks are left out, as every one of them that was completed had them;
    /// what is missing shows in the numbers.
    public static func timed(
        _ events: some Sequence<HistoryEvent>,
        since start: Timestamp? = nil,
        detail: Detail = .steps
    ) -> String {
        var start = start
        var lines: [String] = []
        for event in events {
            let begin = start ?? event.eventTimestamp
            start = begin
            if detail == .steps, [.decisionTaskScheduled, .decisionTaskStarted].contains(event.eventType) { continue }
            let number = String(event.eventId)
            let margin = String(repeating: " ", count: max(0, 5 - number.count))
            lines.append("\(offset(event.eventTimestamp - begin))\(margin)\(line(event, detail: detail))")
        }
        return lines.joined(separator: "\n")
    }

    /// A length of time as days, hours, minutes and seconds: `+30d 00:00:00`, with milliseconds when there are some.
    public static func offset(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
        let amount = abs(milliseconds)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [amount / 3_600_000 % 24, amount / 60_000 % 60, amount / 1_000 % 60].map(two).joined(separator: ":")
        let rest = amount % 1_000
        let fraction = rest == 0 ? "" : ".\(rest < 100 ? "0" : "")\(two(rest))"
        return "\(milliseconds < 0 ? "-" : "+")\(amount / 86_400_000)d \(clock)\(fraction)"
    }
}
