public import CommandSupport
public import SWFModel

/// What the service tells of a task list: all that a Martlet server knows, or the little that Amazon SWF does.
public struct TaskListFacts: Hashable, Sendable {
    /// Which tasks it holds. One name may be two lists.
    public var kind: TaskKind
    /// The name.
    public var name: String
    /// How many tasks wait in it.
    public var waiting: Int
    /// Whether there are more than were counted.
    public var isTruncated = false
    /// When the task that waits longest came; nil when none waits, or when the service does not tell.
    public var oldest: Timestamp?
    /// Who polled it in the last hour, the latest first; nil when the service does not tell, as Amazon SWF.
    public var pollers: [PollerInfo]?

    /// Those of ``pollers`` who have no hand free, as their processes on this machine say: they poll again when they have.
    public var busy: Set<String> = []
    /// Those of ``pollers`` who were processes of this machine and are no more.
    public var gone: Set<String> = []

    /// What a Martlet server says.
    public init(_ info: TaskListInfo) {
        kind = info.kind
        name = info.name
        waiting = info.waitingCount
        oldest = info.oldestTimestamp
        pollers = info.pollers
    }

    /// What is left where the service only counts.
    public init(_ name: TaskListName, _ count: PendingTaskCount) {
        kind = name.kind
        self.name = name.name
        waiting = count.count
        isTruncated = count.truncated ?? false
    }

    /// Creates the value from its parts.
    public init(_ name: TaskListName, waiting: Int = 0, oldest: Timestamp? = nil, pollers: [PollerInfo]?) {
        kind = name.kind
        self.name = name.name
        self.waiting = waiting
        self.oldest = oldest
        self.pollers = pollers
    }

    /// Which list it is.
    public var id: TaskListName { TaskListName(kind, name) }

    /// How long after its beginning a poll still shows that somebody polls: one lasts a minute, and the next follows after
    /// a task or a back-off.
    public static let pollAge = Duration.seconds(90)

    /// Those who poll it now; nil when the service does not tell.
    public func active(now: Timestamp) -> [PollerInfo]? {
        pollers?.filter { poller in
            guard poller.identity.map(gone.contains) != true else { return false }
            return poller.isWaiting || now - poller.lastPollTimestamp <= Self.pollAge
        }
    }

    /// Whether nobody takes its tasks; false when that is not known.
    public func isAbandoned(now: Timestamp) -> Bool { (active(now: now)?.isEmpty ?? false) && busyPollers.isEmpty }

    private var busyPollers: [PollerInfo] { pollers?.filter { $0.identity.map(busy.contains) ?? false } ?? [] }

    /// How many wait, in words: `12`, or `more than 1000`.
    public var waitingWords: String { isTruncated ? "more than \(waiting)" : String(waiting) }

    /// Who polls a list, in words that go on after the list's name.
    ///
    /// - Parameter facts: The list; nil when the service tells nothing of it.
    public static func words(_ facts: TaskListFacts?, _ time: LocalTime) -> String {
        guard let pollers = facts?.pollers, let active = facts?.active(now: time.now) else {
            return "who polls that list is not known here"
        }
        if let latest = active.first {
            let who = active.count == 1 ? "\(latest.name) polls" : "\(active.count) processes poll"
            return active.contains(where: \.isWaiting)
                ? "\(who) that list" : "\(who) that list, last \(time.ago(latest.lastPollTimestamp))"
        }
        if let facts, !facts.busyPollers.isEmpty {
            let count = facts.busyPollers.count
            return count == 1 ? "the one that polls that list is busy" : "the \(count) that poll that list are busy"
        }
        guard let last = pollers.first else { return "nobody polls that list" }
        let isGone = last.identity.map { facts?.gone.contains($0) ?? false } ?? false
        return "nobody has polled that list since \(time.text(last.lastPollTimestamp)) "
            + "(\(last.name)\(isGone ? ", which is gone" : ""))"
    }
}

extension PollerInfo {
    /// Who, fit for a line.
    var name: String { identity.map { PlainText.short($0) } ?? "somebody without an identity" }
}

extension TaskListFacts: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, kind, waiting, truncated, pollers
        case oldest = "oldest_timestamp"
        case lastPoll = "last_poll_timestamp"
    }

    /// Writes the list; `pollers` counts those of the last hour, and is absent where that is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(waiting, forKey: .waiting)
        if isTruncated { try container.encode(true, forKey: .truncated) }
        try container.encodeIfPresent(oldest, forKey: .oldest)
        try container.encodeIfPresent(pollers?.count, forKey: .pollers)
        try container.encodeIfPresent(pollers?.map(\.lastPollTimestamp).max(), forKey: .lastPoll)
    }
}
