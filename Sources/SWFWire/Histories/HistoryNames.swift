public import SWFModel

/// Whose history it is: what a file may say beside the events. The wire's own answers say nothing of it.
public struct HistoryNames: Hashable, Sendable {
    /// The domain.
    public var domain: String?
    /// The workflow id.
    public var workflowId: String?
    /// The run id.
    public var runId: String?
    /// The version of an export's format; nil for every other file.
    public var formatVersion: Int?

    /// Creates the names; what is nil is not known.
    public init(domain: String? = nil, workflowId: String? = nil, runId: String? = nil) {
        self.domain = domain
        self.workflowId = workflowId
        self.runId = runId
    }

    /// The execution, when both of its ids are known.
    public var execution: WorkflowExecution? {
        guard let workflowId, let runId else { return nil }
        return WorkflowExecution(runId: runId, workflowId: workflowId)
    }

    /// Reads the names that stand beside `events`: as an export has them, as the answer of a poll has them, or plain.
    init(_ members: [JSONTree.Member]) {
        func member(_ name: String, of members: [JSONTree.Member]) -> JSONTree? {
            members.last { $0.name == name }?.value
        }
        func text(_ name: String, of members: [JSONTree.Member]) -> String? {
            guard case .text(let text)? = member(name, of: members), !text.isEmpty else { return nil }
            return text
        }
        var ids = members
        for name in ["execution", "workflowExecution"] {
            if case .object(let members)? = member(name, of: members) { ids = members }
        }
        self.init(
            domain: text("domain", of: members),
            workflowId: text("workflowId", of: ids),
            runId: text("runId", of: ids)
        )
        if text("format", of: members) == ExecutionFile.format,
            case .whole(let version)? = member("version", of: members)
        {
            formatVersion = version
        }
    }

    /// Takes over what is not known yet.
    mutating func complete(with other: HistoryNames) {
        domain = domain ?? other.domain
        workflowId = workflowId ?? other.workflowId
        runId = runId ?? other.runId
        formatVersion = formatVersion ?? other.formatVersion
    }
}
