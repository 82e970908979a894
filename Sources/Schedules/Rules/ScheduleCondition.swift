/// What must be true for a schedule to start something: a count within bounds, or a command that says yes.
///
/// So `SendQueuedEmail` runs only when mail waits: the condition asks for the waiting tasks of a list, for open executions,
/// or runs a command that looks into the outbox.
public struct ScheduleCondition: Hashable, Sendable {
    /// What is asked.
    public enum Question: Hashable, Sendable {
        /// How many activity tasks wait in a task list.
        case pendingActivityTasks(taskList: String)
        /// How many decision tasks wait in a task list.
        case pendingDecisionTasks(taskList: String)
        /// How many executions of a workflow are open, in any version.
        case openExecutionsOfType(String)
        /// How many executions with a tag are open.
        case openExecutionsWithTag(String)
        /// A command: exit code 0 says yes, 1 says no, any other is a problem. When it writes a number as its only line, that
        /// is counted instead.
        case command([String])
    }

    /// What is asked.
    public var question: Question
    /// The least count that is enough. 1 by default.
    public var atLeast: Int
    /// The largest count that is not too much; no bound when absent.
    public var atMost: Int?

    /// Creates a condition.
    public init(_ question: Question, atLeast: Int = 1, atMost: Int? = nil) {
        self.question = question
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// What the question came to.
    public struct Answer: Hashable, Sendable {
        /// Whether something may be started.
        public var holds: Bool
        /// Why, as the rest of a sentence.
        public var reason: String

        /// Creates an answer.
        public init(holds: Bool, reason: String) {
            self.holds = holds
            self.reason = reason
        }
    }

    /// Judges a count.
    public func answer(count: Int) -> Answer {
        let holds = count >= atLeast && atMost.map { count <= $0 } ?? true
        let wanted = atMost.map { "\(atLeast) to \($0)" } ?? "\(atLeast) or more"
        return Answer(holds: holds, reason: "\(subject): \(count), and \(wanted) are wanted")
    }

    /// Judges the end of a command.
    ///
    /// - Returns: Nil when the command neither said yes nor no.
    public func answer(exitCode: Int, output: String) -> Answer? {
        let line = output.split(whereSeparator: \.isNewline)
        if exitCode == 0, line.count == 1, let count = Int(line[0].filter { !$0.isWhitespace }) {
            return answer(count: count)
        }
        switch exitCode {
        case 0: return Answer(holds: true, reason: "\(subject) said yes")
        case 1: return Answer(holds: false, reason: "\(subject) said no")
        default: return nil
        }
    }

    /// What is asked, in words.
    public var subject: String {
        switch question {
        case .pendingActivityTasks(let list): "activity tasks that wait in \(list)"
        case .pendingDecisionTasks(let list): "decision tasks that wait in \(list)"
        case .openExecutionsOfType(let name): "open executions of \(name)"
        case .openExecutionsWithTag(let tag): "open executions with the tag \(tag)"
        case .command(let words): "the command \(words.joined(separator: " "))"
        }
    }
}
