public import SWFModel

/// What a deploy writes down before each step, so that one that dies in the middle is not a riddle to the next.
public struct DeployJournal: Codable, Hashable, Sendable {
    /// Who deploys: `host:pid:martlet`.
    public var identity: String
    /// When it began.
    public var started: Timestamp
    /// The step that it is at.
    public var step: DeployStep
    /// The release that was in place when it began.
    public var from: String?
    /// The release that it made, as soon as it has one.
    public var to: String?
    /// The commit that it builds.
    public var commit: String?

    /// Creates the journal of a deploy that begins.
    public init(identity: String, started: Timestamp, step: DeployStep, from: String?) {
        self.identity = identity
        self.started = started
        self.step = step
        self.from = from
    }

    private enum CodingKeys: String, CodingKey {
        case identity, step, from, to, commit
        case started = "start_timestamp"
    }

    /// What the deploy left behind that wrote this and is no more.
    ///
    /// - Parameter current: The release that is in place now.
    public func died(current: String?) -> String {
        let left: String
        if let to, current == to {
            left =
                step == .watch || step == .replace
                ? "\(to) is in place, and was not watched to the end."
                : "\(to) is in place still, though it was to be taken back."
        } else if step == .rollBack || step == .watchRollBack {
            left = "\(current ?? "no release") is in place again."
        } else {
            left = "\(current ?? "no release") is in place, untouched."
        }
        return "The deploy of \(identity) died while it was \(step.words); \(left)"
    }

    /// Whether a deploy that died left the release that it made in place.
    public func isInPlace(current: String?) -> Bool { to != nil && to == current }
}
