import Logging
import SWFModel
import Storage
import Synchronization
import WorkflowCore

/// Lambda tasks: LambdaFunctionStarted, the call, and its outcome, each in a commit of its own (swf-spec.md 5.10).
///
/// The row that asks for the call is removed in the commit of the outcome. So a server that is killed leaves either the row
/// or the outcome: a task that was started and has no outcome is called again, unless its time is up, and has one outcome.
extension WorkflowEngine {
    /// Calls functions, a few at once, until its task is canceled; those under way are then stopped, and called again when
    /// the engine is next opened.
    func callLambdaFunctions() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                guard let record = state.withLock({ $0.lambdaCalls.next() }) else {
                    await lambdaSignal.wait()
                    continue
                }
                group.addTask {
                    await self.call(record)
                    self.lambdaSignal.set()
                }
            }
        }
    }

    /// Calls the function that has waited longest, and writes what came of it.
    ///
    /// - Returns: Whether one waited.
    @discardableResult
    package func callOnce() async -> Bool {
        guard let record = state.withLock({ $0.lambdaCalls.next() }) else { return false }
        await call(record)
        return true
    }

    /// Carries out one lambda task. What the store refuses is tried again until it works or the server leaves.
    private func call(_ record: MessageRecord) async {
        defer { state.withLock { $0.lambdaCalls.ended(record) } }
        guard let invocation = record.invocation else { return }
        let id = record.message.from.id
        let turn = await persist(record) { machine, now in
            machine.lambdaFunctionStarted(scheduledEventId: invocation.scheduledEventId, at: now)
        } isLast: {
            $0 == .leave
        }
        guard case .call(let end)? = turn else { return }
        let call = LambdaCall(
            function: invocation.name,
            input: invocation.input,
            id: invocation.id,
            execution: record.message.from.execution,
            scheduledEventId: invocation.scheduledEventId
        )
        let answer: LambdaAnswer?
        do {
            answer = try await self.answer(to: call, until: end)
        } catch {
            return
        }
        logger.debug("a lambda function ended", metadata: ["function": "\(call.function)", "execution": "\(id)"])
        await persist(record) { machine, now in
            // Without an answer the time is up, and the deadline sweep writes LambdaFunctionTimedOut.
            ((), answer.map { machine.lambdaFunctionEnded($0, invocation.scheduledEventId, at: now) })
        } isLast: {
            true
        }
    }

    /// Calls the function until the moment.
    ///
    /// - Returns: The answer; nil when the time was up first.
    /// - Throws: `CancellationError`, when the server leaves.
    private func answer(to call: LambdaCall, until end: Timestamp?) async throws -> LambdaAnswer? {
        guard let service = configuration.lambdaService else { return .unknownFunction(call.function) }
        return try await withThrowingTaskGroup(of: LambdaAnswer?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await service.call(call) }
            if let end {
                group.addTask {
                    try await self.clock.sleep(until: end)
                    return nil
                }
            }
            return try await group.next() ?? nil
        }
    }

    /// Applies a step of a lambda task to its execution and waits for the commit. After the last step the row goes, in the
    /// same commit.
    ///
    /// - Returns: What the step gave; nil when the execution is gone or the server leaves.
    @discardableResult
    private func persist<Value: Sendable>(
        _ record: MessageRecord,
        _ step: (inout ExecutionMachine, Timestamp) -> (Value, Transition?),
        isLast: (Value) -> Bool
    ) async -> Value? {
        let id = record.message.from.id
        while true {
            do {
                let now = clock.now
                let applied = try state.withLock { state throws(Fault) -> (value: Value, ticket: Int)? in
                    let applied = try state.apply(to: id, now: now) { machine throws(Fault) in step(&machine, now) }
                    if let applied, isLast(applied.value) { state.group.batch.deliveredMessages.append(record.id) }
                    return applied
                }
                if let applied {
                    try await settle(applied.ticket)
                    return applied.value
                }
                guard try await bringIntoMemory(id) else {
                    let ticket = try state.withLock { state throws(Fault) in
                        try state.checkCanApply()
                        state.group.batch.deliveredMessages.append(record.id)
                        return state.group.number
                    }
                    try await settle(ticket)
                    return nil
                }
            } catch {
                logger.error("a lambda task waits for the store", metadata: ["error": "\(error)"])
                do {
                    try await clock.sleep(for: .seconds(1))
                } catch {
                    return nil
                }
            }
        }
    }
}

extension ExecutionMachine {
    fileprivate mutating func lambdaFunctionEnded(
        _ answer: LambdaAnswer,
        _ scheduledEventId: EventId,
        at now: Timestamp
    ) -> Transition {
        switch answer {
        case .completed(let result):
            lambdaFunctionCompleted(scheduledEventId: scheduledEventId, result: result, at: now)
        case .failed(let reason, let details):
            lambdaFunctionFailed(
                scheduledEventId: scheduledEventId,
                reason: reason.cut(to: Limits.reasonCharacters),
                details: details?.cut(to: Limits.dataCharacters),
                at: now
            )
        }
    }
}

extension String {
    /// At most so many UTF-16 units, which is how the service counts; no character is cut in two.
    fileprivate func cut(to limit: Int) -> String {
        guard utf16.count > limit else { return self }
        var end = utf16.index(utf16.startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf16.index(before: end) }
        return String(self[..<end])
    }
}
