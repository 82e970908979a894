public import SWFModel

/// What a process of a pool says of itself: written by the process, read by its supervisor, `status`, `martlet top` and others.
///
/// A process lives by its polls, not by its number: health is ``lastPoll``. Moments are seconds since 1970 by the machine's
/// clock, under keys that end in `_timestamp`.
public struct ProcessReport: Codable, Hashable, Sendable {
    /// The number of the process.
    public var pid: Int32
    /// When the process began, by the kernel's count of clock ticks since the machine was started (`/proc/PID/stat`,
    /// field 22). With it a number that was given again is not mistaken for this process.
    public var birth: UInt64
    /// What program it is: `server`, `decider` or `worker`.
    public var program: String
    /// The environment of the settings.
    public var environment: String
    /// The pool it belongs to: a name of the settings, `deciders` and `workers` by default.
    public var pool: String
    /// Its place in the pool, from 1.
    public var slot: Int
    /// The version of the program, and which build of it: changes whenever the program file does.
    public var build: String
    /// What it is about.
    public var state: State
    /// When the program began.
    public var started: Timestamp
    /// When the service last answered a poll, with a task or without; absent before the first answer.
    public var lastPoll: Timestamp?
    /// When it finished a task last; absent before the first. From then on it has a hand free.
    public var lastDone: Timestamp?
    /// How many tasks it finished since it began.
    public var tasksDone: Int
    /// The tasks it holds, the oldest first.
    public var inHand: [TaskInHand]
    /// How many lines of its log were lost, because nobody took them; absent while none was.
    public var logLinesLost: Int?

    /// What a process is about.
    public enum State: String, Codable, CaseIterable, Hashable, Sendable {
        /// It has not polled yet.
        case starting
        /// It polls, and works on what comes.
        case polling
        /// It polls no more and finishes what it holds, then leaves for good.
        case draining
        /// It polls no more and finishes what it holds, then runs the program file that took the place of its own.
        case replacing
    }

    /// A task in the hands of a process.
    public struct TaskInHand: Codable, Hashable, Sendable {
        /// The execution's workflow id.
        public var workflowId: String
        /// The execution's run id.
        public var runId: String
        /// The activity id; absent for a decision task.
        public var activityId: String?
        /// The name of the activity type, or of the workflow type for a decision task.
        public var type: String
        /// When the process got it.
        public var since: Timestamp

        /// Creates the value from its parts.
        public init(workflowId: String, runId: String, activityId: String? = nil, type: String, since: Timestamp) {
            self.workflowId = workflowId
            self.runId = runId
            self.activityId = activityId
            self.type = type
            self.since = since
        }

        private enum CodingKeys: String, CodingKey {
            case workflowId, runId, activityId, type
            case since = "since_timestamp"
        }
    }

    /// Creates a report of a process that has just begun.
    public init(
        pid: Int32,
        birth: UInt64,
        program: String,
        environment: String,
        pool: String,
        slot: Int,
        build: String,
        started: Timestamp
    ) {
        self.pid = pid
        self.birth = birth
        self.program = program
        self.environment = environment
        self.pool = pool
        self.slot = slot
        self.build = build
        self.started = started
        state = .starting
        tasksDone = 0
        inHand = []
    }

    private enum CodingKeys: String, CodingKey {
        case pid, birth, program, environment, pool, slot, build, state, tasksDone, inHand, logLinesLost
        case started = "start_timestamp"
        case lastPoll = "last_poll_timestamp"
        case lastDone = "last_done_timestamp"
    }
}
