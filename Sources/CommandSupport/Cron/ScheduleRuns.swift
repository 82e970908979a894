public import SWFModel

/// What the service knows of a schedule's runs, as far as a decision needs it.
public struct ScheduleRuns: Hashable, Sendable {
    /// One run.
    public struct Run: Hashable, Sendable {
        /// The workflow id.
        public var workflowId: String
        /// When it started.
        public var startedAt: Timestamp
        /// How it closed; nil while it is open.
        public var closeStatus: CloseStatus?

        /// Creates a run from its parts.
        public init(workflowId: String, startedAt: Timestamp, closeStatus: CloseStatus? = nil) {
            self.workflowId = workflowId
            self.startedAt = startedAt
            self.closeStatus = closeStatus
        }
    }

    /// The runs that the service still keeps, in any order.
    public var all: [Run]

    /// Creates the value from its parts.
    public init(_ all: [Run] = []) {
        self.all = all
    }

    /// The newest run that is open.
    public var open: Run? { newest { $0.closeStatus == nil } }

    /// The newest run that completed. Failed, timed out, canceled and terminated runs do not count.
    public var completed: Run? { newest { $0.closeStatus == .completed } }

    /// The run with a workflow id.
    public func run(_ workflowId: String) -> Run? { newest { $0.workflowId == workflowId } }

    private func newest(where fits: (Run) -> Bool) -> Run? {
        all.filter(fits).max { $0.startedAt < $1.startedAt }
    }
}
