public import Martlet

/// A moment at which a test lets something go wrong; the first of its kind from then on, or the one of that number.
///
/// Not every ``TestFault`` can happen at every moment: each moment says which do. One that cannot ends the test with a sentence.
public struct TestMoment: Hashable, Sendable, CustomStringConvertible {
    enum Kind: Hashable, Sendable {
        case decisionTask
        case decision
        case work(ActivityType)
        case report(ActivityType)
        case heartbeat(ActivityType)
        case start(WorkflowType)
        case signal(String)
    }

    var kind: Kind
    var number: Int

    /// When the decider has been given a decision task and has not begun with it: the answer to its poll.
    ///
    /// A killed decider, a lost answer and a service that is started again all leave a task that times out, which the next poll
    /// gets. A poll that is lost or refused leaves nothing, so `loseCall`, `throttle` and `refuse` cannot happen here.
    public static func decisionTask(_ number: Int = 1) -> TestMoment {
        TestMoment(kind: .decisionTask, number: number)
    }

    /// When the decider answers a decision task with its decisions. All faults can happen here.
    public static func decision(_ number: Int = 1) -> TestMoment {
        TestMoment(kind: .decision, number: number)
    }

    /// When a worker has been given a task of the activity and has not begun with it: the answer to its poll.
    ///
    /// A worker that is killed got its task; when the answer is lost, or the service is started again, no worker ever saw it.
    /// All three leave a task that times out. A poll that is lost or refused leaves nothing, so `loseCall`, `throttle` and
    /// `refuse` cannot happen here.
    public static func work(on activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .work(activity.definition.type), number: number)
    }

    /// When a worker has done a task of the activity and says what came of it. All faults can happen here.
    public static func report(of activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .report(activity.definition.type), number: number)
    }

    /// When a worker says that it is still at a task of the activity. All faults can happen here.
    public static func heartbeat(of activity: any Activity.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .heartbeat(activity.definition.type), number: number)
    }

    /// When the test, or an activity by ``WorkflowTest/starter`` or ``WorkflowTest/service``, starts an execution of the workflow.
    ///
    /// A start that brings no answer is made again, as the client of a program makes it: after `loseAnswer` and `restart` the
    /// second one throws `WorkflowExecutionAlreadyStartedFault` for the execution that the first has started. `kill` cannot happen
    /// here: it would be the test that is killed.
    public static func start(of workflow: any Workflow.Type, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .start(workflow.definition.type), number: number)
    }

    /// When the test, or an activity by ``WorkflowTest/starter`` or ``WorkflowTest/service``, sends the signal.
    ///
    /// A signal that brings no answer is not made again, as the client of a program does not make it again: it would be there
    /// twice. ``LostConnection`` is thrown, and after `loseAnswer` and `restart` the signal is there all the same. `kill` cannot
    /// happen here: it would be the test that is killed.
    public static func signal<Payload>(_ signal: Signal<Payload>, _ number: Int = 1) -> TestMoment {
        TestMoment(kind: .signal(signal.name), number: number)
    }

    /// Why a fault cannot happen at this moment; nil when it can.
    func objection(to fault: TestFault) -> String? {
        switch (kind, fault) {
        case (.work, .loseCall), (.work, .refuse), (.decisionTask, .loseCall), (.decisionTask, .refuse):
            "a poll that is lost or refused leaves nothing, and the next one gets the task. There are loseAnswer, restart and "
                + "kill."
        case (.start, .kill), (.signal, .kill):
            "whoever starts and signals is the test. There are loseCall, loseAnswer, restart, throttle and refuse."
        default: nil
        }
    }

    /// Words for people.
    public var description: String {
        let what =
            switch kind {
            case .decisionTask: "decision task"
            case .decision: "answer to a decision task"
            case .work(let activity): "task of \(activity.name)"
            case .report(let activity): "report of \(activity.name)"
            case .heartbeat(let activity): "heartbeat of \(activity.name)"
            case .start(let workflow): "start of \(workflow.name)"
            case .signal(let name): "signal \(name)"
            }
        return "\(what) number \(number)"
    }
}
