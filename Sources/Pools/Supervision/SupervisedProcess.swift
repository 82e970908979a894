public import SWFModel

/// What the supervisor knows of one process: a line of its state file.
public struct SupervisedProcess: Codable, Hashable, Sendable {
    /// What should run.
    public var wanted: WantedProcess
    /// What was started last.
    public var runs: WantedProcess?
    /// What it is about.
    public var state: State
    /// The number of the process; absent when there is none.
    public var pid: Int32?
    /// When the process began, by the kernel's count (see ``ProcessReport/birth``).
    public var birth: UInt64?
    /// When it was started last.
    public var started: Timestamp?
    /// When it will be started, for one that waits.
    public var nextStart: Timestamp?
    /// When what was asked to leave is asked harder.
    public var deadline: Timestamp?
    /// How often it was started again after it failed.
    public var restarts: Int
    /// When that was, within the window that is limited.
    public var restartTimes: [Timestamp]
    /// How often in a row it ended before it had settled.
    public var failures: Int
    /// How it ended last, in words.
    public var lastEnding: String?
    /// The exit code of that, when it had one.
    public var lastExitCode: Int32?
    /// When it ended last.
    public var lastEnded: Timestamp?
    /// Why it is not started again, for one that was given up.
    public var givenUpBecause: String?
    /// Whether it is started again when it has left as it was asked to.
    public var returns: Bool

    /// What a process is about, for its supervisor.
    public enum State: String, Codable, CaseIterable, Hashable, Sendable {
        /// It is started when the server is ready and the types are registered.
        case pending
        /// It is started at ``nextStart``.
        case waiting
        /// It is there.
        case running
        /// It was asked to leave, and finishes what it holds.
        case leaving
        /// Its time to finish was over: it was asked to hand back what it holds.
        case handingBack
        /// It did not leave, and was killed.
        case killed
        /// A process that an earlier supervisor left in this place; it is gone before another takes it.
        case leftover
        /// It left on purpose, and stays gone.
        case left
        /// It is not started again.
        case givenUp
        /// It left because the environment was stopped.
        case stopped
    }

    /// Creates a process that is started when its turn comes.
    public init(_ wanted: WantedProcess) {
        self.wanted = wanted
        state = .pending
        restarts = 0
        restartTimes = []
        failures = 0
        returns = true
    }

    /// Whether there is a process, as far as the supervisor knows.
    public var isThere: Bool {
        switch state {
        case .running, .leaving, .handingBack, .killed, .leftover: true
        case .pending, .waiting, .left, .givenUp, .stopped: false
        }
    }

    /// Whether nothing is about to change with it.
    var isSettled: Bool {
        switch state {
        case .running, .left, .givenUp, .stopped: true
        case .pending, .waiting, .leaving, .handingBack, .killed, .leftover: false
        }
    }

    /// Whether it was asked to leave, and has not done so.
    public var isLeaving: Bool {
        switch state {
        case .leaving, .handingBack, .killed: true
        default: false
        }
    }

    private enum CodingKeys: String, CodingKey {
        case wanted, runs, state, pid, birth, restarts, lastEnding, lastExitCode, givenUpBecause, returns
        case started = "start_timestamp"
        case nextStart = "next_start_timestamp"
        case deadline = "deadline_timestamp"
        case restartTimes = "restart_timestamps"
        case failures = "failuresInARow"
        case lastEnded = "last_end_timestamp"
    }
}
