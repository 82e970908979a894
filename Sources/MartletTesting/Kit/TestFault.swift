public import SWFModel

/// What goes wrong at a moment that a test chooses.
public enum TestFault: Hashable, Sendable {
    /// The call does not arrive. Whoever makes it hears nothing and makes it again.
    case loseCall
    /// The call is carried out and committed, and its answer is lost. Whoever makes it hears nothing and makes it again.
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

/// An answer that never came.
struct LostConnection: Error, CustomStringConvertible {
    var description: String { "the connection was lost" }
}
