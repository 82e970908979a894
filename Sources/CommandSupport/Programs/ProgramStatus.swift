/// How the programs end: the numbers that scripts may rely on. They follow sysexits.h where it has a word for it.
public enum ProgramStatus: Int32, CaseIterable, Sendable {
    /// All went well; for `starter --wait`: the execution completed.
    case ok = 0
    /// Something failed that nobody foresaw; the message says what. For `martlet doctor`: there is a problem. For `martlet drift`:
    /// the clocks are too far apart.
    case unexpected = 1
    /// The execution closed otherwise than completed. For `martlet health`: something is not well; monitors take 2 for critical.
    case closedOtherwise = 2
    /// An execution with this workflow id is open already.
    case alreadyRunning = 3
    /// For `martlet lint`: the history breaks a rule. For `martlet replay`: today's code does not replay it. Either way the
    /// history did not pass what it was checked for.
    case brokenHistory = 4
    /// For `martlet deploy`: it was not done, and what ran before runs on, untouched.
    case refused = 5
    /// For `martlet deploy`: the new programs did not answer, and those of before are back.
    case rolledBack = 6
    /// The command line is wrong, or names what does not exist.
    case usage = 64
    /// A file is not what it should be.
    case data = 65
    /// The service did not answer.
    case unreachable = 69
    /// The system refused: the port is taken, or the store cannot be opened.
    case system = 71
    /// For deciders: workflow code that did not come to rest keeps threads of the process; it should be started anew. For
    /// `martlet wait-idle`: the time was over before there was nothing to wait for.
    case wornOut = 75
    /// The settings are wrong; every problem is named.
    case configuration = 78

    /// For `status`: something that should run does not, or does not poll. The number is that of ``alreadyRunning``, and what
    /// init scripts say for it.
    public static let missing = ProgramStatus.alreadyRunning

    /// What the number means, for the table in the README and for help.
    public var meaning: String {
        switch self {
        case .ok: "all went well; with --wait: the execution completed"
        case .unexpected: "something failed that nobody foresaw; martlet doctor and drift: there is a problem"
        case .closedOtherwise: "the execution closed otherwise than completed; martlet health: something is not well"
        case .alreadyRunning: "an execution with this workflow id is open already; for status: something is missing"
        case .brokenHistory: "the history breaks a rule, or is not replayed by today's code"
        case .refused: "the deploy was refused; what ran before runs on, untouched"
        case .rolledBack: "the new programs did not answer, and those of before are back"
        case .usage: "the command line is wrong, or names what does not exist"
        case .data: "a file is not what it should be"
        case .unreachable: "the service did not answer"
        case .system: "the port is taken, or the store cannot be opened"
        case .wornOut:
            "workflow code that does not come to rest keeps threads; the decider should be started anew; martlet wait-idle: "
                + "the time was over"
        case .configuration: "the settings are wrong"
        }
    }
}
