import CommandSupport
import Logging
import Pools

/// How another program file takes the place of the one that this process runs.
struct Replacement: Sendable {
    /// The file.
    let file: ProgramFile
    /// What notices that it is another one.
    let watch: ProgramWatch
    let execution: SelfExecution
    /// The build that runs now.
    let build: String

    /// Runs the new file in the place of this program. It returns only when that was not done; then this one goes on.
    ///
    /// Nothing is held and no poll waits by now.
    func execute(_ new: ProgramFile.Fingerprint, _ reporter: PoolReporter, _ logger: Logger) async {
        guard file.fingerprint == new else {
            // Replaced once more meanwhile: that one is looked at before it is run.
            return
        }
        logger.info("runs the new program file", metadata: ["build": "\(build)", "file": "\(file.path)"])
        await reporter.flush()
        // What was logged is in memory, which the new program does not get.
        ProgramLogs.drainAll()
        watch.refuse(new, execution.execute(file.path, after: build))
    }
}
