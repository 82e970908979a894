/// Which clock of an execution ran out.
public enum WorkflowExecutionTimeoutType: String, CaseIterable, Codable, Hashable, Sendable {
    case startToClose = "START_TO_CLOSE"
}
