import Foundation

/// Gives the terminal back when the process crashes while it has it.
///
/// A signal handler may use nothing that allocates or locks, so all that it needs stands ready in plain memory.
enum CrashRestorer {
    /// What the handler needs.
    ///
    /// Unchecked, because a handler may take no lock: it is written before the handlers are set, and only read after.
    private final class Memory: @unchecked Sendable {
        var attributes = termios()
        /// Never freed, for a handler may read them at any time.
        var bytes: UnsafeMutableBufferPointer<UInt8>?
    }

    private static let memory = Memory()
    private static let signals = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

    /// Prepares for a crash.
    ///
    /// - Parameters:
    ///   - saved: What the terminal was like.
    ///   - leave: What is written to have its screen back.
    static func arm(_ saved: termios, leave: String) {
        memory.attributes = saved
        let text = Array(leave.utf8)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
        _ = buffer.initialize(from: text)
        memory.bytes = buffer
        for number in signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { CrashRestorer.restore(after: $0) }
            // The handler runs once: the same signal again, which comes when it returns, ends the process as it would have.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
    }

    /// Leaves crashes to the system again.
    static func disarm() {
        for number in signals { signal(number, SIG_DFL) }
    }

    private static func restore(after number: Int32) {
        if let bytes = memory.bytes, let start = bytes.baseAddress { _ = write(STDOUT_FILENO, start, bytes.count) }
        tcsetattr(STDIN_FILENO, TCSANOW, &memory.attributes)
        raise(number)
    }
}
