import Foundation

/// The name under which a process polls: `host:pid:role`. It is in every history, so it must say where to look.
public enum Identity {
    /// The name of this process in a role, such as `decider`; cut to the 256 characters of the protocol.
    public static func of(role: String) -> String {
        of(role: role, host: ProcessInfo.processInfo.hostName, pid: ProcessInfo.processInfo.processIdentifier)
    }

    static func of(role: String, host: String, pid: Int32) -> String {
        let tail = ":\(pid):\(role)"
        return String(host.prefix(max(0, 256 - tail.count))) + tail
    }
}
