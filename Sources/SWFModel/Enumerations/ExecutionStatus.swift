/// Whether an execution is open.
public enum ExecutionStatus: String, CaseIterable, Codable, Hashable, Sendable {
    case open = "OPEN"
    case closed = "CLOSED"
}
