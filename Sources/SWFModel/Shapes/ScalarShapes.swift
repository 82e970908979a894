extension Shape {
    /// `ActivityId`.
    public static let activityId = Shape.string("ActivityId", minimum: 1, maximum: 256, rule: .name)
    /// `Arn`.
    public static let arn = Shape.string("Arn", minimum: 1, maximum: 1600)
    /// `Canceled`.
    public static let canceled = Shape.boolean("Canceled")
    /// `CauseMessage`.
    public static let causeMessage = Shape.string("CauseMessage", maximum: 1728)
    /// `Count`.
    public static let count = Shape.integer("Count", minimum: 0)
    /// `Data`.
    public static let data = Shape.string("Data", maximum: 32768)
    /// `Description`.
    public static let description = Shape.string("Description", maximum: 1024)
    /// `DomainName`.
    public static let domainName = Shape.string("DomainName", minimum: 1, maximum: 256, rule: .trimmedName)
    /// `DurationInDays`.
    public static let durationInDays = Shape.string("DurationInDays", minimum: 1, maximum: 8, rule: .days(upTo: 90))
    /// `DurationInSeconds`.
    public static let durationInSeconds = Shape.string(
        "DurationInSeconds",
        minimum: 1,
        maximum: 8,
        rule: .duration(noneAllowed: true)
    )
    /// `DurationInSeconds` where `NONE` is refused.
    public static let durationInSecondsWithoutNone = Shape.string(
        "DurationInSeconds",
        minimum: 1,
        maximum: 8,
        rule: .duration(noneAllowed: false)
    )
    /// `DurationInSecondsOptional`.
    public static let durationInSecondsOptional = Shape.string(
        "DurationInSecondsOptional",
        maximum: 8,
        rule: .duration(noneAllowed: true)
    )
    /// `DurationInSecondsOptional` where `NONE` is refused.
    public static let durationInSecondsOptionalWithoutNone = Shape.string(
        "DurationInSecondsOptional",
        maximum: 8,
        rule: .duration(noneAllowed: false)
    )
    /// `ErrorMessage`.
    public static let errorMessage = Shape.string("ErrorMessage")
    /// `EventId`.
    public static let eventId = Shape.integer("EventId")
    /// `FailureReason`.
    public static let failureReason = Shape.string("FailureReason", maximum: 256)
    /// `FunctionId`.
    public static let functionId = Shape.string("FunctionId", minimum: 1, maximum: 256)
    /// `FunctionInput`.
    public static let functionInput = Shape.string("FunctionInput", maximum: 32768)
    /// `FunctionName`.
    public static let functionName = Shape.string("FunctionName", minimum: 1, maximum: 64)
    /// `Identity`.
    public static let identity = Shape.string("Identity", maximum: 256)
    /// `LimitedData`.
    public static let limitedData = Shape.string("LimitedData", maximum: 2048)
    /// `MarkerName`.
    public static let markerName = Shape.string("MarkerName", minimum: 1, maximum: 256)
    /// `Name`.
    public static let name = Shape.string("Name", minimum: 1, maximum: 256, rule: .name)
    /// `OpenDecisionTasksCount`.
    public static let openDecisionTasksCount = Shape.integer("OpenDecisionTasksCount", minimum: 0, maximum: 1)
    /// `PageSize`.
    public static let pageSize = Shape.integer("PageSize", minimum: 0, maximum: 1000)
    /// `PageToken`.
    public static let pageToken = Shape.string("PageToken", maximum: 2048)
    /// `ResourceTagKey`.
    public static let resourceTagKey = Shape.string("ResourceTagKey", minimum: 1, maximum: 128)
    /// `ResourceTagValue`.
    public static let resourceTagValue = Shape.string("ResourceTagValue", maximum: 256)
    /// `ReverseOrder`.
    public static let reverseOrder = Shape.boolean("ReverseOrder")
    /// `SignalName`.
    public static let signalName = Shape.string("SignalName", minimum: 1, maximum: 256)
    /// `StartAtPreviousStartedEvent`.
    public static let startAtPreviousStartedEvent = Shape.boolean("StartAtPreviousStartedEvent")
    /// `Tag`.
    public static let tag = Shape.string("Tag", maximum: 256)
    /// `TaskPriority`.
    public static let taskPriority = Shape.string("TaskPriority", rule: .priority)
    /// `TaskToken`.
    public static let taskToken = Shape.string("TaskToken", minimum: 1, maximum: 1024)
    /// `TerminateReason`.
    public static let terminateReason = Shape.string("TerminateReason", maximum: 256)
    /// `TimerId`.
    public static let timerId = Shape.string("TimerId", minimum: 1, maximum: 256, rule: .name)
    /// `Truncated`.
    public static let truncated = Shape.boolean("Truncated")
    /// `Version`.
    public static let version = Shape.string("Version", minimum: 1, maximum: 64, rule: .name)
    /// `VersionOptional`.
    public static let versionOptional = Shape.string("VersionOptional", maximum: 64)
    /// `WorkflowId`.
    public static let workflowId = Shape.string("WorkflowId", minimum: 1, maximum: 256, rule: .name)
    /// `WorkflowRunId`.
    public static let workflowRunId = Shape.string("WorkflowRunId", minimum: 1, maximum: 64)
    /// `WorkflowRunIdOptional`.
    public static let workflowRunIdOptional = Shape.string("WorkflowRunIdOptional", maximum: 64)
    /// `Name` as a task list uses it: no white space at either end.
    public static let taskListName = Shape.string("Name", minimum: 1, maximum: 256, rule: .trimmedName)
    /// `DurationInSecondsOptional` of a lambda task: 1 to 900 seconds.
    public static let lambdaTimeout = Shape.string(
        "DurationInSecondsOptional",
        maximum: 8,
        rule: .duration(noneAllowed: false, range: 1...900)
    )
}
