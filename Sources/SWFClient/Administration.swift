public import SWFWire

/// What only a Martlet server does. Amazon SWF answers `UnknownOperationException`.
extension RemoteWorkflowService: WorkflowExecutionImporter {
    /// Takes a part of a history, and with the last part the execution.
    ///
    /// It is not sent again once it may have been heard: the second answer could only say that the execution is there.
    public func importWorkflowExecution(
        _ input: ImportWorkflowExecutionInput
    ) async throws -> ImportWorkflowExecutionOutput {
        try await exchange.call(.administration(.importWorkflowExecution), input)
    }
}
