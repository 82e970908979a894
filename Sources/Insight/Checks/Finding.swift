/// What an examination found about one thing.
public struct Finding: Hashable, Sendable, Encodable {
    /// How it stands.
    public enum Level: String, Codable, CaseIterable, Comparable, Hashable, Sendable {
        /// As it should be.
        case ok
        /// It works, and somebody should look at it.
        case warning
        /// It does not work, or will soon not.
        case problem

        /// Problems are more than warnings.
        public static func < (left: Level, right: Level) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .problem: 2
            }
        }
    }

    /// How it stands.
    public var level: Level
    /// What it is about, in a word: `clock`.
    public var subject: String
    /// What was found.
    public var sentence: String
    /// What to do about it.
    public var advice: String?

    /// Creates a finding.
    public init(_ level: Level, _ subject: String, _ sentence: String, advice: String? = nil) {
        self.level = level
        self.subject = subject
        self.sentence = sentence
        self.advice = advice
    }
}
