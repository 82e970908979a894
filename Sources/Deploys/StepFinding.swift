/// What a step of a deploy found: a verdict, and a sentence for whoever waits.
public struct StepFinding: Codable, Hashable, Sendable {
    /// What the deploy makes of it.
    public enum Verdict: String, Codable, CaseIterable, Hashable, Sendable {
        /// The deploy goes on.
        case good
        /// The deploy goes on, and somebody should know.
        case warning
        /// The deploy does not go on.
        case bad
        /// The deploy ends here with success: what is wanted is so already.
        case nothingToDo
    }

    /// What the deploy makes of it.
    public var verdict: Verdict
    /// A sentence, or the rest of one after the name of the step.
    public var sentence: String
    /// What is worth a line of its own besides.
    public var notes: [String]

    /// Creates the value from its parts.
    public init(_ verdict: Verdict, _ sentence: String, notes: [String] = []) {
        self.verdict = verdict
        self.sentence = sentence
        self.notes = notes
    }

    /// The deploy goes on.
    public static func good(_ sentence: String, notes: [String] = []) -> StepFinding {
        StepFinding(.good, sentence, notes: notes)
    }

    /// The deploy goes on, and somebody should know.
    public static func warning(_ sentence: String, notes: [String] = []) -> StepFinding {
        StepFinding(.warning, sentence, notes: notes)
    }

    /// The deploy does not go on.
    public static func bad(_ sentence: String, notes: [String] = []) -> StepFinding {
        StepFinding(.bad, sentence, notes: notes)
    }
}
