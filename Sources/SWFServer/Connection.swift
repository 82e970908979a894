import Synchronization

/// What is known of one client connection, shared by its event loop and the request that is being answered.
final class Connection: Sendable {
    /// Thrown instead of an answer when nobody is left to read it.
    struct Gone: Error {}

    private struct State {
        var isGone = false
        var isQuiescing = false
        var delivery = DeliveryState.none
        /// Cancels the poll that waits for this client.
        var abandonPoll: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// The client has closed, or has died: a poll that waits for it ends at once.
    func clientIsGone() {
        let abandon = state.withLock { state in
            state.isGone = true
            defer { state.abandonPoll = nil }
            return state.abandonPoll
        }
        abandon?()
    }

    /// The server is going down: the next answer is the last of this connection.
    func quiesce() {
        state.withLock { $0.isQuiescing = true }
    }

    /// Whether the next answer is the last of this connection.
    var isQuiescing: Bool {
        state.withLock { $0.isQuiescing }
    }

    /// A task is about to go out with the answer.
    ///
    /// - Returns: Whether there is anybody to take it.
    func begin(_ delivery: Delivery) -> Bool {
        state.withLock { state in
            if !state.isGone { state.delivery = .begun(delivery) }
            return !state.isGone
        }
    }

    /// Changes what is known of the task that goes out with the answer.
    func withDelivery<Value: Sendable>(_ body: (inout DeliveryState) -> Value) -> Value {
        state.withLock { body(&$0.delivery) }
    }

    /// Runs a poll and cancels it as soon as the client is gone, before a task is given to nobody.
    ///
    /// Hummingbird's `consumeWithCancellationOnInboundClose` does the same, but it eats the connection: each poll would
    /// cost its client a new one.
    ///
    /// - Throws: `Gone`, when the client went first; whatever the poll throws.
    func whileClientWaits<Value: Sendable>(
        _ poll: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Awaited below in every case; a task of its own only because an event loop must be able to cancel it.
        let task = Task { try await poll() }
        let isGone = state.withLock { state in
            if !state.isGone {
                state.abandonPoll = { task.cancel() }
            }
            return state.isGone
        }
        if isGone {
            task.cancel()
        }
        defer { state.withLock { $0.abandonPoll = nil } }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch  where state.withLock({ $0.isGone }) {
            throw Gone()
        }
    }
}
