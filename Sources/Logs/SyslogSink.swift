import Foundation

/// A syslog daemon, on this machine or over UDP.
///
/// Datagrams are sent and forgotten, as the protocol has it: what the daemon does not take at once is lost, and counted.
public struct SyslogSink: LogSink {
    /// Where the daemon is.
    public enum Address: Hashable, Sendable {
        /// A socket of this machine: `/dev/log`.
        case local(path: String)
        /// A host and a port, over UDP.
        case udp(host: String, port: Int)
    }

    /// With its address, for messages.
    public let name: String
    private let address: Address
    private let line: SyslogLine
    private let render: @Sendable (LogEntry) -> String
    private var socket: Int32 = -1
    /// Before this moment a daemon that was not there is not looked for again.
    private var pause: ContinuousClock.Instant?

    /// Creates the sink of a daemon; it is looked for with the first line.
    ///
    /// - Parameters:
    ///   - line: The form of the datagrams.
    ///   - render: What stands in them.
    public init(_ address: Address, line: SyslogLine, render: @escaping @Sendable (LogEntry) -> String) {
        switch address {
        case .local(let path): name = "syslog at \(path)"
        case .udp(let host, let port): name = "syslog at udp:\(host):\(port)"
        }
        self.address = address
        self.line = line
        self.render = render
    }

    /// Sends each line; what the daemon does not take is lost.
    public mutating func write(_ entries: ArraySlice<LogEntry>) -> LogDelivery {
        var lost = 0
        var problem: String?
        for entry in entries {
            guard let failure = send(line.datagram(entry.level, entry.moment, render(entry))) else { continue }
            lost += 1
            problem = failure
        }
        return LogDelivery(settled: entries.count, lost: lost, problem: problem)
    }

    /// Sends a datagram, in two tries: the first on a socket whose daemon was started anew fails. Why it failed; nil when not.
    private mutating func send(_ datagram: [UInt8]) -> String? {
        for attempt in 1...2 {
            if socket < 0, let failure = connect() { return failure }
            var wait = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
            _ = poll(&wait, 1, 100)
            if Foundation.send(socket, datagram, datagram.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) >= 0 {
                return nil
            }
            let error = errno
            if error == EAGAIN || error == ENOBUFS || error == EMSGSIZE || attempt == 2 { return reason(error) }
            close()
        }
        return nil
    }

    private mutating func close() {
        if socket >= 0 { _ = Foundation.close(socket) }
        socket = -1
    }

    /// Opens a socket that is connected to the daemon. Why there is none; nil when there is.
    private mutating func connect() -> String? {
        if let pause, pause > .now { return "it was not there a moment ago" }
        let failure =
            switch address {
            case .local(let path): connectLocally(path)
            case .udp(let host, let port): connectOver(host, port)
            }
        pause = failure == nil ? nil : .now + .seconds(1)
        return failure
    }

    private mutating func connectLocally(_ path: String) -> String? {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &name.sun_path) { place in
            guard bytes.count < place.count else { return false }
            place.copyBytes(from: bytes)
            return true
        }
        guard fits else { return "the path of its socket is too long" }
        socket = Foundation.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let result = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? nil : failed()
    }

    private mutating func connectOver(_ host: String, _ port: Int) -> String? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let error = getaddrinfo(host, String(port), &hints, &list)
        guard error == 0, let first = list?.pointee else { return String(cString: gai_strerror(error)) }
        defer { freeaddrinfo(list) }
        socket = Foundation.socket(first.ai_family, first.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        return Foundation.connect(socket, first.ai_addr, first.ai_addrlen) == 0 ? nil : failed()
    }

    private mutating func failed() -> String {
        let error = errno
        close()
        return reason(error)
    }
}
