/// Waits up to 60 seconds for a decision task, or reads a further page of one. The input of PollForDecisionTask.
public struct PollForDecisionTaskInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// Who polled, as free text; 0 to 256 characters.
    public var identity: String?
    /// How many entries a page may hold; 0 or absent means 1,000; 0 to 1,000.
    public var maximumPageSize: Int?
    /// Where the next page begins; absent when there is none; 0 to 2,048 characters.
    public var nextPageToken: String?
    /// Whether the whole result is turned round before it is cut into pages.
    public var reverseOrder: Bool?
    /// Whether the events begin with the previous started event instead of the first.
    public var startAtPreviousStartedEvent: Bool?
    /// The task list.
    public var taskList: TaskList

    /// Creates the value from its members.
    public init(
        domain: String,
        identity: String? = nil,
        maximumPageSize: Int? = nil,
        nextPageToken: String? = nil,
        reverseOrder: Bool? = nil,
        startAtPreviousStartedEvent: Bool? = nil,
        taskList: TaskList
    ) {
        self.domain = domain
        self.identity = identity
        self.maximumPageSize = maximumPageSize
        self.nextPageToken = nextPageToken
        self.reverseOrder = reverseOrder
        self.startAtPreviousStartedEvent = startAtPreviousStartedEvent
        self.taskList = taskList
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "PollForDecisionTaskInput",
        [
            .required("domain", .domainName),
            .optional("identity", .identity),
            .optional("maximumPageSize", .pageSize),
            .optional("nextPageToken", .pageToken),
            .optional("reverseOrder", .reverseOrder),
            .optional("startAtPreviousStartedEvent", .startAtPreviousStartedEvent),
            .required("taskList", .structure(TaskList.shape)),
        ]
    )
}
