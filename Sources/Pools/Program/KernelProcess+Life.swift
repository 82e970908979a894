import Foundation

extension KernelProcess {
    /// Whether that process is there, and is the one that was born then; one that is dead and waits to be reaped is not.
    public static func isThere(_ pid: Int32, _ birth: UInt64) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return self.birth(inStat: text) == birth && !isDead(inStat: text)
    }

    /// Whether a line of `/proc/PID/stat` is that of a process that is dead: the letter after the name says so.
    static func isDead(inStat text: String) -> Bool {
        guard let end = text.lastIndex(of: ")") else { return true }
        let state = text[text.index(after: end)...].first { !$0.isWhitespace }
        return state == "Z" || state == "X"
    }

    /// Whether a process has a handler of its own for a signal; false where the system does not tell.
    public static func handles(_ signal: Int32, _ pid: Int32) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return false }
        return handles(signal, inStatus: text)
    }

    /// Looks the signal up in the mask of caught signals of a `/proc/PID/status`.
    static func handles(_ signal: Int32, inStatus text: String) -> Bool {
        let line = text.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        guard let digits = line?.split(whereSeparator: \.isWhitespace).last, let mask = UInt64(digits, radix: 16),
            (1...64).contains(signal)
        else { return false }
        return mask >> UInt64(signal - 1) & 1 == 1
    }
}
