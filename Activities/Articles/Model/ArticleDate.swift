/// A calendar date, whole and possible.
struct ArticleDate: Sendable, Hashable, Comparable {
    let year: Int
    let month: Int
    let day: Int

    /// Nil when there is no such day: the 30th of February, month 13, a year outside 1600...9999.
    init?(year: Int, month: Int, day: Int) {
        guard (1600...9999).contains(year), (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// As in `2012-12-13`.
    var iso: String { "\(year)-\(twoDigitMonth)-\(twoDigitDay)" }
    /// As in `December 13, 2012`.
    var prose: String { "\(Self.monthNames[month - 1]) \(day), \(year)" }
    /// As in `07`.
    var twoDigitMonth: String { month < 10 ? "0\(month)" : "\(month)" }
    /// As in `07`.
    var twoDigitDay: String { day < 10 ? "0\(day)" : "\(day)" }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func < (earlier: ArticleDate, later: ArticleDate) -> Bool {
        (earlier.year, earlier.month, earlier.day) < (later.year, later.month, later.day)
    }
}
