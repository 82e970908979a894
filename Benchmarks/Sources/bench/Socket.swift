import Foundation
import SWFModel
import SWFWire

/// One keep-alive connection, blocking: the driver must cost as little as it can, because it shares the machine with the
/// server that is measured.
final class Socket {
    private let descriptor: Int32
    private let host: String
    private let signer: SignatureV4?
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var held: [UInt8] = []

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(port: Int, signed: Bool) throws {
        host = "127.0.0.1:\(port)"
        signer =
            signed
            ? SignatureV4(credentials: Credentials(accessKeyId: "bench", secretAccessKey: "bench"), region: "us-east-1")
            : nil
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            throw Failure(description: "cannot connect to \(host): \(String(cString: strerror(errno)))")
        }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Sends an action and returns the body of its answer.
    func call(_ action: String, _ body: String) throws -> [UInt8] {
        try send(action, body)
        return try receive()
    }

    func send(_ action: String, _ body: String) throws {
        let bytes = Array(body.utf8)
        let headers = [
            ("Content-Type", "application/x-amz-json-1.0"), ("Host", host),
            ("X-Amz-Target", "SimpleWorkflowService.\(action)"),
        ]
        var head = "POST / HTTP/1.1\r\ncontent-length: \(bytes.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let signer {
            let now = Timestamp(seconds: Date().timeIntervalSince1970)
            for (name, value) in signer.sign(
                method: "POST",
                path: "/",
                query: "",
                headers: headers.map { (name: $0.0, value: $0.1) },
                body: bytes,
                at: now
            ) {
                head += "\(name): \(value)\r\n"
            }
        }
        head += "\r\n"
        var request = Array(head.utf8)
        request.append(contentsOf: bytes)
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress.map { $0 + sent }, request.count - sent)
            }
            guard count > 0 else { throw Failure(description: "the connection broke") }
            sent += count
        }
    }

    func receive() throws -> [UInt8] {
        while true {
            if let end = headEnd() {
                let head = String(decoding: held[..<end], as: UTF8.self).lowercased()
                guard let mark = head.range(of: "content-length: ") else {
                    throw Failure(description: "no length: \(head)")
                }
                let length = Int(head[mark.upperBound...].prefix { $0.isNumber }) ?? 0
                while held.count < end + 4 + length { try fill() }
                let body = Array(held[(end + 4)..<(end + 4 + length)])
                held.removeFirst(end + 4 + length)
                guard head.hasPrefix("http/1.1 200") else {
                    throw Failure(description: "\(head.prefix(16)) \(String(decoding: body, as: UTF8.self))")
                }
                return body
            }
            try fill()
        }
    }

    private func headEnd() -> Int? {
        guard held.count >= 4 else { return nil }
        return held.withUnsafeBytes { bytes in
            for index in 0...(bytes.count - 4)
            where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10 {
                return index
            }
            return nil
        }
    }

    private func fill() throws {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { throw Failure(description: "the connection was closed") }
        held.append(contentsOf: buffer[..<count])
    }
}

/// The text or number of a member that stands once in a JSON body: the driver reads no more of an answer than it needs.
func member(_ name: String, of body: [UInt8]) -> String? {
    let mark = Array("\"\(name)\":".utf8)
    guard let start = body.firstIndex(of: mark) else { return nil }
    var index = start + mark.count
    guard index < body.count else { return nil }
    if body[index] == UInt8(ascii: "\"") {
        index += 1
        let end = body[index...].firstIndex(of: UInt8(ascii: "\"")) ?? body.endIndex
        return String(decoding: body[index..<end], as: UTF8.self)
    }
    let end = body[index...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? body.endIndex
    return String(decoding: body[index..<end], as: UTF8.self)
}

extension [UInt8] {
    /// Where the bytes first stand. Searched from the end, because the members that are wanted follow the events.
    fileprivate func firstIndex(of wanted: [UInt8]) -> Int? {
        guard count >= wanted.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var index = bytes.count - wanted.count
            while index >= 0 {
                // Most places differ in the first two bytes.
                if bytes[index] == wanted[0], bytes[index + 1] == wanted[1],
                    bytes[index..<index + wanted.count].elementsEqual(wanted)
                {
                    return index
                }
                index -= 1
            }
            return nil
        }
    }
}
