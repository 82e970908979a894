public import SWFModel

/// A part of the history of an execution that is to be taken over. The input of `Martlet.ImportWorkflowExecution`.
///
/// A history may be larger than a request may be, so it comes in parts, in order, of which the last says so; nothing is done
/// before that. A first part begins anew, whatever came before it.
public struct ImportWorkflowExecutionInput: Codable, Hashable, Sendable, Shaped {
    /// The domain that takes the execution; 1 to 256 characters.
    public var domain: String
    /// The events of this part, the oldest first, in the wire's own form.
    public var events: [HistoryEvent]
    /// The execution; it keeps its workflow id and run id.
    public var execution: WorkflowExecution
    /// Whether this part is the last; absent means that it is.
    public var isLast: Bool?

    /// Creates the value from its members.
    public init(domain: String, events: [HistoryEvent], execution: WorkflowExecution, isLast: Bool? = nil) {
        self.domain = domain
        self.events = events
        self.execution = execution
        self.isLast = isLast
    }

    /// The names and limits of the members, as a server checks them.
    public static let shape = StructureShape(
        "ImportWorkflowExecutionInput",
        [
            .required("domain", .domainName),
            .required("events", .list(of: .structure(HistoryEvent.shape))),
            .required("execution", .structure(WorkflowExecution.shape)),
            .optional("isLast", .boolean("IsLast")),
        ]
    )
}

/// What became of a part of a history. The output of `Martlet.ImportWorkflowExecution`.
public struct ImportWorkflowExecutionOutput: Codable, Hashable, Sendable {
    /// How many events there are so far.
    public var eventCount: Int
    /// Whether the execution is open or closed; nil while parts are missing, and then nothing was done yet.
    public var executionStatus: ExecutionStatus?
    /// What whoever moves the execution should know, as sentences.
    public var notes: [String]

    /// Creates the value from its members.
    public init(eventCount: Int, executionStatus: ExecutionStatus? = nil, notes: [String] = []) {
        self.eventCount = eventCount
        self.executionStatus = executionStatus
        self.notes = notes
    }
}

/// A service that takes over executions from others.
public protocol WorkflowExecutionImporter: Sendable {
    /// Takes a part of a history, and with the last part the execution, in one transaction or not at all.
    ///
    /// - Throws: `ValidationException` when the history cannot be taken over, with the sentences that say why;
    ///   `UnknownResourceFault` when the domain or a type is not registered; `DomainDeprecatedFault`;
    ///   `WorkflowExecutionAlreadyStartedFault` when the workflow id is open or the run is there; `LimitExceededFault`.
    func importWorkflowExecution(
        _ input: ImportWorkflowExecutionInput
    ) async throws -> ImportWorkflowExecutionOutput
}
