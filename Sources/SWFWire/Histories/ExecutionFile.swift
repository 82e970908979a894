public import SWFModel

/// One execution as one JSON file: what `martlet export` writes, `martlet import` takes, and a fixture is.
///
///     {"format": "martlet-execution", "version": 1, "domain": …, "execution": …, "description": …, "events": [
///     …one event a line…
///     ]}
///
/// The events are the wire's own, so that whoever reads the answer of GetWorkflowExecutionHistory reads this; each has a line,
/// so that the difference of two files is that of their events.
public struct ExecutionFile: Sendable {
    /// What `format` says.
    public static let format = "martlet-execution"
    /// What `version` says: it changes when an older reader would misread the file.
    public static let version = 1

    /// Whose history it is, as far as that is known.
    public var names: HistoryNames
    /// What DescribeWorkflowExecution answered; nil for a fixture.
    public var description: WorkflowExecutionDetail?
    /// The whole history, the oldest event first.
    public var events: [HistoryEvent]

    /// Creates a file.
    public init(names: HistoryNames, description: WorkflowExecutionDetail? = nil, events: [HistoryEvent]) {
        self.names = names
        self.description = description
        self.events = events
    }

    private struct Head: Encodable {
        var format = ExecutionFile.format
        var version = ExecutionFile.version
        var domain: String?
        var execution: Execution
        var description: WorkflowExecutionDetail?
    }

    /// As the wire's execution, where one id may be unknown.
    private struct Execution: Encodable {
        var runId: String?
        var workflowId: String?
    }

    /// The bytes of the file.
    ///
    /// - Throws: What encoding throws; no value that was read from JSON does.
    public func encoded() throws -> [UInt8] {
        let head = try AWSJSON.encode(
            Head(
                domain: names.domain,
                execution: Execution(runId: names.runId, workflowId: names.workflowId),
                description: description
            )
        )
        // The head is an object of its own: its closing bracket makes room for the events.
        var bytes = Array(head.dropLast())
        bytes.append(contentsOf: #","events":["#.utf8)
        for (index, event) in events.enumerated() {
            bytes.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            bytes.append(contentsOf: try AWSJSON.encode(event))
        }
        bytes.append(contentsOf: "\n]}\n".utf8)
        return bytes
    }
}
