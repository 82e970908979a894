import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the kernel says of a process.
public enum KernelProcess {
    /// When a process began, by the kernel's count of clock ticks since the machine was started; nil when there is none with that
    /// number, or where the system does not tell. It stays the same when the process runs another program.
    public static func birth(of pid: Int32) -> UInt64? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return nil }
        return birth(inStat: text)
    }

    /// Field 22 of a `/proc/PID/stat`. The second field, the name, may hold anything, so it is counted from its end.
    static func birth(inStat text: String) -> UInt64? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(whereSeparator: \.isWhitespace)
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }

    /// How long the machine has been up, as a lease of it is paid for; nil where the system does not tell.
    public static var machineUptime: Duration? {
        guard let text = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
            let seconds = text.split(separator: " ").first.flatMap({ Double($0) })
        else { return nil }
        return .milliseconds(Int(seconds * 1000))
    }

    /// How long a process has lived, by its birth; nil where the system does not tell.
    public static func age(of pid: Int32) -> Duration? {
        let ticks = sysconf(Int32(_SC_CLK_TCK))
        guard let birth = birth(of: pid), let uptime = machineUptime, ticks > 0 else { return nil }
        return max(.zero, uptime - .milliseconds(Int(birth) * 1000 / ticks))
    }
}
