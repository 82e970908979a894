import SWFModel
import WorkflowCore

/// Who polled which task list lately, for operators. Nothing else goes by it, and nothing of it outlives the process.
///
/// It costs a poll one entry of a dictionary. When there are too many, those of more than an hour ago are forgotten, and if
/// that is not enough the older half.
struct RecentPolls: Sendable {
    private struct Poller: Hashable {
        var list: TaskListName
        var identity: String?
    }

    /// The latest poll of a list by an identity.
    struct Poll: Sendable {
        var identity: String?
        var at: Timestamp
        var uptime: Duration
    }

    private var latest: [Poller: Poll] = [:]
    private let capacity: Int

    /// How long a poll counts as lately: by the uptime, whatever is done to the wall clock.
    static let memory = Duration.seconds(3_600)
    /// How many pollers of a list are shown.
    static let shownPerList = 100

    /// - Parameter capacity: How many pollers are remembered at most, of all lists together.
    init(capacity: Int = 10_000) {
        self.capacity = max(capacity, 2)
    }

    /// Takes note of a poll.
    mutating func note(_ identity: String?, of list: TaskListName, at now: Timestamp, uptime: Duration) {
        latest[Poller(list: list, identity: identity)] = Poll(identity: identity, at: now, uptime: uptime)
        if latest.count > capacity { forget(at: uptime) }
    }

    /// The lists of a domain that were polled lately.
    func taskLists(in domain: String, uptime: Duration) -> Set<TaskListName> {
        var lists: Set<TaskListName> = []
        for (poller, poll) in latest where poller.list.domain == domain && poll.uptime > uptime - Self.memory {
            lists.insert(poller.list)
        }
        return lists
    }

    /// The latest poll of each who polled these lists lately.
    func polls(of lists: [TaskListName], uptime: Duration) -> [TaskListName: [Poll]] {
        let wanted = Set(lists)
        var found: [TaskListName: [Poll]] = [:]
        for (poller, poll) in latest where poll.uptime > uptime - Self.memory && wanted.contains(poller.list) {
            found[poller.list, default: []].append(poll)
        }
        return found
    }

    private mutating func forget(at uptime: Duration) {
        latest = latest.filter { $0.value.uptime > uptime - Self.memory }
        guard latest.count > capacity / 2 else { return }
        let newest = latest.sorted { $0.value.uptime > $1.value.uptime }.prefix(capacity / 2)
        latest = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}
