import Synchronization

/// What has been done and would have to be undone: see ``WorkflowContext/saga(_:)``.
public final class Saga: Sendable {
    private struct Compensation: Sendable {
        var name: String
        var undo: @Sendable () async throws -> Void
    }

    private let compensations = Mutex<[Compensation]>([])

    init() {}

    /// Says how to undo what was just done.
    ///
    /// - Parameters:
    ///   - name: What is undone, for ``CompensationFailure``.
    ///   - undo: Undoes it. It is not stopped by a cancellation.
    public func compensate(_ name: String = "a step", _ undo: @escaping @Sendable () async throws -> Void) {
        compensations.withLock { $0.append(Compensation(name: name, undo: undo)) }
    }

    /// Undoes everything, the last thing first; one that fails does not keep the others from being undone.
    func undo(in context: WorkflowContext) async -> [CompensationFailure.Step] {
        let all = compensations.withLock { compensations in
            defer { compensations = [] }
            return compensations.reversed()
        }
        var failures: [CompensationFailure.Step] = []
        for compensation in all {
            do {
                try await context.shielded(compensation.undo)
            } catch {
                failures.append(CompensationFailure.Step(name: compensation.name, error: error))
            }
        }
        return failures
    }
}

extension WorkflowContext {
    /// Runs steps that are undone in reverse order when one of them fails.
    ///
    ///     try await context.saga { saga in
    ///         let flight = try await context.run(BookFlight.self, trip)
    ///         saga.compensate("the flight") { try await context.run(CancelFlight.self, flight) }
    ///         return try await context.run(BookHotel.self, trip)
    ///     }
    ///
    /// When the body throws ``ContinueAsNew`` nothing is undone, and the steps to undo are forgotten with this run: the next
    /// one says them anew, from its input.
    ///
    /// - Throws: What the body throws, when everything was undone; ``CompensationFailure`` when something was not.
    @discardableResult
    public func saga<Value: Sendable>(_ body: (Saga) async throws -> Value) async throws -> Value {
        let saga = Saga()
        do {
            return try await body(saga)
        } catch is ExecutionReleased {
            throw ExecutionReleased()
        } catch let next as ContinueAsNew where next.type.name == execution.about.type.name {
            // No failure: the work goes on, in a run that says anew what would have to be undone. (Under another name it
            // could not go on, and fails.)
            throw next
        } catch {
            let failures = await saga.undo(in: self)
            if failures.isEmpty { throw error }
            throw CompensationFailure(cause: error, failures: failures)
        }
    }
}
