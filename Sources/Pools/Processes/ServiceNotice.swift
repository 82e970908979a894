import Foundation

/// Tells the service manager that started us how we are: the protocol of `sd_notify`, one datagram a message to the socket
/// that `NOTIFY_SOCKET` names. Without that variable nobody wants to know.
public struct ServiceNotice: Sendable {
    /// The socket; nil when nobody wants to know.
    public let address: String?
    /// How often the service manager wants to hear that all is well: half of its limit. Nil when it does not.
    public let watchdogInterval: Duration?

    /// Reads the variables of the process.
    public init(variables: [String: String], pid: Int32) {
        address = variables["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isForUs = variables["WATCHDOG_PID"].map { $0 == "\(pid)" } ?? true
        let limit = variables["WATCHDOG_USEC"].flatMap { Int($0) }.flatMap { $0 > 0 && isForUs ? $0 : nil }
        watchdogInterval = address == nil ? nil : limit.map { .microseconds($0 / 2) }
    }

    /// What the variables are called: no child gets them, for what it says is not for the service manager.
    public static let variables = ["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"]

    /// Sends a message: `READY=1`, `STOPPING=1`, `WATCHDOG=1`, `STATUS=…`, one a line. False when nobody got it.
    @discardableResult
    public func send(_ message: String) -> Bool {
        guard let address else { return false }
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8)
        // An @ stands for the zero byte that an abstract name begins with.
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        guard path.count < MemoryLayout.size(ofValue: place.sun_path) else { return false }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path) }
        #if os(Linux)
        let kind = Int32(SOCK_DGRAM.rawValue)
        #else
        let kind = SOCK_DGRAM
        #endif
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count + (path.first == 0 ? 0 : 1))
        let bytes = Array(message.utf8)
        let sent = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                // A service manager that does not read must not hold us up.
                sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), address, length)
            }
        }
        return sent == bytes.count
    }
}
