public import SWFModel

/// How many decisions of each kind a batch may carry out, when the service throttles (swf-spec.md 8.2).
///
/// Whoever asks the core counts the seconds; the core only counts down, and gives back what is left with the transition.
public struct DecisionAllowance: Equatable, Sendable {
    /// How many decisions of each type; any number of one that is not here.
    public var decisions: [DecisionType: Int]
    /// How many activity tasks each task list takes; any number a list that is not here.
    public var activityTasks: [String: Int]

    /// Creates an allowance; without arguments, any number of everything.
    public init(decisions: [DecisionType: Int] = [:], activityTasks: [String: Int] = [:]) {
        self.decisions = decisions
        self.activityTasks = activityTasks
    }

    /// Uses up one decision of that type.
    ///
    /// - Returns: Whether there was one left; if not, nothing changes.
    mutating func take(_ type: DecisionType) -> Bool {
        guard let left = decisions[type] else { return true }
        guard left > 0 else { return false }
        decisions[type] = left - 1
        return true
    }

    /// Uses up one activity task of a task list.
    ///
    /// - Returns: Whether there was one left; if not, nothing changes.
    mutating func takeActivityTask(on taskList: String) -> Bool {
        guard let left = activityTasks[taskList] else { return take(.scheduleActivityTask) }
        guard left > 0, take(.scheduleActivityTask) else { return false }
        activityTasks[taskList] = left - 1
        return true
    }
}
