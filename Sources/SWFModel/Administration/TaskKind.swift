/// The two kinds of task that wait in task lists. Lists of equal name but other kind are independent.
public enum TaskKind: String, CaseIterable, Codable, Hashable, Sendable {
    /// A decider takes it.
    case decision
    /// An activity worker takes it.
    case activity
}
