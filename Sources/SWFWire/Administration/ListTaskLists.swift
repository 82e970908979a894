public import SWFModel

/// Lists the task lists of a domain in which something waits or which somebody polled lately. The input of
/// `Martlet.ListTaskLists`.
public struct ListTaskListsInput: Codable, Hashable, Sendable, Shaped {
    /// The domain; 1 to 256 characters.
    public var domain: String
    /// How many lists a page holds at most; 0 to 1,000, of which 0 stands for 1,000.
    public var maximumPageSize: Int?
    /// The token of the page before; the other arguments must be those of that page.
    public var nextPageToken: String?

    /// Creates the value from its members.
    public init(domain: String, maximumPageSize: Int? = nil, nextPageToken: String? = nil) {
        self.domain = domain
        self.maximumPageSize = maximumPageSize
        self.nextPageToken = nextPageToken
    }

    /// The names and limits of the members, as a server checks them.
    public static let shape = StructureShape(
        "ListTaskListsInput",
        [
            .required("domain", .domainName),
            .optional("maximumPageSize", .pageSize),
            .optional("nextPageToken", .pageToken),
        ]
    )
}

/// A page of task lists, by name, and the activity list of a name before the decision list. The output of
/// `Martlet.ListTaskLists`.
public struct TaskListInfos: Codable, Hashable, Sendable {
    /// Where the next page begins; absent when there is none.
    public var nextPageToken: String?
    /// The lists of this page.
    public var taskListInfos: [TaskListInfo]

    /// Creates the value from its members.
    public init(nextPageToken: String? = nil, taskListInfos: [TaskListInfo]) {
        self.nextPageToken = nextPageToken
        self.taskListInfos = taskListInfos
    }
}

/// A service that tells of its task lists.
public protocol TaskListDirectory: Sendable {
    /// A page of the task lists of a domain.
    ///
    /// - Throws: `UnknownResourceFault` when there is no such domain; `ValidationException`.
    func listTaskLists(_ input: ListTaskListsInput) async throws -> TaskListInfos
}
