public import Martlet

/// A moment at which a test lets something go wrong; the first of its kind from then on, or the one of that number.
public struct TestMoment: Hashable, Sendable, CustomStringConvertible {
    enum Kind: Hashable, Sendable {
        case decision
        case work
        case report
        case heartbeat
    }

    var kind: Kind
    var activity: ActivityType?
    var number: Int

    /// When the decider answers a decision task with its decisions.
    public static func decision(_ number: Int = 1) -> TestMoment {
        TestMoment(kind: .decision, activity: nil, number: number)
    }

    /// When a worker has been given a task of the activity and has not begun with it.
    public static func work(on activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .work, activity: activity.definition.type, number: number)
    }

    /// When a worker has done a task of the activity and says what came of it.
    public static func report(of activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .report, activity: activity.definition.type, number: number)
    }

    /// When a worker says that it is still at a task of the activity.
    public static func heartbeat(of activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .heartbeat, activity: activity.definition.type, number: number)
    }

    /// Words for people.
    public var description: String {
        let what =
            switch kind {
            case .decision: "answer to a decision task"
            case .work: "task of \(activity?.name ?? "an activity")"
            case .report: "report of \(activity?.name ?? "an activity")"
            case .heartbeat: "heartbeat of \(activity?.name ?? "an activity")"
            }
        return "\(what) number \(number)"
    }
}
