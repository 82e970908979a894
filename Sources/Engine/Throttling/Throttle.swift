import SWFModel
import WorkflowCore

/// The buckets of a server that throttles (swf-spec.md 8.2): those of the account, and one for each run and each task list
/// in use.
struct Throttle: Sendable {
    private struct Run: Hashable {
        var executionId: Int
        var operation: Operation
    }

    private let rates: [ThrottleBucket: ThrottleRate]
    private var shared: [ThrottleBucket: TokenBucket] = [:]
    private var runs: [Run: TokenBucket] = [:]
    private var taskLists: [TaskListName: TokenBucket] = [:]
    /// How many buckets of runs, or of task lists, there may be before the full ones are forgotten.
    private var runsToKeep = Self.kept
    private var taskListsToKeep = Self.kept

    private static let kept = 10_000

    /// - Parameter rates: The rates that are other than Amazon SWF's own.
    init(_ rates: [ThrottleBucket: ThrottleRate]) {
        self.rates = rates
    }

    /// Takes a token for a call, of the bucket of its action.
    mutating func admits(_ name: ThrottleBucket, at uptime: Duration) -> Bool {
        bucket(name, at: uptime) { $0.admits(at: uptime) }
    }

    /// Takes a token for a call that concerns a run.
    mutating func admits(_ operation: Operation, ofRun executionId: Int, at uptime: Duration) -> Bool {
        let rate = rate(.run(operation))
        if runs.count > runsToKeep {
            runs = runs.filter { entry in
                var bucket = entry.value
                return !bucket.isFull(at: uptime)
            }
            runsToKeep = max(Self.kept, 2 * runs.count)
        }
        let run = Run(executionId: executionId, operation: operation)
        return runs[run, default: TokenBucket(rate, at: uptime)].admits(at: uptime)
    }

    /// How many of each kind of decision a batch may carry out now.
    ///
    /// - Parameters:
    ///   - taskLists: The lists on which the batch may schedule activities.
    mutating func allowance(
        for decisions: [Decision],
        domain: String,
        taskLists names: some Sequence<String>,
        at uptime: Duration
    ) -> DecisionAllowance {
        var allowance = DecisionAllowance()
        for type in ThrottleBucket.decisions where decisions.contains(where: { $0.decisionType == type }) {
            allowance.decisions[type] = bucket(.decision(type), at: uptime) { $0.available(at: uptime) }
        }
        for name in names where allowance.activityTasks[name] == nil {
            allowance.activityTasks[name] = list(name, of: domain, at: uptime) { $0.available(at: uptime) }
        }
        return allowance
    }

    /// Takes the tokens that a batch has used: what it was allowed, and what it left.
    mutating func take(
        _ given: DecisionAllowance,
        left: DecisionAllowance,
        domain: String,
        at uptime: Duration
    ) {
        for (type, count) in given.decisions {
            let used = count - (left.decisions[type] ?? count)
            if used > 0 { bucket(.decision(type), at: uptime) { $0.take(used) } }
        }
        for (name, count) in given.activityTasks {
            let used = count - (left.activityTasks[name] ?? count)
            if used > 0 { list(name, of: domain, at: uptime) { $0.take(used) } }
        }
    }

    private func rate(_ bucket: ThrottleBucket) -> ThrottleRate { rates[bucket] ?? bucket.standard }

    private mutating func bucket<Value>(
        _ name: ThrottleBucket,
        at uptime: Duration,
        _ body: (inout TokenBucket) -> Value
    ) -> Value {
        let full = TokenBucket(rate(name), at: uptime)
        return body(&shared[name, default: full])
    }

    private mutating func list<Value>(
        _ name: String,
        of domain: String,
        at uptime: Duration,
        _ body: (inout TokenBucket) -> Value
    ) -> Value {
        if taskLists.count > taskListsToKeep {
            taskLists = taskLists.filter { entry in
                var bucket = entry.value
                return !bucket.isFull(at: uptime)
            }
            taskListsToKeep = max(Self.kept, 2 * taskLists.count)
        }
        let key = TaskListName(domain: domain, kind: .activity, name: name)
        let full = TokenBucket(rate(.taskList), at: uptime)
        return body(&taskLists[key, default: full])
    }
}
