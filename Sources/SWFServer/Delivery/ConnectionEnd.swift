#if canImport(Glibc)
import Glibc
#endif

/// What the system knows of a connection when its end is seen.
struct ConnectionEnd: Hashable, Sendable {
    /// The state of TCP, by its number (RFC 9293, 3.3.2, as Linux counts).
    var state: UInt8
    /// Segments that were sent and that the other side's system has not acknowledged.
    var unacknowledged: UInt32

    init(state: UInt8, unacknowledged: UInt32) {
        self.state = state
        self.unacknowledged = unacknowledged
    }

    #if os(Linux)
    init(_ info: tcp_info) {
        self.init(state: info.tcpi_state, unacknowledged: info.tcpi_unacked)
    }
    #endif

    /// `TCP_CLOSE`: nothing goes on any more.
    private static let closed: UInt8 = 7

    /// Whether what was written has not been taken by the client.
    ///
    /// A client that has read an answer and closes acknowledges all of it before it says that it closes, or with it. One that
    /// closes, or is killed, before the answer is there leaves it unacknowledged, and its system then breaks the connection
    /// off; so it does when the answer has come but nobody has read it.
    var isLoss: Bool { unacknowledged > 0 || state == Self.closed }
}
