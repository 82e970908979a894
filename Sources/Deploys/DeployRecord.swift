public import SWFModel

/// A deploy in the ledger: what was tried, what each step found and how long it took, and how it ended.
public struct DeployRecord: Codable, Hashable, Sendable {
    /// A step that was taken.
    public struct Step: Codable, Hashable, Sendable {
        /// The step.
        public var step: DeployStep
        /// What it found.
        public var finding: StepFinding
        /// How long it took, in seconds.
        public var seconds: Double

        /// Creates the value from its parts.
        public init(step: DeployStep, finding: StepFinding, seconds: Double) {
            self.step = step
            self.finding = finding
            self.seconds = seconds
        }

        private enum CodingKeys: String, CodingKey {
            case step, finding
            case seconds = "step_time"
        }
    }

    /// When it began.
    public var started: Timestamp
    /// When it ended; for one that died: when that was found.
    public var ended: Timestamp
    /// Who deployed: `host:pid:martlet`.
    public var identity: String
    /// The release in place before; nil when there was none.
    public var from: String?
    /// The release that was to be put in place; nil when it did not get so far as to have one.
    public var to: String?
    /// The commit that was built.
    public var commit: String?
    /// The steps that were taken, in order.
    public var steps: [Step]
    /// How it ended.
    public var outcome: DeployOutcome

    /// Creates the value from its parts.
    public init(
        started: Timestamp,
        ended: Timestamp,
        identity: String,
        from: String?,
        to: String?,
        commit: String?,
        steps: [Step],
        outcome: DeployOutcome
    ) {
        self.started = started
        self.ended = ended
        self.identity = identity
        self.from = from
        self.to = to
        self.commit = commit
        self.steps = steps
        self.outcome = outcome
    }

    private enum CodingKeys: String, CodingKey {
        case identity, from, to, commit, steps, outcome
        case started = "start_timestamp"
        case ended = "end_timestamp"
    }
}

extension [DeployRecord] {
    /// The newest release of the ledger, other than the one in place, that was seen to work and is still there: what a
    /// roll-back returns to. Without any it is what was in place before the one that is.
    ///
    /// - Parameters:
    ///   - current: The release in place.
    ///   - kept: The releases whose folders are there.
    public func releaseBefore(_ current: String?, kept: Set<String>) -> String? {
        let proven = reversed().lazy.filter { $0.outcome.isProven }.compactMap(\.to)
        if let release = proven.first(where: { $0 != current && kept.contains($0) }) { return release }
        return reversed().lazy.filter { $0.to == current }.compactMap(\.from).first {
            $0 != current && kept.contains($0)
        }
    }

    /// Whether a release was seen to work.
    public func isProven(_ release: String) -> Bool {
        contains { $0.outcome.isProven && $0.to == release || $0.outcome.kind == .rolledBack && $0.from == release }
    }
}
