import HistoryReading
public import SWFModel

/// What an execution has asked for and not got yet, read from its history.
public struct OpenWork: Hashable, Sendable {
    /// One thing that is open.
    public struct Item: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, Hashable, Sendable {
            /// An activity task.
            case activity
            /// A timer.
            case timer
            /// A child execution.
            case child
            /// A lambda task.
            case function
            /// A decision task.
            case decision
        }

        /// What it is.
        public var kind: Kind
        /// Its activity id, timer id, workflow id or lambda id; for a decision task its task list.
        public var id: String
        /// The event that asked for it.
        public var eventId: EventId
        /// When it was asked for.
        public var moment: Timestamp
        /// Whether a worker, decider or the child's execution has begun with it.
        public var isStarted: Bool
        /// More about it, such as how long a timer runs.
        var more: String

        /// A line for people.
        func sentence(since beginning: Timestamp) -> String {
            let since = "since \(HistoryTrace.offset(moment - beginning)) (event \(eventId))"
            return switch kind {
            case .activity: "the activity task \(id), \(isStarted ? "taken by a worker" : "taken by nobody"), \(since)"
            case .timer: "the timer \(id), which fires after \(more) s, \(since)"
            case .child: "the child execution \(id), \(isStarted ? "which is open" : "not started yet"), \(since)"
            case .function: "the lambda function \(id), \(since)"
            case .decision: "a decision task, \(isStarted ? "held by a decider" : "taken by nobody"), \(since)"
            }
        }
    }

    /// What is open, in the order in which it was asked for.
    public let items: [Item]

    /// Reads a history, or the beginning of one.
    public init(_ events: [HistoryEvent]) {
        items = StepList(events).open.compactMap(Item.init)
    }
}

extension OpenWork.Item {
    /// Nil for a message to another execution: it is on its way, and nothing that an execution waits for by itself.
    init?(_ step: HistoryStep) {
        switch step.kind {
        case .activity: kind = .activity
        case .timer: kind = .timer
        case .child: kind = .child
        case .function: kind = .function
        case .decision: kind = .decision
        case .signal, .cancelRequest: return nil
        }
        id = step.id
        eventId = step.eventId
        moment = step.scheduled
        isStarted = step.started != nil && kind != .timer
        more = kind == .timer ? step.limit ?? "" : ""
    }
}
