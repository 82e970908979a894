import CCrashPause

/// Lets the lines of a crash reach their files.
public enum CrashPause {
    /// Makes a process that crashes (a trap, a bad address, `abort`) wait for a fifth of a second first.
    ///
    /// The thread that crashed waits, the writers of the log go on meanwhile and write what was submitted before. Nothing is
    /// locked or allocated in the handler, so a crash within the memory allocator is no worse than before; and the process
    /// ends by its signal, as it would have. Nothing helps against `kill -9`, which nobody is told of.
    public static func install() {
        martlet_pause_before_crash(200)
    }
}
