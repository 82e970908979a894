/// How many at once, and how many a second in the long run.
public struct ThrottleRate: Hashable, Sendable {
    /// How many may come at once after a pause, 1 to 1,000,000.
    public var capacity: Int
    /// How many a second the service can bear in the long run, 1 to 1,000,000.
    public var perSecond: Int

    /// Creates a rate.
    public init(capacity: Int, perSecond: Int) {
        self.capacity = capacity
        self.perSecond = perSecond
    }

    /// Reads a rate as settings spell it, `2000/200`; nil when the text is no rate or a number is out of range.
    public init?(text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let capacity = numbers[0], let perSecond = numbers[1],
            (1...1_000_000).contains(capacity), (1...1_000_000).contains(perSecond)
        else { return nil }
        self.init(capacity: capacity, perSecond: perSecond)
    }

    /// The rate as settings spell it.
    public var text: String { "\(capacity)/\(perSecond)" }
}
