public import SWFModel

/// What `martlet top` saw at one moment.
public struct TopSight: Sendable {
    /// How much happened between two looks, a second.
    public struct Rates: Hashable, Sendable, Encodable {
        /// Executions that closed.
        public var closed: Double
        /// Tasks that processes of this machine finished.
        public var tasks: Double

        private enum CodingKeys: String, CodingKey {
            case closed = "closed_per_second"
            case tasks = "tasks_per_second"
        }

        /// Creates the value from its parts.
        public init(closed: Double, tasks: Double) {
            self.closed = closed
            self.tasks = tasks
        }
    }

    /// How many open executions there are of a workflow type.
    public struct OpenType: Hashable, Sendable, Encodable {
        /// The type.
        public var workflowType: WorkflowType
        /// How many.
        public var count: Int

        /// Creates the value from its parts.
        public init(workflowType: WorkflowType, count: Int) {
            self.workflowType = workflowType
            self.count = count
        }
    }

    /// When.
    public var now: Timestamp
    /// The environment.
    public var environment: String
    /// The domain.
    public var domain: String
    /// Where the service is.
    public var endpoint: String
    /// The pools of this machine.
    public var pools: [PoolSight] = []
    /// The task lists.
    public var lists: [TaskListFacts] = []
    /// How many executions are open.
    public var openCount = 0
    /// Whether there are more than were counted.
    public var isOpenTruncated = false
    /// The open executions that were looked at, by type, the most first.
    public var openTypes: [OpenType] = []
    /// How many open executions were looked at.
    public var lookedAt = 0
    /// The newest executions that closed otherwise than they should.
    public var failures: [WorkflowExecutionInfo] = []
    /// What happened since the look before; nil for the first.
    public var rates: Rates?
    /// Why the service could not be asked; then the rest is as it was.
    public var complaint: String?

    /// Begins with nothing seen.
    public init(now: Timestamp, environment: String, domain: String, endpoint: String) {
        self.now = now
        self.environment = environment
        self.domain = domain
        self.endpoint = endpoint
    }

    /// Open executions by type, the most first.
    public static func types(_ open: [WorkflowExecutionInfo]) -> [OpenType] {
        Dictionary(grouping: open, by: \.workflowType).map { OpenType(workflowType: $0.key, count: $0.value.count) }
            .sorted {
                ($1.count, $0.workflowType.name, $0.workflowType.version)
                    < ($0.count, $1.workflowType.name, $1.workflowType.version)
            }
    }
}

extension TopSight: Encodable {
    private enum CodingKeys: String, CodingKey {
        case environment, domain, endpoint, pools, taskLists, openCount, openCountTruncated, openByType, failures, rates
        case complaint
        case now = "frame_timestamp"
    }

    /// Writes a frame as one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(now, forKey: .now)
        try container.encode(environment, forKey: .environment)
        try container.encode(domain, forKey: .domain)
        try container.encode(endpoint, forKey: .endpoint)
        try container.encodeIfPresent(complaint, forKey: .complaint)
        try container.encode(pools, forKey: .pools)
        try container.encode(lists, forKey: .taskLists)
        try container.encode(openCount, forKey: .openCount)
        if isOpenTruncated { try container.encode(true, forKey: .openCountTruncated) }
        try container.encode(openTypes, forKey: .openByType)
        try container.encode(failures, forKey: .failures)
        try container.encodeIfPresent(rates, forKey: .rates)
    }
}
