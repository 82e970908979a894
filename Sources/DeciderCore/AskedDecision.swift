public import SWFModel

/// A decision that the code asked for, and where.
public struct AskedDecision: Hashable, Sendable {
    /// The command that it belongs to; nil for what the replay asks for of its own accord.
    public var command: CommandId?
    /// The decision.
    public var decision: Decision
    /// Where the code asked; nil for what the replay asks for of its own accord.
    public var place: SourcePlace?

    /// Creates an asked decision.
    public init(command: CommandId?, decision: Decision, place: SourcePlace?) {
        self.command = command
        self.decision = decision
        self.place = place
    }
}
