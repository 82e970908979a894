import NIOCore
import NIOHTTPTypes

/// Watches one connection from within its pipeline: tells ``Connection`` when the client is gone or the server is going
/// down, and ends requests that take too long to arrive or never end.
///
/// It lives on the connection's event loop. Its timer is set at most once in `requestTimeout`, not for each request.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let connection: Connection
    /// How long a request may take from its first line to its end, and a new connection to its first request.
    private let requestTimeout: TimeAmount
    /// A body that is longer is not even thrown away: the connection ends.
    private let bodyLimit: Int

    private var isReading = true
    private var readingSince = NIODeadline.now()
    private var bodyBytes = 0
    private var timer: Scheduled<Void>?

    init(connection: Connection, requestTimeout: TimeAmount, bodyLimit: Int) {
        self.connection = connection
        self.requestTimeout = requestTimeout
        self.bodyLimit = bodyLimit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        startTimer(context, in: requestTimeout)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        connection.clientIsGone()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        connection.clientIsGone()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: connection.clientIsGone()
        case is ChannelShouldQuiesceEvent: connection.quiesce()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isReading = true
            readingSince = .now()
            bodyBytes = 0
            if timer == nil {
                startTimer(context, in: requestTimeout)
            }
        case .body(let part):
            bodyBytes += part.readableBytes
            guard bodyBytes <= bodyLimit else {
                context.close(promise: nil)
                return
            }
        case .end:
            isReading = false
        }
        context.fireChannelRead(data)
    }

    private func startTimer(_ context: ChannelHandlerContext, in time: TimeAmount) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.timeIsUp(context)
        }
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        timer = nil
        guard isReading else { return }
        let left = readingSince + requestTimeout - .now()
        if left <= .zero {
            context.close(promise: nil)
        } else {
            startTimer(context, in: left)
        }
    }
}
