/// How a deploy ended.
public struct DeployOutcome: Codable, Hashable, Sendable {
    /// The ends that there are.
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        /// The new programs are in place, and the pools run them.
        case deployed
        /// The new programs are in place, and nobody watched: what `scripts/run.sh start` does before it starts anything.
        case placed
        /// They were in place already, or there was nothing new to deploy.
        case unchanged
        /// It was a dry run, and nothing would stand against the deploy.
        case rehearsed
        /// It was not done: what ran before runs on, untouched.
        case refused
        /// The new programs did not answer, and those of before are back and do.
        case rolledBack
        /// The programs in place do not answer, and going back did not help or was not possible: somebody must look.
        case unwell
        /// It ended in the middle, killed or with the machine. Only the next deploy can write that down.
        case died
    }

    /// Which end it was.
    public var kind: Kind
    /// Why, as a sentence.
    public var sentence: String

    /// Creates the value from its parts.
    public init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }

    /// The end in a word or two, before the sentence.
    public var word: String {
        switch kind {
        case .deployed: "deployed"
        case .placed: "in place"
        case .unchanged: "nothing to do"
        case .rehearsed: "nothing stands against it"
        case .refused: "refused"
        case .rolledBack: "rolled back"
        case .unwell: "unwell"
        case .died: "died"
        }
    }

    /// Whether a set of programs that ended so was seen to work: only to such a one is rolled back.
    public var isProven: Bool { kind == .deployed }
}
