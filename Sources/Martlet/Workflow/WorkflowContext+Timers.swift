import DeciderCore

extension WorkflowContext {
    /// Waits by a timer of the execution: a second or a year, and through every restart.
    ///
    /// The time is rounded up to whole seconds; zero or less still lets other events in first.
    ///
    /// - Throws: `CancellationError` when the calling task is canceled; ``TimerFailure`` when the service refuses the
    ///   timer.
    public func sleep(for duration: Duration, fileID: String = #fileID, line: Int = #line) async throws {
        let timerId = "sleep-\(execution.nextTimerNumber())"
        try await execution.sleep(timerId, for: duration, place: SourcePlace(fileID: fileID, line: line))
    }

    /// Waits until a moment, as ``sleep(for:fileID:line:)`` does.
    ///
    /// - Throws: As ``sleep(for:fileID:line:)``.
    public func sleep(until moment: Timestamp, fileID: String = #fileID, line: Int = #line) async throws {
        try await sleep(for: moment - now, fileID: fileID, line: line)
    }
}
