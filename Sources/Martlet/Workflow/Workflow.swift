/// A durable function: ordinary Swift whose steps are remembered by the service.
///
/// The code runs again from the start whenever a decider that does not hold the execution gets its next decision task,
/// so it must do the same each time: every effect is an activity, time is ``WorkflowContext/now``, waiting is
/// ``WorkflowContext/sleep(for:fileID:line:)``, chance is ``WorkflowContext/random``. `async let`, task groups,
/// `try`/`catch` and cancellation work as they do everywhere. Awaiting anything else, such as `Task.sleep` or a network
/// call, is found out and fails the execution with the place.
public protocol Workflow: Sendable {
    /// What an execution is started with; it travels as JSON.
    associatedtype Input: Codable & Sendable
    /// What an execution ends with; it travels as JSON.
    associatedtype Output: Codable & Sendable

    /// The name, version and defaults.
    static var definition: WorkflowDefinition { get }

    /// The signals that the workflow knows; none unless it says so.
    ///
    /// A signal of another name, for which no ``WorkflowContext/channel(_:fileID:line:)`` was opened before it came, is
    /// noted in the history by a marker.
    static var signals: [any SignalDeclaration] { get }

    /// A workflow has no collaborators: its effects are activities.
    init()

    /// Runs the workflow. An error that comes out fails the execution; a `CancellationError` after a cancel request
    /// closes it as canceled.
    func run(_ input: Input, context: WorkflowContext) async throws -> Output
}

extension Workflow {
    /// None.
    public static var signals: [any SignalDeclaration] { [] }
}
