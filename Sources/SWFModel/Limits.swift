/// The limits of the service.
///
/// The numbers are Amazon SWF's (swf-spec.md, section 8); the server holds them as settings with these defaults.
public struct Limits: Hashable, Sendable {
    /// Domains of an account in a region, deprecated ones included.
    public var domains = 100
    /// Workflow types of a domain, and activity types of a domain, deprecated ones included.
    public var typesPerDomain = 10_000
    /// Open executions of a domain, children included.
    public var openExecutionsPerDomain = 100_000
    /// Events of one history; an execution that would get more is terminated.
    public var eventsPerExecution = 25_000
    /// Open activity tasks of one execution.
    public var openActivityTasks = 1_000
    /// Open timers of one execution.
    public var openTimers = 1_000
    /// Open children of one execution.
    public var openChildren = 1_000
    /// Open lambda functions of one execution. That of the service is not known; this is as for the others.
    public var openLambdaFunctions = 1_000
    /// Polls that wait in one task list.
    public var pollersPerTaskList = 1_000
    /// How long an execution may be open, in seconds: a year.
    public var executionDurationSeconds = 31_536_000
    /// Entries of a page when the request does not say, and at most.
    public var pageSize = 1_000
    /// How long a poll waits for a task, in seconds.
    public var pollSeconds = 60
    /// How long a page token may be used, in seconds: a day.
    public var pageTokenSeconds = 86_400
    /// Resource tags of a domain.
    public var resourceTags = 50
    /// Bytes of a request, headers included.
    public var requestBytes = 1_048_576
    /// Characters of a history value, in UTF-16 units: input, result, details, control, execution context.
    public var dataCharacters = Limits.dataCharacters
    /// Characters of the details of a heartbeat, in UTF-16 units.
    public var heartbeatDetailsCharacters = Limits.heartbeatDetailsCharacters
    /// Characters of the reason of a failure or a termination, in UTF-16 units.
    public var reasonCharacters = Limits.reasonCharacters
    /// Tags of an execution.
    public var executionTags = 5
    /// Characters of a tag of an execution, in UTF-16 units.
    public var tagCharacters = 256
    /// Days that a domain may keep closed executions.
    public var retentionDays = 90
    /// How long a lambda function may take, in seconds.
    public var lambdaSeconds = 900

    /// Characters of a history value: input, result, details, control, execution context.
    public static let dataCharacters = 32_768
    /// Characters of the details of a heartbeat.
    public static let heartbeatDetailsCharacters = 2_048
    /// Characters of the reason of a failure or a termination.
    public static let reasonCharacters = 256

    /// Amazon SWF's own limits.
    public init() {}
}
