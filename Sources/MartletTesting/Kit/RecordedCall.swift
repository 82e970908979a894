public import Martlet

/// One task of an activity, as its worker got it.
public struct RecordedCall<A: Activity>: Sendable {
    /// What it was to work on.
    public let input: A.Input
    /// The activity id, such as `ChargeCard-3-try2`.
    public let activityId: String
    /// Which attempt it was, from 1.
    public let attempt: Int
    /// The key that all attempts of the step share.
    public let idempotencyKey: String
    /// The workflow id of the execution that asked.
    public let workflowId: String
    /// When the worker began with it.
    public let moment: Timestamp
    /// How long after the beginning of the test that was.
    public let offset: Duration
}
