/// A date as an article states it: each part may be missing or nonsense.
struct StatedDate: Sendable, Equatable {
    /// The text of the element `day`; nil when there is none.
    var day: String?
    /// The text of the element `month`; nil when there is none.
    var month: String?
    /// The text of the element `year`; nil when there is none.
    var year: String?

    /// The date, when all three parts are there and name a day.
    var date: ArticleDate? {
        guard let year = year.flatMap({ Int($0) }), let month = month.flatMap({ Self.month($0) }),
            let day = day.flatMap({ Int($0) })
        else { return nil }
        return ArticleDate(year: year, month: month, day: day)
    }

    /// The names of the missing parts, from the smallest.
    var missing: [String] {
        [("day", day), ("month", month), ("year", year)].filter { $0.1 == nil }.map(\.0)
    }

    /// The parts as written, for a message.
    var written: String {
        [("day", day), ("month", month), ("year", year)].map { "\($0.0) \($0.1 ?? "-")" }.joined(separator: ", ")
    }

    /// Reads `pub-date` or `date`; `iso-8601-date` stands in for parts that are not there.
    init(_ element: MarkupElement) {
        func part(_ name: String) -> String? { element.first(name)?.text.nonEmpty }
        day = part("day")
        month = part("month")
        year = part("year")
        guard day == nil, month == nil, let iso = element["iso-8601-date"] else { return }
        let parts = iso.prefix(10).split(separator: "-").map(String.init)
        guard parts.count == 3, year == nil || year == parts[0] else { return }
        (year, month, day) = (parts[0], parts[1], parts[2])
    }

    private static func month(_ text: String) -> Int? {
        if let number = Int(text) { return number }
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: text.prefix(3).lowercased()).map { $0 + 1 }
    }
}
