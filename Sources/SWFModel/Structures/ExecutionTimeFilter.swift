/// Selects executions by a range of time, both ends included.
public struct ExecutionTimeFilter: Codable, Hashable, Sendable, Shaped {
    /// The end of the range, included; open when absent.
    public var latestDate: Timestamp?
    /// The beginning of the range, included.
    public var oldestDate: Timestamp

    /// Creates the value from its members.
    public init(latestDate: Timestamp? = nil, oldestDate: Timestamp) {
        self.latestDate = latestDate
        self.oldestDate = oldestDate
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ExecutionTimeFilter",
        [
            .optional("latestDate", .timestamp),
            .required("oldestDate", .timestamp),
        ]
    )
}
