/// How an execution closed.
public enum CloseStatus: String, CaseIterable, Codable, Hashable, Sendable {
    case completed = "COMPLETED"
    case failed = "FAILED"
    case canceled = "CANCELED"
    case terminated = "TERMINATED"
    case continuedAsNew = "CONTINUED_AS_NEW"
    case timedOut = "TIMED_OUT"
}
