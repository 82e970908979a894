public import SWFModel

/// What goes wrong at a moment that a test chooses; each ``TestMoment`` says which of these can happen at it.
public enum TestFault: Hashable, Sendable {
    /// The call does not arrive. Whoever makes it hears nothing and makes it again, unless it is a signal or a
    /// heartbeat.
    case loseCall
    /// The call is carried out and committed, and its answer is lost. Whoever makes it hears nothing and makes it again, unless
    /// it is a signal, a heartbeat or a poll: a task that was given out is nobody's until it times out.
    case loseAnswer
    /// Whoever would make the call is killed first, and the task it holds times out. A decider that is killed leaves nothing
    /// that it held; the next one reads whole histories.
    case kill
    /// The call is carried out and committed; then the service ends and is started again over its store, and the answer is
    /// lost.
    case restart
    /// The service refuses the call with this fault.
    case refuse(Fault)

    /// The service refuses the call because there were too many.
    public static let throttle = TestFault.refuse(Fault(.throttling, "Rate exceeded"))
}

extension TestFault {
    /// Its name, as a test writes it.
    var words: String {
        switch self {
        case .loseCall: "loseCall"
        case .loseAnswer: "loseAnswer"
        case .kill: "kill"
        case .restart: "restart"
        case .throttle: "throttle"
        case .refuse: "refuse"
        }
    }
}

/// No answer came, and whoever made the call does not know whether it was carried out.
public struct LostConnection: Error, Hashable, Sendable, CustomStringConvertible {
    /// Words for people.
    public var description: String { "the connection was lost" }
}
