import Foundation
import Logging
import Pools
import SWFModel

/// Notices that another program file took the place of the supervisor's own, and tries whether it runs, before anything
/// depends on it.
struct SupervisorReplacement {
    private let file: ProgramFile
    private let logger: Logger
    private var watch: ReplacementWatch<ProgramFile.Fingerprint>?
    private var trial: (pid: Int32, birth: UInt64, of: ProgramFile.Fingerprint, since: Timestamp)?
    private var usable: ProgramFile.Fingerprint?

    /// How long a file must stay as it is, and how long it may take to say its version.
    private static let settle = Duration.milliseconds(1500)
    private static let limit = Duration.seconds(30)

    init(_ file: ProgramFile, logger: Logger) {
        self.file = file
        self.logger = logger
        watch = ProgramFile.runningFingerprint.map { ReplacementWatch(running: $0, settle: Self.settle) }
    }

    /// The path of a new program file that was tried and can be run; nil while there is none.
    mutating func ready(at now: Timestamp, variables: [String: String]) -> String? {
        if let trial, now - trial.since >= Self.limit {
            ChildProcess.send(.kill, pid: trial.pid, birth: trial.birth)
        }
        guard let new = watch?.looked(file.fingerprint, at: now - Timestamp(milliseconds: 0)) else { return nil }
        if new == usable { return file.path }
        if trial == nil {
            do {
                let pid = try ChildProcess.start(
                    .init(
                        program: file.path,
                        arguments: [file.path, "--version"],
                        variables: variables,
                        log: "/dev/null"
                    )
                )
                trial = (pid, KernelProcess.birth(of: pid) ?? 0, new, now)
            } catch {
                refuse(error.description)
            }
        }
        return nil
    }

    /// Whether a child that ended was the trial; then it is known whether the file can be run.
    mutating func ended(_ pid: Int32, _ ending: ProcessEnding) -> Bool {
        guard let trial, trial.pid == pid else { return false }
        self.trial = nil
        if ending == .exited(0) { usable = trial.of } else { refuse("asked for its version, it \(ending)") }
        return true
    }

    /// The file cannot be run: it is not tried again until it is another.
    mutating func refuse(_ reason: String) {
        usable = nil
        if let new = file.fingerprint { watch?.refuse(new) }
        logger.error(
            "the program file was replaced by one that cannot be run; this supervisor goes on with the old one",
            metadata: ["file": "\(file.path)", "reason": "\(reason)"]
        )
    }
}
