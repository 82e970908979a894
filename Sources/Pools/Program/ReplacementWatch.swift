/// Decides when another program file has taken the place of the running one. Pure: what is seen and the time come as arguments.
///
///     same --another file--> new --unchanged for a while--> ready --refused--> refused, until yet another file comes
///
/// A file that is still being written changes from look to look, so it has to stay as it is for ``settle`` first.
public struct ReplacementWatch<Seen: Hashable & Sendable>: Sendable {
    private let running: Seen
    private let settle: Duration
    private var candidate: (seen: Seen, since: Duration)?
    private var refused: Seen?

    /// Creates a watch.
    ///
    /// - Parameters:
    ///   - running: What the process runs.
    ///   - settle: How long another file must stay unchanged before it counts.
    public init(running: Seen, settle: Duration) {
        self.running = running
        self.settle = settle
    }

    /// A look at the file.
    ///
    /// - Parameters:
    ///   - seen: What is there; nil when nothing is, as in the middle of a replacement.
    ///   - now: The time since any fixed moment.
    /// - Returns: The other file, when it has stayed as it is for long enough; each look says so until it is refused.
    public mutating func looked(_ seen: Seen?, at now: Duration) -> Seen? {
        guard let seen, seen != running, seen != refused else {
            candidate = nil
            return nil
        }
        guard let candidate, candidate.seen == seen else {
            candidate = (seen, now)
            return nil
        }
        return now - candidate.since >= settle ? seen : nil
    }

    /// The file cannot be run: it is not named again.
    public mutating func refuse(_ seen: Seen) {
        refused = seen
        candidate = nil
    }
}
