/// The name, version and defaults under which an activity is registered.
///
/// The name and version are literal and never derived from the Swift type, so that renaming the type changes nothing
/// that runs. Timeouts are rounded up to whole seconds; nil means `NONE`, a clock that never runs out.
public struct ActivityDefinition: Sendable, Hashable {
    /// The name; 1 to 256 characters, none of `:`, `/`, `|`.
    public var name: String
    /// The version; 1 to 64 characters, none of `:`, `/`, `|`.
    public var version: String
    /// The longest time from started to closed.
    public var startToClose: Duration?
    /// The longest wait for a worker to take the task.
    public var scheduleToStart: Duration?
    /// The longest time from scheduled to closed.
    public var scheduleToClose: Duration?
    /// The longest silence of the worker.
    public var heartbeat: Duration?
    /// The task list; nil is the default one of the environment, under which the type is registered.
    public var taskList: String?
    /// The priority of the tasks; a higher number goes first; nil counts as 0.
    public var priority: Int?
    /// What happens after a failed attempt.
    public var retry: RetryPolicy
    /// A sentence for people; at most 1,024 characters.
    public var description: String?

    /// Creates a definition; by default an attempt may take five minutes and there are four attempts.
    public init(
        _ name: String,
        version: String,
        startToClose: Duration? = .minutes(5),
        scheduleToStart: Duration? = nil,
        scheduleToClose: Duration? = nil,
        heartbeat: Duration? = nil,
        taskList: String? = nil,
        priority: Int? = nil,
        retry: RetryPolicy = .exponential(),
        description: String? = nil
    ) {
        self.name = name
        self.version = version
        self.startToClose = startToClose
        self.scheduleToStart = scheduleToStart
        self.scheduleToClose = scheduleToClose
        self.heartbeat = heartbeat
        self.taskList = taskList
        self.priority = priority
        self.retry = retry
        self.description = description
    }

    /// The type as the wire names it.
    public var type: ActivityType { ActivityType(name: name, version: version) }
}
