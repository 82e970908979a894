public import SWFModel

/// Which executions the visibility actions ask for, in which order, and where to go on.
public struct ExecutionQuery: Hashable, Sendable {
    /// The domain.
    public var domain: String
    /// Whether open or closed executions are wanted.
    public var status: ExecutionStatus
    /// Which time is filtered and sorted by: the start, or the close.
    public var byCloseTime: Bool
    /// The range of that time, both ends included.
    public var oldest: Timestamp
    /// The end of the range; nil when it is open.
    public var latest: Timestamp?
    /// Only what closed after this moment: what closed before is kept no longer. Nil when that does not matter.
    public var closedAfter: Timestamp?
    /// Only these, when not nil.
    public var filter: Filter?
    /// Whether the oldest comes first.
    public var isAscending: Bool
    /// Only what comes after this place in the order.
    public var after: Place?
    /// How many at most; nil for all.
    public var limit: Int?

    /// The filters of which a request may have one.
    public enum Filter: Hashable, Sendable {
        /// Executions with this workflow id.
        case workflowId(String)
        /// Executions of this workflow type; of every version when the version is nil.
        case type(name: String, version: String?)
        /// Executions with this tag.
        case tag(String)
        /// Executions that closed this way.
        case closeStatus(CloseStatus)
    }

    /// A place in the order: the time, and the id of the execution where times are equal.
    public struct Place: Hashable, Sendable {
        /// The time of the execution at this place.
        public var time: Timestamp
        /// The id of the execution at this place.
        public var id: Int

        /// Creates a place.
        public init(time: Timestamp, id: Int) {
            self.time = time
            self.id = id
        }
    }

    /// Creates a query.
    public init(
        domain: String,
        status: ExecutionStatus,
        byCloseTime: Bool = false,
        oldest: Timestamp,
        latest: Timestamp? = nil,
        closedAfter: Timestamp? = nil,
        filter: Filter? = nil,
        isAscending: Bool = false,
        after: Place? = nil,
        limit: Int? = nil
    ) {
        self.domain = domain
        self.status = status
        self.byCloseTime = byCloseTime
        self.oldest = oldest
        self.latest = latest
        self.closedAfter = closedAfter
        self.filter = filter
        self.isAscending = isAscending
        self.after = after
        self.limit = limit
    }
}
