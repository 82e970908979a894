import SWFModel

/// The settings of a new execution: as given, else the defaults of its type, else nothing (swf-spec.md 6.3).
///
/// Nothing is taken over from a parent or from the run before. Start, child start and continue-as-new resolve alike and
/// differ only in how they say what is missing.
struct ExecutionSettings: Equatable, Sendable {
    /// The settings that must come from somewhere, in the order in which the service misses them.
    enum Mandatory: Error, Equatable, Sendable {
        case executionStartToCloseTimeout
        case taskList
        case taskStartToCloseTimeout
        case childPolicy
    }

    /// What a caller or decision gave.
    struct Given: Equatable, Sendable {
        var executionStartToCloseTimeout: String?
        var taskList: TaskList?
        var taskStartToCloseTimeout: String?
        var childPolicy: ChildPolicy?
        var taskPriority: String?
        var lambdaRole: String?
    }

    var executionStartToCloseTimeout: String
    var taskList: TaskList
    var taskStartToCloseTimeout: String
    var childPolicy: ChildPolicy
    var taskPriority: String?
    var lambdaRole: String?

    init(_ given: Given, type: WorkflowTypeConfiguration) throws(Mandatory) {
        guard
            let executionStartToCloseTimeout = Setting.text(
                given.executionStartToCloseTimeout,
                or: type.defaultExecutionStartToCloseTimeout
            )
        else {
            throw .executionStartToCloseTimeout
        }
        guard let taskList = given.taskList ?? type.defaultTaskList else {
            throw .taskList
        }
        guard
            let taskStartToCloseTimeout = Setting.text(
                given.taskStartToCloseTimeout,
                or: type.defaultTaskStartToCloseTimeout
            )
        else {
            throw .taskStartToCloseTimeout
        }
        guard let childPolicy = given.childPolicy ?? type.defaultChildPolicy else {
            throw .childPolicy
        }
        self.executionStartToCloseTimeout = executionStartToCloseTimeout
        self.taskList = taskList
        self.taskStartToCloseTimeout = taskStartToCloseTimeout
        self.childPolicy = childPolicy
        taskPriority = Setting.text(given.taskPriority, or: type.defaultTaskPriority)
        lambdaRole = Setting.text(given.lambdaRole, or: type.defaultLambdaRole)
    }
}
