public import SWFModel

/// Why a history cannot be followed further.
public enum ReplayError: Error, Hashable, Sendable {
    /// The code does something else than the history says.
    case divergence(Divergence)
    /// What was decided here last is not what the history goes on from: another decider decided, or the answer came too
    /// late. The history must be read again from the start.
    case stale
    /// The history itself does not fit together.
    case malformed(eventId: EventId, problem: String)
}
