import CTurnThread
import Synchronization

/// A mutex in which no thread is parked (``TurnThread``), so that nobody waits for it for good.
struct ShelteredMutex<Value>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>

    init(_ value: consuming sending Value) {
        mutex = Mutex(value)
    }

    func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        martlet_turn_enter_shelter()
        defer { martlet_turn_leave_shelter() }
        return try mutex.withLock(body)
    }

    /// As ``withLock(_:)``, unless somebody else has it at the moment.
    func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result? {
        martlet_turn_enter_shelter()
        defer { martlet_turn_leave_shelter() }
        return try mutex.withLockIfAvailable(body)
    }
}
