public import SWFModel

/// What is to be done about one schedule now, and why.
public struct ScheduleVerdict: Hashable, Sendable {
    /// An execution to start.
    public struct Start: Hashable, Sendable {
        /// The workflow id.
        public var workflowId: String
        /// The tick; for `notSince` and for a run that somebody asked for, the moment of the decision.
        public var tick: Timestamp
        /// What came before: the tick before, or for `notSince` the start of the last completed run.
        public var previous: Timestamp?
        /// Why, as the rest of a sentence.
        public var reason: String
    }

    /// What to start, in order.
    public var starts: [Start] = []
    /// The runs to ask to cancel themselves.
    public var cancels: [StartedRun] = []
    /// What the ledger keeps of it.
    public var entries: [LedgerEntry] = []
    /// What is to be remembered.
    public var state: ScheduleState
    /// Why nothing is started; empty when something is.
    public var reason = ""
    /// Whether the schedule's condition must be asked first: nothing else is decided then.
    public var asks = false
}
