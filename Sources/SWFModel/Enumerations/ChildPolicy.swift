/// What happens to open children when their parent is terminated or times out.
public enum ChildPolicy: String, CaseIterable, Codable, Hashable, Sendable {
    case terminate = "TERMINATE"
    case requestCancel = "REQUEST_CANCEL"
    case abandon = "ABANDON"
}
