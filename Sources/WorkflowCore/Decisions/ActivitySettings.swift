import SWFModel

/// The settings of an activity task: as decided, else the defaults of its type, else a cause to refuse
/// (swf-spec.md 6.4). The four timeouts are not held against each other.
struct ActivitySettings: Equatable, Sendable {
    /// A setting that neither the decision nor the type gives.
    struct Undefined: Error, Equatable, Sendable {
        var cause: ScheduleActivityTaskFailedCause
    }

    var taskList: TaskList
    var scheduleToStartTimeout: String
    var scheduleToCloseTimeout: String
    var startToCloseTimeout: String
    var heartbeatTimeout: String
    var taskPriority: String?

    init(
        _ decision: ScheduleActivityTaskDecisionAttributes,
        type: ActivityTypeConfiguration
    ) throws(Undefined) {
        guard let taskList = decision.taskList ?? type.defaultTaskList else {
            throw Undefined(cause: .defaultTaskListUndefined)
        }
        self.taskList = taskList
        scheduleToStartTimeout = try Self.timeout(
            decision.scheduleToStartTimeout,
            type.defaultTaskScheduleToStartTimeout,
            .defaultScheduleToStartTimeoutUndefined
        )
        scheduleToCloseTimeout = try Self.timeout(
            decision.scheduleToCloseTimeout,
            type.defaultTaskScheduleToCloseTimeout,
            .defaultScheduleToCloseTimeoutUndefined
        )
        startToCloseTimeout = try Self.timeout(
            decision.startToCloseTimeout,
            type.defaultTaskStartToCloseTimeout,
            .defaultStartToCloseTimeoutUndefined
        )
        heartbeatTimeout = try Self.timeout(
            decision.heartbeatTimeout,
            type.defaultTaskHeartbeatTimeout,
            .defaultHeartbeatTimeoutUndefined
        )
        taskPriority = Setting.text(decision.taskPriority, or: type.defaultTaskPriority)
    }

    private static func timeout(
        _ given: String?,
        _ fallback: String?,
        _ cause: ScheduleActivityTaskFailedCause
    ) throws(Undefined) -> String {
        guard let timeout = Setting.text(given, or: fallback) else {
            throw Undefined(cause: cause)
        }
        return timeout
    }
}
