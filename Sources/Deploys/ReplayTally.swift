/// What came of replaying the recent histories of an environment by the new programs.
public struct ReplayTally: Hashable, Sendable {
    /// A history that the new programs do not replay.
    public struct Difference: Hashable, Sendable {
        /// The environment.
        public var environment: String
        /// The workflow id.
        public var workflowId: String
        /// Whether the execution is open: its next decision would be refused or held.
        public var isOpen: Bool
        /// The first difference, in words.
        public var sentence: String
        /// Whether the programs in place do not replay it either; false when there are none to ask.
        public var isOld: Bool

        /// Creates the value from its parts.
        public init(environment: String, workflowId: String, isOpen: Bool, sentence: String, isOld: Bool) {
            self.environment = environment
            self.workflowId = workflowId
            self.isOpen = isOpen
            self.sentence = sentence
            self.isOld = isOld
        }
    }

    /// An environment whose service did not say what it holds.
    public struct Unasked: Hashable, Sendable {
        /// The environment.
        public var environment: String
        /// Why, as a sentence.
        public var reason: String

        /// Creates the value from its parts.
        public init(environment: String, reason: String) {
            self.environment = environment
            self.reason = reason
        }
    }

    /// How many histories were replayed, those with differences among them.
    public var histories: Int
    /// The environments that were asked.
    public var environments: [String]
    /// Those that differ.
    public var differences: [Difference]
    /// The environments that could not be asked, each with the reason.
    public var unasked: [Unasked]

    /// Creates the value from its parts.
    public init(
        histories: Int = 0,
        environments: [String] = [],
        differences: [Difference] = [],
        unasked: [Unasked] = []
    ) {
        self.histories = histories
        self.environments = environments
        self.differences = differences
        self.unasked = unasked
    }

    /// What it means: what the programs in place replay, the new ones must replay too. What those do not replay either is
    /// no worse afterwards, and is only told.
    public var finding: StepFinding {
        let worse = differences.filter { !$0.isOld }.sorted { $0.isOpen && !$1.isOpen }
        let old = differences.count { $0.isOld }
        var notes = unasked.map { "\($0.environment) was not asked: \($0.reason)" }
        if old > 0 {
            notes.append(
                "\(old) of them are not replayed by the programs in place either, such as "
                    + "\(differences.first { $0.isOld }.map { "\($0.workflowId): \($0.sentence)" } ?? "")"
            )
        }
        if let first = worse.first {
            let kind = first.isOpen ? "open" : "closed"
            let more = worse.count > 1 ? " (and \(worse.count - 1) more)" : ""
            return .bad(
                "The new programs do not replay the \(kind) execution \(first.workflowId) of \(first.environment): "
                    + "\(first.sentence)\(more) Give the changed workflow a new version, or guard the change with "
                    + "context.version\(worse.contains(where: \.isOpen) ? "." : "; if you mean it, deploy with --replay open.")",
                notes: notes + worse.dropFirst().prefix(4).map { "\($0.environment): \($0.workflowId): \($0.sentence)" }
            )
        }
        let place = environments.isEmpty ? "" : " of \(environments.joined(separator: " and "))"
        let sentence =
            histories == 0
            ? "there are no histories\(place) to replay"
            : "the new programs replay \(histories - old) recent histor\(histories - old == 1 ? "y" : "ies")\(place)"
        return unasked.isEmpty ? .good(sentence, notes: notes) : .warning(sentence, notes: notes)
    }
}
