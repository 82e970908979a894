/// Why the decision ScheduleActivityTask was refused.
public enum ScheduleActivityTaskFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case activityTypeDeprecated = "ACTIVITY_TYPE_DEPRECATED"
    case activityTypeDoesNotExist = "ACTIVITY_TYPE_DOES_NOT_EXIST"
    case activityIdAlreadyInUse = "ACTIVITY_ID_ALREADY_IN_USE"
    case openActivitiesLimitExceeded = "OPEN_ACTIVITIES_LIMIT_EXCEEDED"
    case activityCreationRateExceeded = "ACTIVITY_CREATION_RATE_EXCEEDED"
    case defaultScheduleToCloseTimeoutUndefined = "DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultTaskListUndefined = "DEFAULT_TASK_LIST_UNDEFINED"
    case defaultScheduleToStartTimeoutUndefined = "DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED"
    case defaultStartToCloseTimeoutUndefined = "DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED"
    case defaultHeartbeatTimeoutUndefined = "DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED"
    case operationNotPermitted = "OPERATION_NOT_PERMITTED"
}
