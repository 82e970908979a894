/// What an operator must know of a task list.
public struct TaskListInfo: Codable, Hashable, Sendable, Shaped {
    /// Which tasks it holds.
    public var kind: TaskKind
    /// The name, as types and polls spell it.
    public var name: String
    /// When the task that waits longest came into the list; nil when none waits.
    public var oldestTimestamp: Timestamp?
    /// Who polled it lately, the latest first: at most 100, within the last hour and since the server was started.
    public var pollers: [PollerInfo]
    /// How many tasks wait, exactly.
    public var waitingCount: Int

    /// Creates the value from its members.
    public init(
        kind: TaskKind,
        name: String,
        oldestTimestamp: Timestamp? = nil,
        pollers: [PollerInfo] = [],
        waitingCount: Int
    ) {
        self.kind = kind
        self.name = name
        self.oldestTimestamp = oldestTimestamp
        self.pollers = pollers
        self.waitingCount = waitingCount
    }

    /// The names and limits of the members.
    public static let shape = StructureShape(
        "TaskListInfo",
        [
            .required("kind", .enumeration(TaskKind.self)),
            .required("name", .taskListName),
            .optional("oldestTimestamp", .timestamp),
            .required("pollers", .list(of: .structure(PollerInfo.shape))),
            .required("waitingCount", .count),
        ]
    )
}

/// Somebody who polls a task list.
public struct PollerInfo: Codable, Hashable, Sendable, Shaped {
    /// Who, as polls name themselves; nil for those that give no identity.
    public var identity: String?
    /// When the latest poll came.
    public var lastPollTimestamp: Timestamp
    /// How many polls wait now.
    public var waitingPolls: Int

    /// Whether a poll waits now.
    public var isWaiting: Bool { waitingPolls > 0 }

    /// Creates the value from its members.
    public init(identity: String? = nil, lastPollTimestamp: Timestamp, waitingPolls: Int) {
        self.identity = identity
        self.lastPollTimestamp = lastPollTimestamp
        self.waitingPolls = waitingPolls
    }

    /// The names and limits of the members.
    public static let shape = StructureShape(
        "PollerInfo",
        [
            .optional("identity", .identity),
            .required("lastPollTimestamp", .timestamp),
            .required("waitingPolls", .count),
        ]
    )
}
