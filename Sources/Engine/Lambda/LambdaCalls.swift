import DequeModule
import SWFModel
import Storage
import WorkflowCore

/// The lambda functions that are to be called, and those that are being called.
///
/// Each is a row of the outbox from LambdaFunctionScheduled until its outcome is written. What is being called is known in
/// memory only: a server that was killed finds the row and calls again.
struct LambdaCalls {
    /// How many functions are called at once.
    let concurrency: Int
    private var waiting: Deque<MessageRecord> = []
    private var underWay: Set<Int> = []

    init(concurrency: Int) {
        self.concurrency = max(concurrency, 1)
    }

    /// Takes over what the store holds: all but what is being called waits.
    mutating func load(_ messages: [MessageRecord]) {
        waiting = Deque(messages.filter { !underWay.contains($0.id) })
    }

    mutating func append(_ record: MessageRecord) {
        waiting.append(record)
    }

    /// Takes the call whose turn it is; nil when none waits, or as many are under way as may be.
    mutating func next() -> MessageRecord? {
        guard underWay.count < concurrency, let record = waiting.popFirst() else { return nil }
        underWay.insert(record.id)
        return record
    }

    /// The call is done, or given up because the server leaves.
    mutating func ended(_ record: MessageRecord) {
        underWay.remove(record.id)
    }
}

extension MessageRecord {
    /// The function that is to be called; nil for a message to an execution.
    var invocation: LambdaInvocation? {
        if case .invokeLambda(let invocation) = message.body { invocation } else { nil }
    }
}
