import Foundation
import MartletTesting

/// A connection that sends a request and reads nothing by itself: what comes stays with the system, as with a client that is
/// killed before it gets to read.
final class UnreadSocket: Sendable {
    struct Failure: Error {}

    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure() }
    }

    /// Sends a request of the service.
    func post(_ target: String, _ body: String) throws {
        let lines = [
            "POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/x-amz-json-1.0",
            "X-Amz-Target: SimpleWorkflowService.\(target)", "Content-Length: \(body.utf8.count)", "", body,
        ]
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw Failure() }
    }

    /// Waits until an answer is there, and leaves it there.
    func awaitAnswer() async {
        await BlockingWork.run { [descriptor] in
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            poll(&wanted, 1, 120_000)
        }
    }

    /// Reads what is there.
    func read() -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Closes, as the system does for a process that is killed.
    func close() {
        _ = Foundation.close(descriptor)
    }
}
