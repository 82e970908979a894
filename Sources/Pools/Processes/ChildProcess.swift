import CChild
import Foundation

/// The edge to the kernel: starting children, signalling and reaping them.
///
/// A child gets a signal when its supervisor ends in whatever way (PR_SET_PDEATHSIG). The kernel ties that to the *thread*
/// that started it, so children are started by the main thread and by no other: it is there as long as the process is, and it
/// is the one that executes a new program file. That is why the supervisor is one loop on the main thread, without tasks, and
/// why neither posix_spawn nor swift-subprocess, which starts from a thread of its own, is used here.
public enum ChildProcess {
    /// How a child is started.
    public struct Plan: Sendable {
        /// The program file.
        public var program: String
        /// Its arguments; the first is the name of the program.
        public var arguments: [String]
        /// Its environment.
        public var variables: [String: String]
        /// The file that its output and its messages are added to; made when it is missing.
        public var log: String
        /// Whether it lives on when we end: a supervisor that is started from a terminal does, nothing else.
        public var outlives: Bool

        /// Creates a plan from its parts.
        public init(
            program: String,
            arguments: [String],
            variables: [String: String],
            log: String,
            outlives: Bool = false
        ) {
            self.program = program
            self.arguments = arguments
            self.variables = variables
            self.log = log
            self.outlives = outlives
        }
    }

    /// What the system said when a child could not be started.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The words, with the name of the file.
        public var description: String
    }

    /// Starts a child; its number.
    ///
    /// - Throws: ``Failure`` when the log cannot be opened or the program cannot be executed.
    public static func start(_ plan: Plan) throws(Failure) -> Int32 {
        let output = open(plan.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard output >= 0 else { throw failure(plan.log, errno) }
        defer { close(output) }
        var pid: pid_t = 0
        let error = withCStrings([plan.program] + plan.arguments) { words in
            withCStrings(plan.variables.map { "\($0.key)=\($0.value)" }) { variables in
                var copy = martlet_child_plan(
                    path: words[0],
                    arguments: words + 1,
                    variables: variables,
                    output: output,
                    death_signal: plan.outlives ? 0 : SIGTERM,
                    leads_session: plan.outlives ? 1 : 0
                )
                return martlet_child_start(&copy, &pid)
            }
        }
        guard error == 0 else {
            // The child that could not become the program is dead, and has to be reaped.
            if pid > 0 { waitpid(pid, nil, 0) }
            throw failure(plan.program, error)
        }
        return pid
    }

    /// Reaps one child that ended, and ends at once what it had started and left behind; nil when none has ended.
    public static func reap() -> (pid: Int32, ending: ProcessEnding)? {
        var status: Int32 = 0
        let pid = martlet_child_reap(&status)
        guard pid > 0 else { return nil }
        // What <sys/wait.h> says by macros that Swift does not see.
        let signal = status & 0x7F
        return (pid, signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal))
    }

    /// Sends a signal to a process, if it is still the one that was born then.
    public static func send(_ signal: SupervisionSignal, pid: Int32, birth: UInt64) {
        guard KernelProcess.isThere(pid, birth) else { return }
        kill(pid, signal == .terminate ? SIGTERM : SIGKILL)
    }

    /// Passes HUP on to a process, if it knows what to do with it: by itself HUP ends a process.
    public static func passOnHangUp(pid: Int32, birth: UInt64) {
        guard KernelProcess.isThere(pid, birth), KernelProcess.handles(SIGHUP, pid) else { return }
        kill(pid, SIGHUP)
    }

    /// Makes the orphans of children our own, so that they are reaped.
    public static func adoptOrphans() { martlet_child_adopt_orphans() }

    /// Our children, by their numbers; only the main thread has any.
    public static func all() -> [Int32] {
        let own = getpid()
        let text = (try? String(contentsOfFile: "/proc/\(own)/task/\(own)/children", encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { Int32($0) }
    }

    /// Runs another program in this process, which keeps its number and its children, and one open file.
    ///
    /// - Returns: The words of the system, when it did not work.
    public static func become(_ program: String, _ arguments: [String], keeping descriptor: Int32) -> Failure {
        let error = withCStrings([program] + arguments) { martlet_child_become($0[0], $0 + 1, descriptor) }
        return failure(program, error)
    }

    private static func failure(_ path: String, _ error: Int32) -> Failure {
        Failure(description: "\(path): \(String(cString: strerror(error)))")
    }

    /// Texts as C wants them, ended by a null pointer.
    private static func withCStrings<Result>(
        _ texts: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
        (pointers + texts.count).initialize(to: nil)
        defer {
            for index in texts.indices { free(pointers[index]) }
            pointers.deallocate()
        }
        return body(pointers)
    }
}
