import Foundation

/// What blocks its thread, done on a thread of its own.
///
/// The tests of a process share as many threads as the machine has processors. Two that wait in a system call keep everything
/// else from running, also what they wait for.
package enum BlockingWork {
    /// Does something, and gives what came of it.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
