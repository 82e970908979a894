import NIOCore
import NIOPosix

/// A connection that sends bytes as they are and reads answers of HTTP/1.1, without a client's good manners.
actor RawConnection {
    /// An answer as it stood on the wire.
    struct Answer: Sendable {
        var statusLine: String
        var fields: [String]
        var body: String

        /// The value of a field, by its name in any case.
        func field(_ name: String) -> String? {
            fields.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }

        /// The answer as text, with what differs each time replaced.
        var golden: String {
            let stable = fields.map { field in
                let name = field.prefix { $0 != ":" }.lowercased()
                return name == "x-amzn-requestid" ? "x-amzn-RequestId: <uuid>" : name == "date" ? "Date: <date>" : field
            }
            return ([statusLine] + stable + ["", body]).joined(separator: "\n")
        }
    }

    private let channel: any Channel
    private let received: AsyncStream<ByteBuffer>
    private var unread: [UInt8] = []

    private init(channel: any Channel, received: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.received = received
    }

    static func open(port: Int) async throws -> RawConnection {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, received: stream)
    }

    /// Sends text; lines must end as the protocol wants them, or as a test wants them.
    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends a request of the service.
    func post(
        _ target: String,
        _ body: String,
        contentType: String = "application/x-amz-json-1.0",
        fields: [String] = []
    ) async throws {
        let lines =
            [
                "POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Type: \(contentType)",
                "X-Amz-Target: SimpleWorkflowService.\(target)", "Content-Length: \(body.utf8.count)",
            ] + fields
        try await send((lines + ["", body]).joined(separator: "\r\n"))
    }

    /// Reads one answer; nil when the server closed instead.
    func answer() async throws -> Answer? {
        while true {
            if let answer = parse() { return answer }
            guard let more = await next() else { return nil }
            unread += Array(more.readableBytesView)
        }
    }

    /// Waits until the server has closed its side.
    ///
    /// - Returns: What it sent before.
    func rest() async -> String {
        while let more = await next() {
            unread += Array(more.readableBytesView)
        }
        return String(decoding: unread, as: UTF8.self)
    }

    private func next() async -> ByteBuffer? {
        for await buffer in received { return buffer }
        return nil
    }

    private func parse() -> Answer? {
        let text = String(decoding: unread, as: UTF8.self)
        // "\r\n" is one Character in Swift.
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
        var answer = Answer(statusLine: lines[0], fields: Array(lines.dropFirst()), body: "")
        let length = answer.field("content-length").flatMap { Int($0) } ?? 0
        let head = text[..<end.upperBound].utf8.count
        guard unread.count >= head + length else { return nil }
        answer.body = String(decoding: unread[head..<(head + length)], as: UTF8.self)
        unread.removeFirst(head + length)
        return answer
    }

    /// Closes this side only.
    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    /// Closes.
    func close() async throws {
        try await channel.close()
    }

    /// Closes as a killed process does whose peer still sends: with a reset.
    func reset() async throws {
        if let options = channel as? any SocketOptionProvider {
            try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<ByteBuffer>.Continuation

        init(_ continuation: AsyncStream<ByteBuffer>.Continuation) {
            self.continuation = continuation
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            continuation.yield(unwrapInboundIn(data))
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event as? ChannelEvent == .inputClosed { continuation.finish() }
        }

        func channelInactive(context: ChannelHandlerContext) {
            continuation.finish()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            continuation.finish()
        }
    }
}
