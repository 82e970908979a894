/// One effect on the world: what a worker does when an execution asks for it.
///
/// An attempt may run more than once when a worker dies in the middle, so make the effect idempotent, or hand
/// ``ActivityContext/idempotencyKey`` to what you call.
public protocol Activity: Sendable {
    /// What it works on; it travels as JSON of at most 32,768 characters.
    associatedtype Input: Codable & Sendable
    /// What it gives; it travels as JSON of at most 32,768 characters.
    associatedtype Output: Codable & Sendable

    /// The name, version and defaults.
    static var definition: ActivityDefinition { get }

    /// Does the work.
    ///
    /// A ``PermanentFailure`` is not tried again; every other error is, as the retry policy says. A `CancellationError`
    /// after a cancel request is answered as canceled.
    func run(_ input: Input, context: ActivityContext) async throws -> Output
}
