public import SWFModel

/// A run that the ledger started.
public struct StartedRun: Hashable, Sendable, Codable {
    /// The workflow id.
    public var workflowId: String
    /// The run id; absent until the service said so.
    public var runId: String?
    /// When it was started, by the service's clock.
    public var startedAt: Timestamp
    /// The tick it was started for; absent for `notSince`, and for a run that somebody asked for.
    public var tick: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case workflowId, runId
        case startedAt = "start_timestamp"
        case tick = "tick_timestamp"
    }

    /// Creates the value from its parts.
    public init(workflowId: String, runId: String? = nil, startedAt: Timestamp, tick: Timestamp? = nil) {
        self.workflowId = workflowId
        self.runId = runId
        self.startedAt = startedAt
        self.tick = tick
    }
}

/// A run as the lists of the service know it.
public struct KnownRun: Hashable, Sendable {
    /// The workflow id.
    public var workflowId: String
    /// The run id.
    public var runId: String?
    /// When it started.
    public var startedAt: Timestamp
    /// How it closed; nil while it is open.
    public var closeStatus: CloseStatus?

    /// Creates the value from its parts.
    public init(workflowId: String, runId: String? = nil, startedAt: Timestamp, closeStatus: CloseStatus? = nil) {
        self.workflowId = workflowId
        self.runId = runId
        self.startedAt = startedAt
        self.closeStatus = closeStatus
    }
}
