/// A service that lets a process leave without a loss: a Martlet server, or an engine in the same process.
///
/// Amazon SWF can do neither. A client of it throws a fault for which ``Fault/isUnknownOperation(_:)`` is true; what is held is
/// then finished, or runs into its own timeout, and a poll comes back by itself within a minute.
public protocol TaskKeeper: Sendable {
    /// Takes back an activity or decision task that was handed out and not answered. Another poll may have it at once; the
    /// token is of no use any more.
    ///
    /// An activity task ends by ActivityTaskTimedOut, HEARTBEAT where it has a heartbeat timeout and START_TO_CLOSE where not,
    /// with the details of ``HandBack``; a decision task by DecisionTaskTimedOut, START_TO_CLOSE, and the next is scheduled.
    ///
    /// - Parameters:
    ///   - taskToken: The receipt for the task; 1 to 1,024 characters.
    ///   - identity: Who hands it back, for the history; 0 to 256 characters.
    ///   - reason: Why, for the history; 0 to 256 characters.
    /// - Throws: `UnknownResourceFault` when the task is answered, timed out or handed back already; `ValidationException`.
    func handBack(taskToken: String, identity: String?, reason: String?) async throws

    /// Ends the polls of an identity that wait in a domain, in lists of both kinds: each comes back empty now, unless a task
    /// was given to it before. So no task can be lost on the way, as when a poll's connection is cut.
    ///
    /// A poll that arrives later waits as any other: call again until those that were sent have come back.
    ///
    /// - Returns: How many were ended.
    /// - Throws: `UnknownResourceFault` when there is no such domain; `ValidationException`.
    @discardableResult
    func endPolls(domain: String, identity: String) async throws -> Int
}

extension Fault {
    /// Whether a call failed because the service has no such action: what Amazon SWF says to Martlet's own, and what an older
    /// server says to newer ones. Nothing was done.
    public static func isUnknownOperation(_ error: any Error) -> Bool {
        (error as? Fault)?.code == .unknownOperation
    }
}
