import DequeModule
import Logging
import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// Messages between executions: each is delivered as a transition of its target, and its row removed in the same commit,
/// so that it is delivered exactly once however often the server is killed.
extension WorkflowEngine {
    /// How many messages are delivered before their commit is waited for.
    private static let batch = 64

    /// Delivers what is in the outbox, then waits for more; ends when its task is canceled.
    func deliverMessages() async {
        while !Task.isCancelled {
            do {
                if try await deliverOnce() == 0 { await outboxSignal.wait() }
            } catch {
                // While nothing can be committed it is known already.
                if !stopsCommits(error) {
                    logger.error("delivering messages failed; it is tried again", metadata: ["error": "\(error)"])
                }
                try? await clock.sleep(for: .seconds(1))
            }
        }
    }

    /// Delivers what is in the outbox now.
    ///
    /// - Returns: How many messages were delivered.
    @discardableResult
    package func deliverOnce() async throws -> Int {
        var count = 0
        try await settlingAll {
            while count < Self.batch, let record = state.withLock({ $0.outbox.first }) {
                _ = try await deliver(record)
                count += 1
            }
        }
        return count
    }

    /// Delivers one message to its target, in memory.
    ///
    /// - Returns: The ticket of the commit that delivers it.
    private func deliver(_ record: MessageRecord) async throws -> Int {
        let domain = record.message.from.domain
        let target = record.message.toWorkflowId
        while true {
            let now = clock.now
            var id: Int?
            if let runId = record.message.toRunId {
                id = try await read {
                    try await self.store.executionId(domain: domain, workflowId: target, runId: runId)
                }
            } else {
                id = state.withLock { $0.domains[domain]?.openExecutions[target] }
            }
            // A closed execution may leave for good between the two.
            if let found = id, try await !bringIntoMemory(found) { id = nil }
            let target = id
            let runId = configuration.newRunId()
            let ticket = try state.withLock { state throws(Fault) -> Int? in
                try state.deliver(record, to: target, newRunId: runId, now: now)
            }
            if let ticket { return ticket }
        }
    }
}

extension EngineState {
    /// Delivers a message to its target.
    ///
    /// - Parameter id: The target; nil when there is no such execution.
    /// - Returns: The ticket of the commit that delivers it; nil when the target must be read first.
    mutating func deliver(_ record: MessageRecord, to id: Int?, newRunId: String, now: Timestamp) throws(Fault) -> Int?
    {
        try checkCanApply()
        let message = record.message
        if case .startChild = message.body {
            domains[message.from.domain]?.startingChildren -= 1
            if domains[message.from.domain]?.openExecutions[message.toWorkflowId] == nil {
                startChild(record, runId: newRunId, now: now)
            } else if let answer = message.undeliverable {
                post(answer, of: record)
            }
            return delivered(record)
        }
        guard let id else {
            if let answer = message.undeliverable { post(answer, of: record) }
            return delivered(record)
        }
        let applied = try apply(to: id, now: now) { machine throws(Fault) in
            ((), machine.received(message, at: now))
        }
        return applied == nil ? nil : delivered(record)
    }

    private mutating func startChild(_ record: MessageRecord, runId: String, now: Timestamp) {
        let message = record.message
        let identity = ExecutionIdentity(
            id: nextExecutionId,
            domain: message.from.domain,
            execution: WorkflowExecution(runId: runId, workflowId: message.toWorkflowId)
        )
        nextExecutionId += 1
        guard
            let (machine, transition) = ExecutionMachine.startChild(
                message,
                identity: identity,
                limits: limits,
                at: now
            )
        else { return }
        _ = create(machine, transition, now: now)
    }

    /// An answer that no execution sends, because there is none: it is written with the group as a message of its own.
    private mutating func post(_ message: OutboxMessage, of record: MessageRecord) {
        group.batch.messages.append(MessageRecord(id: nextMessageId, message: message))
        nextMessageId += 1
    }

    /// The message leaves the outbox together with its delivery: after a commit that failed the outbox is read anew, and
    /// the message must not leave it again for the first delivery's sake.
    private mutating func delivered(_ record: MessageRecord) -> Int {
        if outbox.first?.id == record.id { outbox.removeFirst() }
        group.batch.deliveredMessages.append(record.id)
        return group.number
    }
}
