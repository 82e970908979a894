import SWFModel

/// A moment at which a clock of an execution runs out.
struct Deadline: Equatable, Sendable {
    /// Which clock. The order of the cases is the order in which deadlines of one moment count (swf-spec.md 5.3).
    enum Kind: Int, Comparable, Sendable {
        case execution
        case decisionTask
        case activityScheduleToClose
        case activityScheduleToStart
        case activityStartToClose
        case activityHeartbeat
        case lambdaTask
        case timer

        static func < (left: Kind, right: Kind) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    var at: Timestamp
    var kind: Kind
    /// The event that opened what the clock belongs to; 0 for the execution itself.
    var eventId: EventId
}

extension Deadline: Comparable {
    /// By time; in one moment by kind; in one kind by age.
    static func < (left: Deadline, right: Deadline) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.kind != right.kind { return left.kind < right.kind }
        return left.eventId < right.eventId
    }
}
