public import WorkflowCore

/// A message between executions that waits in the outbox. It is delivered exactly once: in one commit the target's
/// transition is written and this row removed.
public struct MessageRecord: Hashable, Sendable {
    /// The number of the message, never reused.
    public var id: Int
    /// What is to be delivered.
    public var message: OutboxMessage

    /// Creates a record.
    public init(id: Int, message: OutboxMessage) {
        self.id = id
        self.message = message
    }
}
