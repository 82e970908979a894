import SWFModel

/// Which decisions a ``WorkflowTest`` computes twice, from what the decider holds and from the history alone, to compare them.
///
/// A second computation runs the code from its start, so for a history of many decisions all of them together cost its
/// square.
public enum ReplayChecks: Sendable {
    /// All of them.
    case every
    /// All of them up to event 50, and from there each time the history has grown by a quarter: for long lives, and for tests
    /// that must be quick.
    case growing
    /// None; a run whose code has ended is replayed as a whole all the same.
    case none

    /// Whether a decision is checked.
    ///
    /// - Parameters:
    ///   - length: How many events the history has.
    ///   - last: How many it had when one was checked last; 0 before the first.
    func isDue(_ length: EventId, last: EventId) -> Bool {
        switch self {
        case .every: true
        case .growing: length <= 50 || length >= last + last / 4
        case .none: false
        }
    }
}
