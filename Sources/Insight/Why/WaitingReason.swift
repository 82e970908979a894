import HistoryReading
public import SWFModel

/// One thing that an execution waits for.
public struct WaitingReason: Hashable, Sendable {
    /// What kind of thing.
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        /// A decider cannot follow its history.
        case held
        /// A decision task.
        case decision
        /// An activity task.
        case activity
        /// A lambda task.
        case function
        /// A child execution.
        case child
        /// A timer.
        case timer
        /// A signal.
        case signal
        /// A condition that the code looks at.
        case condition
        /// That a message reaches another execution.
        case message
        /// A cancel request that its workflow has not followed yet.
        case cancel
        /// Whatever comes: nothing that is known is open.
        case anything
    }

    /// How much a reason tells: what does not go on by itself comes first.
    enum Rank: Int, Comparable {
        case held, gone, abandoned, waiting, retry, running, child, signal, timer, rest

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// What kind of thing.
    public var kind: Kind
    /// Its activity id, timer id, workflow id, or the name of the signal.
    public var id: String?
    /// The name of its type.
    public var type: String?
    /// The task list that its task is in.
    public var taskList: String?
    /// Since when it is waited for.
    public var since: Timestamp?
    /// Who works on it.
    public var identity: String?
    /// When it ends by itself, or its time is over.
    public var until: Timestamp?
    /// What to say of it, going on after the workflow id: `waits for timer embargo, which fires at 14:00:00 (in 3 h)`.
    public var predicate: String
    var rank: Rank

    init(_ kind: Kind, _ rank: Rank, _ predicate: String, _ step: HistoryStep? = nil) {
        self.kind = kind
        self.rank = rank
        self.predicate = predicate
        id = step?.id
        type = step?.type
        taskList = step?.taskList
        since = step?.started ?? step?.scheduled
        identity = step?.identity
        until = step?.end
    }
}
