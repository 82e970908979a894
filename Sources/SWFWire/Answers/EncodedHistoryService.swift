public import SWFModel

/// A service that can give pages of history as ready JSON, for a server that only passes them on.
public protocol EncodedHistoryService: SimpleWorkflowService {
    /// As `pollForDecisionTask`, with the events in their JSON form.
    ///
    /// - Returns: The task, or nil when none came in time.
    func pollForDecisionTaskEncoded(_ input: PollForDecisionTaskInput) async throws -> EncodedDecisionTask?

    /// As `getWorkflowExecutionHistory`, with the events in their JSON form.
    func getWorkflowExecutionHistoryEncoded(_ input: GetWorkflowExecutionHistoryInput) async throws -> EncodedHistory
}
