public import Martlet

/// An execution of a test, with the types of its workflow. Runs that follow one another by continue-as-new are one.
public struct TestExecution<W: Workflow>: Sendable {
    /// The test that it belongs to.
    public let test: WorkflowTest
    /// Its first run.
    public let first: WorkflowExecution

    /// The workflow id.
    public var workflowId: String { first.workflowId }

    /// Lets things happen until it has completed, and gives its result.
    ///
    /// - Throws: ``ExecutionFailure`` when it closed otherwise, with the reason and what it still waited for; otherwise as
    ///   ``outcome(fileID:line:)``, and `ValueFailure` when the result is not of the type.
    @discardableResult
    public func result(fileID: String = #fileID, line: Int = #line) async throws -> W.Output {
        let outcome = try await outcome(fileID: fileID, line: line)
        guard outcome.closeStatus == .completed else {
            let events = try await test.history(of: outcome.execution)
            throw ExecutionFailure(
                outcome: outcome,
                waits: test.waits(of: outcome.execution, events),
                fileID: fileID,
                line: line
            )
        }
        return try outcome.output(as: W.Output.self)
    }

    /// Lets things happen until it is closed, whatever way, and says how.
    ///
    /// - Throws: ``WorkflowTestFailure`` as ``WorkflowTest/settle(fileID:line:)``, and when the code does not follow the history
    ///   that it made.
    public func outcome(fileID: String = #fileID, line: Int = #line) async throws -> ExecutionOutcome {
        let place = TestPlace(fileID, line)
        let isClosed = try await test.drive(until: nil, place) { try await closed() != nil }
        guard isClosed, let outcome = try await closed() else {
            throw place.failure(
                "Nothing can happen any more at \(test.words(test.clock.now)), and the execution \(workflowId) is open.",
                details: try await test.waits()
            )
        }
        try await test.replay(try await runs(), place)
        return outcome
    }

    /// How it closed; nil while it is open.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func closed() async throws -> ExecutionOutcome? {
        var run = first
        while true {
            guard let last = try await test.connection.closingEvent(of: run, in: test.domain),
                let outcome = ExecutionOutcome(execution: run, event: last)
            else { return nil }
            guard let next = outcome.newRunId else { return outcome }
            run.runId = next
        }
    }

    /// Its runs so far, the first first: more than one when it continued as new.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func runs() async throws -> [WorkflowExecution] {
        var runs = [first]
        while let last = try await test.connection.closingEvent(of: runs[runs.count - 1], in: test.domain),
            let next = ExecutionOutcome(execution: runs[runs.count - 1], event: last)?.newRunId
        {
            runs.append(WorkflowExecution(runId: next, workflowId: workflowId))
        }
        return runs
    }

    /// The history of its latest run.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func history() async throws -> [HistoryEvent] {
        let runs = try await runs()
        return try await test.history(of: runs[runs.count - 1])
    }

    /// The types of the events of its latest run that are of some types, for a short assertion.
    ///
    /// - Throws: As ``history()``.
    public func events(_ types: EventType...) async throws -> [HistoryEvent] {
        try await history().filter { types.contains($0.eventType) }
    }

    /// What its latest run has asked for and not got yet.
    ///
    /// - Throws: As ``history()``.
    public func openWork() async throws -> OpenWork { OpenWork(try await history()) }

    /// The activity ids of the tasks that are open.
    ///
    /// - Throws: As ``history()``.
    public func openActivities() async throws -> [String] {
        try await openWork().items.filter { $0.kind == .activity }.map(\.id)
    }

    /// Signals it.
    ///
    /// - Throws: `ValueFailure` when the payload is too large; `Fault` when it is closed.
    public func signal<Payload>(_ signal: Signal<Payload>, _ payload: Payload) async throws {
        try await test.starter.signal(signal, payload, workflowId: workflowId)
    }

    /// Signals it, by a signal that carries nothing.
    ///
    /// - Throws: `Fault` when it is closed.
    public func signal(_ signal: Signal<Nothing>) async throws { try await self.signal(signal, Nothing()) }

    /// Asks it to cancel itself.
    ///
    /// - Throws: `Fault` when it is closed.
    public func requestCancel() async throws {
        try await test.starter.requestCancel(workflowId: workflowId)
    }

    /// Ends it at once, and its open children by their child policy.
    ///
    /// - Throws: `Fault` when it is closed.
    public func terminate(reason: String? = nil) async throws {
        try await test.service.terminateWorkflowExecution(
            TerminateWorkflowExecutionInput(domain: test.domain, reason: reason, workflowId: workflowId)
        )
    }

    /// What its code published last, or nil when it has published nothing.
    ///
    /// - Throws: `ValueFailure` when it is of another type; `Fault` when the service no longer has it.
    public func published<Value: Decodable & Sendable>(as type: Value.Type) async throws -> Value? {
        let runs = try await runs()
        return try await test.starter.published(type, of: runs[runs.count - 1])
    }
}
