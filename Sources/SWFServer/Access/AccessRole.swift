/// What a key may be for. ``SWFModel/Operation/roles`` says which actions each may perform.
public enum AccessRole: String, CaseIterable, Hashable, Sendable {
    /// Looking: lists, counts, descriptions, histories.
    case read
    /// Starting, signalling, cancelling and terminating executions.
    case start
    /// A decider's work.
    case decide
    /// An activity worker's work.
    case work
    /// Registering, deprecating and deleting types and domains, and tagging.
    case administer
}
