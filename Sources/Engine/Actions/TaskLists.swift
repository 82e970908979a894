import OrderedCollections
import SWFModel
public import SWFWire
import Synchronization
import WorkflowCore

/// What operators must know of task lists: Martlet's own action, outside of the 39.
extension WorkflowEngine: TaskListDirectory {
    /// The task lists of a domain in which something waits or which somebody polled lately, by name.
    public func listTaskLists(_ input: ListTaskListsInput) async throws -> TaskListInfos {
        try enter(.listTaskLists, input)
        let uptime = clock.uptime
        let lists = try await readRegistry { state throws(Fault) in
            _ = try state.domain(input.domain)
            return state.taskListsInUse(in: input.domain, uptime: uptime)
        }
        let page = try namePage(lists, name: { ($0.name, $0.kind.rawValue) }, reverse: nil, of: input)
        let infos = state.withLock { $0.taskListInfos(of: page.entries, uptime: uptime) }
        return TaskListInfos(nextPageToken: page.token, taskListInfos: infos)
    }

    /// How many polls wait for tasks, and how many tasks for polls, in all domains.
    public var waiting: (polls: Int, tasks: Int) {
        state.withLock { state in
            state.taskLists.values.reduce(into: (polls: 0, tasks: 0)) { counts, list in
                counts.polls += list.polls.count
                counts.tasks += list.count
            }
        }
    }
}

extension EngineState {
    /// The lists of a domain in which a task or a poll waits, or which were polled lately; in no order.
    func taskListsInUse(in domain: String, uptime: Duration) -> [TaskListName] {
        var lists = recentPolls.taskLists(in: domain, uptime: uptime)
        for name in taskLists.keys where name.domain == domain { lists.insert(name) }
        return Array(lists)
    }

    /// What is known of lists now.
    func taskListInfos(of names: [TaskListName], uptime: Duration) -> [TaskListInfo] {
        let recent = recentPolls.polls(of: names, uptime: uptime)
        return names.map { name in
            let queue = taskLists[name]
            var pollers: [String?: PollerInfo] = [:]
            for poll in recent[name] ?? [] {
                pollers[poll.identity] = PollerInfo(
                    identity: poll.identity,
                    lastPollTimestamp: poll.at,
                    waitingPolls: 0
                )
            }
            // Polls that wait count however many pollers were remembered since.
            for poll in queue?.polls.values.elements ?? [] {
                let unknown = PollerInfo(identity: poll.identity, lastPollTimestamp: poll.at, waitingPolls: 0)
                pollers[poll.identity, default: unknown].waitingPolls += 1
            }
            let latest = pollers.values.sorted {
                ($1.lastPollTimestamp, $0.identity ?? "") < ($0.lastPollTimestamp, $1.identity ?? "")
            }
            return TaskListInfo(
                kind: name.kind,
                name: name.name,
                oldestTimestamp: queue?.oldest,
                pollers: Array(latest.prefix(RecentPolls.shownPerList)),
                waitingCount: queue?.count ?? 0
            )
        }
    }
}
