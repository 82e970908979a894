import CommandSupport
import Foundation
import Logging
import Pools
import Subprocess
import Synchronization
import SystemPackage

/// Notices that another program file has taken the place of the one that this process runs.
///
/// The new one counts when it has not been touched for a moment and answers `--version`: so half a file, or one for another
/// machine, changes nothing but a line in the log.
final class ProgramWatch: Sendable {
    private let file: ProgramFile
    private let logger: Logger
    private let watch: Mutex<ReplacementWatch<ProgramFile.Fingerprint>>
    private static let interval = Duration.milliseconds(500)
    private static let settle = Duration.milliseconds(1500)
    private static let versionLimit = Duration.seconds(30)

    /// Creates a watch; nil where the system does not tell what a process runs.
    init?(_ file: ProgramFile, logger: Logger) {
        guard let running = ProgramFile.runningFingerprint else { return nil }
        self.file = file
        self.logger = logger
        watch = Mutex(ReplacementWatch(running: running, settle: Self.settle))
    }

    /// Looks until it is canceled, and tells of a new file as long as it is there.
    func run(_ found: (ProgramFile.Fingerprint) -> Void) async {
        let start = ContinuousClock.now
        var usable: ProgramFile.Fingerprint?
        while !Task.isCancelled {
            // Between two looks at the file; there is nothing that would tell of it on every file system.
            try? await Task.sleep(for: Self.interval)
            let now = ContinuousClock.now - start
            guard let new = watch.withLock({ $0.looked(file.fingerprint, at: now) }) else { continue }
            if new != usable {
                let problem = await problem()
                // What was asked of a process that leaves, or of a file that is another one by now, says nothing.
                guard !Task.isCancelled, file.fingerprint == new else { continue }
                if let problem {
                    refuse(new, problem)
                    continue
                }
                usable = new
            }
            found(new)
        }
    }

    /// The file cannot be run: this process goes on with what it runs.
    func refuse(_ new: ProgramFile.Fingerprint, _ problem: String) {
        watch.withLock { $0.refuse(new) }
        logger.error(
            "the program file was replaced by one that cannot be run; this process goes on with the old one",
            metadata: ["file": "\(file.path)", "reason": "\(problem)"]
        )
    }

    /// Why the file cannot be run; nil when it can.
    private func problem() async -> String? {
        let (problem, isLate) = await TimeLimit(Self.versionLimit).run { [file] in await Self.version(of: file) }
        return isLate ? "it does not answer --version within \(DurationWords.text(Self.versionLimit))" : problem
    }

    private static func version(of file: ProgramFile) async -> String? {
        var platform = PlatformOptions()
        platform.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .zero)]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(file.path)),
                arguments: ["--version"],
                platformOptions: platform,
                input: .none,
                output: .discarded,
                error: .discarded
            )
            return switch result.terminationStatus {
            case .exited(0): nil
            case .exited(let code): "it answers --version with exit code \(code)"
            case .signaled(let signal): "it answers --version by dying of signal \(signal)"
            }
        } catch {
            return "\(error)"
        }
    }
}
