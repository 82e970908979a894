import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server that does as a script says, one step a request, and writes down what it was sent.
final class ScriptedServer: Sendable {
    /// How one request is treated.
    enum Step: Sendable {
        case answer(Int, String, fields: [(String, String)] = [])
        /// Reads the request and closes without a word.
        case hangUp
        /// Reads the request and says nothing until the client leaves.
        case silence
        /// Begins an answer and closes in the middle of it.
        case halfAnAnswer
    }

    /// A request as it came.
    struct Received: Sendable {
        var head: HTTPRequestHead
        var body: String
        /// Which connection it came over, counted from 1.
        var connection: Int
    }

    private struct State {
        var steps: [Step]
        var received: [Received] = []
        var connections = 0
    }

    let port: Int
    /// Ends when a client that was answered with silence has left.
    let left: AsyncStream<Void>
    /// Tells of each request that has come whole.
    let arrived: AsyncStream<Void>
    private let channel: any Channel
    private let log: Log

    /// What came, in order.
    var received: [Received] { log.state.withLock { $0.received } }
    /// How many connections were made.
    var connections: Int { log.state.withLock { $0.connections } }
    /// Where it is.
    var url: String { "http://127.0.0.1:\(port)" }

    private init(port: Int, channel: any Channel, log: Log, left: AsyncStream<Void>, arrived: AsyncStream<Void>) {
        self.port = port
        self.channel = channel
        self.log = log
        self.left = left
        self.arrived = arrived
    }

    /// Runs a server for the time of `body`.
    static func run(
        _ steps: [Step],
        _ body: (ScriptedServer) async throws -> Void
    ) async throws {
        let (left, leaving) = AsyncStream<Void>.makeStream()
        let (arrived, arriving) = AsyncStream<Void>.makeStream()
        let log = Log(steps: steps, leaving: leaving, arriving: arriving)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        let server = ScriptedServer(port: port, channel: channel, log: log, left: left, arrived: arrived)
        do {
            try await body(server)
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    /// What the connections share.
    private final class Log: Sendable {
        let state: Mutex<State>
        let leaving: AsyncStream<Void>.Continuation
        let arriving: AsyncStream<Void>.Continuation

        init(steps: [Step], leaving: AsyncStream<Void>.Continuation, arriving: AsyncStream<Void>.Continuation) {
            state = Mutex(State(steps: steps))
            self.leaving = leaving
            self.arriving = arriving
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let log: Log
        private var number = 0
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()
        private var isSilent = false

        init(log: Log) {
            self.log = log
        }

        func channelActive(context: ChannelHandlerContext) {
            number = log.state.withLock { state in
                state.connections += 1
                return state.connections
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            if isSilent { log.leaving.yield() }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body.clear()
            case .body(var part):
                body.writeBuffer(&part)
            case .end:
                guard let head else { return }
                let received = Received(head: head, body: String(buffer: body), connection: number)
                let step = log.state.withLock { state in
                    state.received.append(received)
                    return state.steps.isEmpty ? Step.hangUp : state.steps.removeFirst()
                }
                log.arriving.yield()
                take(step, context)
            }
        }

        private func take(_ step: Step, _ context: ChannelHandlerContext) {
            switch step {
            case .silence:
                isSilent = true
            case .hangUp:
                context.close(promise: nil)
            case .halfAnAnswer:
                let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "100"])
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "{")))), promise: nil)
                context.flush()
                context.close(promise: nil)
            case .answer(let status, let body, let fields):
                var headers = HTTPHeaders(fields)
                headers.add(name: "content-length", value: "\(body.utf8.count)")
                let head = HTTPResponseHead(
                    version: .http1_1,
                    status: HTTPResponseStatus(statusCode: status),
                    headers: headers
                )
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
