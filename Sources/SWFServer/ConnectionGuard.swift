import NIOCore
import NIOHTTPTypes

/// Watches one connection from within its pipeline: tells ``Connection`` when the client is gone or the server is going
/// down, ends requests that take too long to arrive or never end, and finds the tasks that their poll did not get.
///
/// It lives on the connection's event loop. Its timer is set at most once in `requestTimeout`, not for each request.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connection: Connection
    /// How long a request may take from its first line to its end, and a new connection to its first request.
    private let requestTimeout: TimeAmount
    /// A body that is longer is not even thrown away: the connection ends.
    private let bodyLimit: Int
    private let undelivered: UndeliveredTasks

    private var isReading = true
    private var readingSince = NIODeadline.now()
    private var bodyBytes = 0
    private var timer: Scheduled<Void>?

    init(connection: Connection, requestTimeout: TimeAmount, bodyLimit: Int, undelivered: UndeliveredTasks) {
        self.connection = connection
        self.requestTimeout = requestTimeout
        self.bodyLimit = bodyLimit
        self.undelivered = undelivered
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
        // What was written and not found lost until now counts as delivered.
        if connection.withDelivery(\.isBegun) { lose() }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Broken off by the other side, or silent for so long that the system gave up.
        if error is IOError { lose() }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data), connection.withDelivery(\.isBegun) else {
            context.write(data, promise: promise)
            return
        }
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success: connection.withDelivery { $0.write() }
            case .failure: lose()
            }
        }
        context.write(data, promise: written)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            connection.clientIsGone()
            judgeDelivery(context)
        case is ChannelShouldQuiesceEvent: connection.quiesce()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            connection.withDelivery { $0.confirm() }
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

    /// The client has closed: did it have the task that went out before?
    private func judgeDelivery(_ context: ChannelHandlerContext) {
        guard connection.withDelivery(\.isWritten) else {
            if connection.withDelivery(\.isBegun) { lose() }
            return
        }
        #if os(Linux)
        guard let options = context.channel as? any SocketOptionProvider else { return }
        options.getTCPInfo().assumeIsolated().whenComplete { [self] result in
            // A socket that cannot say any more was broken off.
            let isLost = (try? result.get()).map { ConnectionEnd($0).isLoss } ?? true
            if isLost { lose() } else { connection.withDelivery { $0.confirm() } }
        }
        #endif
    }

    private func lose() {
        if let delivery = connection.withDelivery({ $0.takeLost() }) { undelivered.add(delivery) }
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
