/// What became of one command.
enum CommandMachine: Hashable, Sendable {
    case activity(ActivityMachine)
    case timer(TimerMachine)
    /// A marker, which nobody waits for.
    case marker
}
