/// What a command left behind.
package struct CommandOutput: Equatable, Sendable {
    /// How the command ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int)
        case signaled(Int)
        /// It wrote more than was wanted, and was stopped.
        case tooLong
        /// It could not be started.
        case notStarted(String)
    }

    /// How it ended.
    package var ending: Ending
    /// What it wrote, as far as that was kept.
    package var bytes: [UInt8] = []
    /// The last of what it wrote to standard error, as one line.
    package var lastWords = ""
}
