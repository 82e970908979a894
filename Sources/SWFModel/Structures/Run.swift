/// The answer to a start: the run id.
public struct Run: Codable, Hashable, Sendable, Shaped {
    /// The run that was started; 1 to 64 characters.
    public var runId: String?

    /// Creates the value from its members.
    public init(runId: String? = nil) {
        self.runId = runId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "Run",
        [
            .optional("runId", .workflowRunId)
        ]
    )
}
