/// What became of one command.
enum CommandMachine: Hashable, Sendable {
    case activity(ActivityMachine)
    case timer(TimerMachine)
    case child(ChildMachine)
    case external(ExternalMachine)
    case lambda(LambdaMachine)
    /// A marker, which nobody waits for.
    case marker
}
