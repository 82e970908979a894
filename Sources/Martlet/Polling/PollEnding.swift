/// How polls that wait for a task come back when a loop is to stop.
public enum PollEnding: Sendable {
    /// The call is canceled. Right for a service in the same process: it takes the poll out of its list, or gives it the task.
    /// Over a network a task that is on its way is lost by it until it times out.
    case giveUp
    /// The service is asked to answer them, again and again until all have come back; where it has no such action, they are
    /// waited for, a minute at most.
    case ask(@Sendable () async throws -> Void)
}
