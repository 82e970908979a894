import SWFModel

/// Which list the next decision task of an execution goes to (swf-spec.md 5.14).
///
///     permanent(list) --DecisionTaskCompleted with a list----------------> permanent(that list)
///     any             --DecisionTaskCompleted with a list and a timeout--> temporary(that list), behind it the permanent one
///     temporary       --a task on the temporary list times out-----------> permanent
struct DecisionTaskRoute: Codable, Equatable, Sendable {
    struct Temporary: Codable, Equatable, Sendable {
        var taskList: String
        /// As the wire spells it.
        var scheduleToStartTimeout: String
    }

    var permanent: String
    var temporary: Temporary?

    /// The list that counts now.
    var taskList: String { temporary?.taskList ?? permanent }

    /// A decider answered, perhaps with another list. A timeout without a list says nothing.
    mutating func decisionTaskCompleted(_ attributes: DecisionTaskCompletedEventAttributes) {
        guard let taskList = attributes.taskList else { return }
        if let timeout = attributes.taskListScheduleToStartTimeout, !timeout.isEmpty {
            temporary = Temporary(taskList: taskList.name, scheduleToStartTimeout: timeout)
        } else {
            permanent = taskList.name
            temporary = nil
        }
    }
}
