public import Martlet
import Synchronization

/// Who does the activities.
extension WorkflowTest {
    /// Puts a closure in the place of an activity; also of one that the test was given, and from now on.
    ///
    /// It gets the input and the context as the activity would. What it throws fails the attempt, and the retry policy of
    /// the definition decides what follows, as in production.
    ///
    /// - Parameter duration: How long each task takes by the clock of the test. The closure is run at its end; a timeout of
    ///   the task may come first.
    public func replace<A: Activity>(
        _ activity: A.Type,
        taking duration: Duration = .zero,
        with body: @escaping @Sendable (A.Input, ActivityContext) async throws -> A.Output
    ) {
        roster.cast(activity, duration > .zero ? .after(duration) : .atOnce, body)
    }

    /// Puts a value in the place of an activity's work.
    public func replace<A: Activity>(_ activity: A.Type, taking duration: Duration = .zero, returning output: A.Output)
    {
        replace(activity, taking: duration) { _, _ in output }
    }

    /// Leaves an activity's tasks to the test: a worker takes each, and it stays open until ``complete(_:_:fileID:line:)``,
    /// ``fail(_:_:fileID:line:)`` or ``answer(_:fileID:line:with:)`` says what came of it, or it times out.
    public func hold<A: Activity>(_ activity: A.Type) {
        roster.cast(activity, .byHand) { _, _ in throw RetryableFailure("The test holds the task.") }
    }

    /// Puts a closure in the place of a lambda function: JSON text in, JSON text out. What it throws fails the function.
    public func replaceFunction(
        _ name: String,
        with body: @escaping @Sendable (_ input: String?) async throws -> String?
    ) {
        roster.castFunction(name, body)
    }

    /// The tasks of an activity that workers got so far, each attempt for itself, in order.
    public func calls<A: Activity>(of activity: A.Type) -> [RecordedCall<A>] { roster.calls(of: activity) }

    /// Completes the oldest open task of an activity that the test holds. What can happen before happens first.
    ///
    /// - Throws: ``WorkflowTestFailure`` when no task of it is held.
    public func complete<A: Activity>(
        _ activity: A.Type,
        _ output: A.Output,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        try await answer(activity, fileID: fileID, line: line) { _, _ in output }
    }

    /// Fails the oldest open task of an activity that the test holds. What can happen before happens first.
    ///
    /// - Throws: ``WorkflowTestFailure`` when no task of it is held.
    public func fail<A: Activity>(
        _ activity: A.Type,
        _ error: any Error,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        try await answer(activity, fileID: fileID, line: line) { _, _ in throw error }
    }

    /// Lets a closure do the oldest open task of an activity that the test holds, heartbeats and all. What can happen before
    /// happens first.
    ///
    /// - Throws: ``WorkflowTestFailure`` when no task of it is held.
    public func answer<A: Activity>(
        _ activity: A.Type,
        fileID: String = #fileID,
        line: Int = #line,
        with body: @escaping @Sendable (A.Input, ActivityContext) async throws -> A.Output
    ) async throws {
        if !state.withLock({ $0.isDriving }) { try await settle(fileID: fileID, line: line) }
        let type = A.definition.type
        guard let task = try await takeHeld(type) else {
            throw WorkflowTestFailure(
                "No task of \(type.name) waits for the test at \(words(clock.now)).",
                details: roster.part(of: type) == nil ? ["hold(\(A.self).self) leaves its tasks to the test."] : [],
                fileID: fileID,
                line: line
            )
        }
        try await work(on: task, AnyActivity(StandIn<A>(body: body)), TestPlace(fileID, line))
    }

    /// The oldest task of a type that the test holds and that is still open; those that timed out are forgotten.
    private func takeHeld(_ type: ActivityType) async throws -> ActivityTask? {
        while true {
            let task = state.withLock { state -> ActivityTask? in
                guard let index = state.byHand.firstIndex(where: { $0.activityType == type }) else { return nil }
                return state.byHand.remove(at: index)
            }
            guard let task else { return nil }
            let open = OpenWork(try await history(of: task.workflowExecution))
            if open.items.contains(where: { $0.kind == .activity && $0.id == task.activityId }) { return task }
        }
    }

    /// Does a task as a worker does, and reports.
    ///
    /// - Throws: ``WorkflowTestFailure`` when the activity comes to no end; `CancellationError` when the test is canceled.
    func work(on task: ActivityTask, _ activity: AnyActivity, _ place: TestPlace) async throws {
        let handler = ActivityTaskHandler(worker: worker, activities: [activity])
        if await PatientTask(within: activityLimit, { await handler.handle(task) }).isGivenUp() {
            throw place.failure(
                "The activity \(task.activityType.name) has come to no end in \(activityLimit) of the machine's time.",
                details: [
                    "While it works no time passes in the test. One that takes time is replaced: replace(_:taking:with:); one "
                        + "that somebody else ends is held: hold(_:); one that computes for long gets a larger activityLimit."
                ]
            )
        }
        // A test that is canceled ends here, and does not go on beside the work.
        try Task.checkCancellation()
    }
}
