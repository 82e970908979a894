/// Finishes activity tasks by their tokens: from a web page, a mail that was answered, another process.
///
/// A token is known only to whoever got it from ``ActivityContext/taskToken``; it stops being good when the task or its
/// execution is closed.
public struct ActivityCompletion: Sendable {
    private let service: any SimpleWorkflowService

    /// Creates a way to finish tasks of a service.
    public init(service: any SimpleWorkflowService) {
        self.service = service
    }

    /// Completes the task with a result.
    ///
    /// - Throws: ``ValueFailure`` when the result is too large; `Fault`, of which `UnknownResourceFault` says that the task is
    ///   no longer open.
    public func complete(_ taskToken: String, _ result: some Encodable) async throws {
        try await complete(
            taskToken,
            resultText: try ValueText.encode(result, field: "the result of the activity task")
        )
    }

    /// Completes the task with a result that is JSON text already, at most 32,768 characters.
    ///
    /// - Throws: As ``complete(_:_:)``.
    public func complete(_ taskToken: String, resultText: String?) async throws {
        try ValueText.check(resultText, field: "the result of the activity task")
        try await service.respondActivityTaskCompleted(
            RespondActivityTaskCompletedInput(result: resultText, taskToken: taskToken)
        )
    }

    /// Fails the task. A permanent failure is not tried again.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that the task is no longer open.
    public func fail(
        _ taskToken: String,
        reason: String,
        details: String? = nil,
        isPermanent: Bool = false
    ) async throws {
        let report = FailureReport(reason: (isPermanent ? PermanentFailure.mark : "") + reason, details: details)
        try await service.respondActivityTaskFailed(
            RespondActivityTaskFailedInput(details: report.details, reason: report.reason, taskToken: taskToken)
        )
    }

    /// Answers that the task was canceled.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that the task is no longer open.
    public func cancel(_ taskToken: String, details: String? = nil) async throws {
        try await service.respondActivityTaskCanceled(
            RespondActivityTaskCanceledInput(
                details: details?.cut(to: Limits.dataCharacters),
                taskToken: taskToken
            )
        )
    }

    /// Says that the task is still being worked on.
    ///
    /// - Returns: Whether the execution asked for it to be canceled.
    ///
    /// - Throws: `Fault`, of which `UnknownResourceFault` says that the task is no longer open; ``ValueFailure`` when the
    ///   details have more than 2,048 characters.
    public func heartbeat(_ taskToken: String, details: String? = nil) async throws -> Bool {
        try HeartbeatDetails.check(details)
        let status = try await service.recordActivityTaskHeartbeat(
            RecordActivityTaskHeartbeatInput(details: details, taskToken: taskToken)
        )
        return status.cancelRequested
    }
}
