/// One of the fields of a cron expression: the values that it allows.
struct CronField: Hashable, Sendable {
    /// Which field it is, and what may stand in it.
    struct Kind: Hashable, Sendable {
        var name: String
        var range: ClosedRange<Int>
        /// Names for values, in order from the first value: `JAN`, `SUN`.
        var names: [String] = []

        static let second = Kind(name: "second", range: 0...59)
        static let minute = Kind(name: "minute", range: 0...59)
        static let hour = Kind(name: "hour", range: 0...23)
        static let dayOfMonth = Kind(name: "day of the month", range: 1...31)
        static let month = Kind(
            name: "month",
            range: 1...12,
            names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        )
        /// 7 is Sunday too, as everywhere.
        static let dayOfWeek = Kind(
            name: "day of the week",
            range: 0...7,
            names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        )
    }

    /// The allowed values, sorted, each once.
    var values: [Int]
    /// Whether the field begins with `*`: it then restricts nothing, which matters for the two day fields.
    var isOpen: Bool
    /// Whether the last day of the month is meant as well: `L`.
    var isLast = false
    /// Days of the week by their place in the month: `FRI#2` is (5, 2).
    var placed: [Placed] = []

    /// A day of the week and its place in the month, 1 to 5.
    struct Placed: Hashable, Sendable {
        var weekday: Int
        var place: Int
    }

    /// Reads a field: `*`, `5`, `1,15`, `9-17`, `*/10`, `8-18/2`, `MON-FRI`, `L`, `FRI#2`.
    init(_ text: Substring, _ kind: Kind) throws(CronExpression.Failure) {
        var allowed: Set<Int> = []
        guard !text.isEmpty else { throw CronExpression.Failure("The field for the \(kind.name) is empty.") }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            if kind == .dayOfMonth, part.uppercased() == "L" {
                isLast = true
            } else if kind == .dayOfWeek, part.contains("#") {
                placed.append(try Self.placed(part, kind))
            } else {
                allowed.formUnion(try Self.part(part, kind))
            }
        }
        if kind == .dayOfWeek, allowed.remove(7) != nil { allowed.insert(0) }
        values = allowed.sorted()
        isOpen = text.hasPrefix("*")
    }

    func contains(_ value: Int) -> Bool { values.contains(value) }

    /// Whether this field for the day of the month allows a day.
    func contains(dayOfMonth day: CivilTime) -> Bool {
        contains(day.day) || isLast && day.day == CivilTime.daysInMonth(day.month, of: day.year)
    }

    /// Whether this field for the day of the week allows a day.
    func contains(dayOfWeek day: CivilTime) -> Bool {
        contains(day.weekday) || placed.contains { $0.weekday == day.weekday && $0.place == (day.day + 6) / 7 }
    }

    private static func placed(_ text: Substring, _ kind: Kind) throws(CronExpression.Failure) -> Placed {
        let halves = text.split(separator: "#", omittingEmptySubsequences: false)
        guard halves.count == 2, let weekday = value(halves[0], kind), kind.range.contains(weekday),
            let place = number(halves[1]), (1...5).contains(place)
        else {
            throw CronExpression.Failure(
                "\"\(text)\" in the field for the \(kind.name) is no day and its place in the month, like FRI#2."
            )
        }
        return Placed(weekday: weekday % 7, place: place)
    }

    private static func part(_ text: Substring, _ kind: Kind) throws(CronExpression.Failure) -> [Int] {
        func failure(_ why: String) -> CronExpression.Failure {
            CronExpression.Failure("\"\(text)\" in the field for the \(kind.name) \(why).")
        }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let span = halves.first, !span.isEmpty else { throw failure("is not understood") }
        var step: Int?
        if halves.count == 2 {
            guard let number = number(halves[1]), number > 0 else { throw failure("has no step of 1 or more") }
            step = number
        }
        if span == "*" {
            return Array(stride(from: kind.range.lowerBound, through: kind.range.upperBound, by: step ?? 1))
        }
        let ends = span.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = ends.first.flatMap({ value($0, kind) }) else {
            throw failure("is not understood")
        }
        guard kind.range.contains(first) else { throw failure(outside(kind)) }
        if ends.count == 1 {
            // A step after one value runs to the end of the field.
            return step.map { Array(stride(from: first, through: kind.range.upperBound, by: $0)) } ?? [first]
        }
        guard let last = value(ends[1], kind) else { throw failure("is not understood") }
        guard kind.range.contains(last) else { throw failure(outside(kind)) }
        guard first <= last else {
            throw failure("runs backwards; write the two halves as a list, like 22-23,0-2")
        }
        return Array(stride(from: first, through: last, by: step ?? 1))
    }

    private static func outside(_ kind: Kind) -> String {
        "is outside \(kind.range.lowerBound) to \(kind.range.upperBound)"
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    private static func value(_ text: Substring, _ kind: Kind) -> Int? {
        if let number = number(text) { return number }
        return kind.names.firstIndex(of: text.uppercased()).map { $0 + (kind == .month ? 1 : 0) }
    }
}
