/// What a figure has to reach: a row of the table in docs/ARCHITECTURE.md, "How fast it is".
struct Bar {
    private enum Side {
        case atLeast, atMost
    }

    private let side: Side
    private let value: Double
    /// Whether the table marks it as missed: then it is told, and nothing is made of it.
    var isKnownToBeMissed = false

    static func atLeast(_ value: Double) -> Bar { Bar(side: .atLeast, value: value) }
    static func atMost(_ value: Double) -> Bar { Bar(side: .atMost, value: value) }
    /// One that the table marks as missed.
    static func missed(atLeast value: Double) -> Bar {
        Bar(side: .atLeast, value: value, isKnownToBeMissed: true)
    }

    /// A figure that is no number reaches nothing.
    func isReached(by figure: Double) -> Bool {
        switch side {
        case .atLeast: figure >= value
        case .atMost: figure <= value
        }
    }

    /// `at least 1000`.
    var words: String {
        let number = value.formatted(.number.grouping(.never))
        return switch side {
        case .atLeast: "at least \(number)"
        case .atMost: "at most \(number)"
        }
    }
}
