/// A bug that is built in on purpose, so that tests can show that they would find it.
///
/// No program that ships knows of these: the test-only server (`Tests/FaultyServer`) and tests put them around a healthy
/// store, service or sync.
public enum PlantedBug: String, CaseIterable, Sendable {
    /// The store says that a commit is done before it begins.
    case acknowledgesBeforeCommit
    /// The store says that a commit is done which failed.
    case swallowsFailedCommit
    /// The store writes what belongs together in two transactions.
    case commitsInHalves
    /// The store leaves the events of some commits out.
    case losesChunks
    /// The store writes no message for other executions.
    case dropsOutbox
    /// The store keeps messages that were delivered.
    case keepsDeliveredMessages
    /// The store writes no deadlines.
    case forgetsDeadlines
    /// The store writes no tasks.
    case forgetsTasks
    /// The store writes events with moments before those that were.
    case writesEarlierTimestamps
    /// The service hands a task out again after a restart.
    case handsOutTwice
    /// The service takes an old task token for the one that was given for the next attempt.
    case takesOldTokens
    /// The service answers success where it refused.
    case acceptsRefusedCalls
    /// The service starts an execution anew when the start is repeated.
    case restartsRepeatedStarts
    /// The service does each signal twice.
    case doublesSignals
    /// No sync reaches the disk, as with SQLite's `synchronous=OFF`.
    case skipsSync
    /// The log is not synced, so that a commit is safe only when it was brought into the file.
    case skipsLogSync
    /// A sync that failed is tried again, and its second result believed.
    case retriesFailedSync
    /// The server says that it is well whatever happens.
    case claimsHealth
}
