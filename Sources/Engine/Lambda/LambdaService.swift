public import SWFModel

/// Who runs lambda functions for the engine: local commands in our server, anything else in another program.
///
/// The engine calls a function at least once for each lambda task, and again when the server was killed before the answer was
/// written; the history gets exactly one outcome. ``LambdaCall/invocationId`` is the same each time.
public protocol LambdaService: Sendable {
    /// Calls a function and returns what it answered. A function that does not exist is an answer too
    /// (``LambdaAnswer/unknownFunction(_:)``).
    ///
    /// The task is canceled when the time of the lambda task is up, or when the server leaves; the function is then to be
    /// stopped at once, with all that it started.
    ///
    /// - Throws: `CancellationError`, when it was canceled before the function answered.
    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer
}

/// One call of a lambda function.
public struct LambdaCall: Hashable, Sendable {
    /// The function, as the decision named it: 1 to 64 characters, a name or an ARN.
    public var function: String
    /// What it gets, as the decision gave it: at most 32,768 characters. Nil or empty stands for `{}` (swf-spec.md 3.2.13).
    public var input: String?
    /// The decider's name for the lambda task.
    public var id: String
    /// The execution that scheduled it.
    public var execution: WorkflowExecution
    /// The event that scheduled it.
    public var scheduledEventId: EventId

    /// Creates a call.
    public init(
        function: String,
        input: String?,
        id: String,
        execution: WorkflowExecution,
        scheduledEventId: EventId
    ) {
        self.function = function
        self.input = input
        self.id = id
        self.execution = execution
        self.scheduledEventId = scheduledEventId
    }

    /// A name for the lambda task that no other has, and that is the same however often its function is called.
    public var invocationId: String { "\(execution.runId)/\(scheduledEventId)" }
}

/// What came of a call.
public enum LambdaAnswer: Hashable, Sendable {
    /// The function returned.
    case completed(result: String?)
    /// The function failed, or could not be called. A reason longer than 256 characters and details longer than 32,768 are
    /// cut (swf-spec.md 5.10).
    case failed(reason: String, details: String?)

    /// There is no such function (swf-observed.md X1).
    public static func unknownFunction(_ name: String) -> LambdaAnswer {
        .failed(reason: "ResourceNotFoundException", details: "Function not found: \(name)")
    }
}
