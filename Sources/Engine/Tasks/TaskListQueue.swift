import HeapModule
import OrderedCollections
import SWFModel
import WorkflowCore

/// One task list: tasks that wait for polls, or polls that wait for tasks.
///
/// A higher priority goes first, and among equals the one offered first.
struct TaskListQueue {
    private struct Entry: Comparable {
        var priority: Int
        var order: Int
        var task: WaitingTask

        static func < (left: Entry, right: Entry) -> Bool {
            (right.priority, left.order) < (left.priority, right.order)
        }
    }

    private struct Place {
        var order: Int
        /// When the task came into the list.
        var since: Timestamp
    }

    private var entries = Heap<Entry>()
    /// The places of the entries that still wait, by task. An entry whose order is not here was withdrawn.
    private var waiting: [WaitingTask: Place] = [:]
    private var nextOrder = 0
    /// The polls that wait, the longest first.
    var polls: OrderedDictionary<Int, WaitingPoll> = [:]

    /// How many tasks wait.
    var count: Int { waiting.count }

    /// When the task that waits longest came into the list; nil when none waits. It looks at every task: priorities may let
    /// the oldest wait behind others.
    var oldest: Timestamp? { waiting.values.lazy.map(\.since).min() }

    var isEmpty: Bool { waiting.isEmpty && polls.isEmpty }

    /// Whether there is a task for a poll.
    var hasBoth: Bool { !waiting.isEmpty && !polls.isEmpty }

    mutating func offer(_ task: WaitingTask, priority: Int, at moment: Timestamp) {
        guard waiting[task] == nil else { return }
        waiting[task] = Place(order: nextOrder, since: moment)
        entries.insert(Entry(priority: priority, order: nextOrder, task: task))
        nextOrder += 1
    }

    mutating func withdraw(_ task: WaitingTask) {
        waiting[task] = nil
        // Withdrawn entries leave when they come to the front; when most are withdrawn the heap is made anew.
        if entries.count > 64, entries.count > 4 * waiting.count {
            entries = Heap(entries.unordered.filter { waiting[$0.task]?.order == $0.order })
        }
    }

    mutating func take() -> TakenTask? {
        while let entry = entries.popMin() {
            if let place = waiting[entry.task], place.order == entry.order {
                waiting[entry.task] = nil
                return TakenTask(
                    task: entry.task,
                    priority: entry.priority,
                    order: entry.order,
                    since: place.since
                )
            }
        }
        return nil
    }

    /// A task that was taken and could not be started waits again, in its old place.
    mutating func putBack(_ taken: TakenTask) {
        guard waiting[taken.task] == nil else { return }
        waiting[taken.task] = Place(order: taken.order, since: taken.since)
        entries.insert(Entry(priority: taken.priority, order: taken.order, task: taken.task))
    }

    /// The poll that shall have a task: that of the identity which had the execution before, else the longest waiting.
    mutating func takePoll(preferring identity: String?) -> (id: Int, poll: WaitingPoll)? {
        guard !polls.isEmpty else { return nil }
        let index = identity.flatMap { wanted in polls.values.firstIndex { $0.identity == wanted } } ?? 0
        let (id, poll) = polls.remove(at: index)
        return (id, poll)
    }
}
