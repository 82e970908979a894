public import SWFModel

/// What a supervisor says of itself and of each process: its state file, which also lets a new program file go on where the
/// one before it was.
public struct SupervisorReport: Codable, Hashable, Sendable {
    /// The number of the supervisor.
    public var pid: Int32
    /// When it began, by the kernel's count (see ``ProcessReport/birth``).
    public var birth: UInt64
    /// The environment of the settings.
    public var environment: String
    /// The program file that it was started from; programs of the pools are beside it.
    public var program: String
    /// By what the build that it runs is told from another (see ``ProgramFile/Fingerprint``); empty where that is not known.
    public var build: String
    /// When it began.
    public var started: Timestamp
    /// How far it is, and every process.
    public var supervision: Supervision
    /// Its clock.
    public var clock: SteadyClock
    /// The open file that holds its lock.
    public var lockDescriptor: Int32

    /// Creates the report from its parts.
    public init(
        pid: Int32,
        birth: UInt64,
        environment: String,
        program: String,
        build: String,
        started: Timestamp,
        supervision: Supervision,
        clock: SteadyClock,
        lockDescriptor: Int32
    ) {
        self.pid = pid
        self.birth = birth
        self.environment = environment
        self.program = program
        self.build = build
        self.started = started
        self.supervision = supervision
        self.clock = clock
        self.lockDescriptor = lockDescriptor
    }

    private enum CodingKeys: String, CodingKey {
        case pid, birth, environment, program, build, supervision, clock, lockDescriptor
        case started = "start_timestamp"
    }

    /// Whether that supervisor is still there.
    public var isThere: Bool { KernelProcess.isThere(pid, birth) }
}
