/// How a process ended.
public enum ProcessEnding: Hashable, Sendable, CustomStringConvertible {
    /// It left with this exit code.
    case exited(Int32)
    /// A signal ended it.
    case killed(signal: Int32)
    /// It never began: the words of the system.
    case notStarted(String)

    /// What it says of itself, in words.
    public var description: String {
        switch self {
        case .exited(0): "left by itself (exit code 0)"
        case .exited(64): "left with 64: its arguments are wrong"
        case .exited(69): "left with 69: the service cannot be reached"
        case .exited(71): "left with 71: the port is taken, or a file cannot be opened"
        case .exited(75): "left with 75: it is worn out"
        case .exited(78): "left with 78: the settings are wrong"
        case .exited(let code): "left with \(code)"
        case .killed(let signal): "was ended by \(Self.names[signal] ?? "signal \(signal)")"
        case .notStarted(let reason): "could not be started: \(reason)"
        }
    }

    private static let names: [Int32: String] = [
        1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL", 11: "SEGV",
        13: "PIPE", 14: "ALRM", 15: "TERM", 24: "XCPU", 25: "XFSZ", 31: "SYS",
    ]
}
