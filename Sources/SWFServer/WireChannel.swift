import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// One client connection: reads requests, asks the service, writes the answers, one after the other.
///
/// It stands directly on Hummingbird's server, without its router and request contexts, which make a logger and an
/// identifier for each request whether anyone reads them or not.
struct WireChannel: ServerChildChannel {
    /// The header fields of a request, all together.
    static let maximumFieldBytes = 32 * 1024
    /// One header field: a session token may take several thousand characters.
    static let maximumFieldSize = 16 * 1024
    /// How many fields a request may have.
    static let maximumFieldCount = 100
    /// How much of a body that is too large is read and thrown away, so that its sender gets to see why.
    static let discardedBytes = 8 * 1024 * 1024

    /// A connection that was accepted.
    struct Accepted: ServerChildChannelValue {
        let http: HTTP1Channel.Value
        let connection: Connection
        var channel: any Channel { http.channel }
    }

    let reception: Reception
    let rules: RequestRules
    let health: @Sendable () async -> Health
    let idleTimeout: TimeAmount
    let requestTimeout: TimeAmount
    /// What new connections speak TLS with; nil for a server that speaks plain HTTP.
    let certificates: WatchedFiles<NIOSSLContext>?
    /// Takes tasks whose poll did not get them.
    let undelivered: UndeliveredTasks
    let identifiers = RequestIdentifiers()
    let date = DateField()

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Accepted> {
        let connection = Connection()
        let timeout = requestTimeout
        let bodyLimit = rules.maximumRequestBytes + Self.discardedBytes
        let http = HTTP1Channel(
            responder: { _, _, _ in },
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    ConnectionGuard(
                        connection: connection,
                        requestTimeout: timeout,
                        bodyLimit: bodyLimit,
                        undelivered: undelivered
                    )
                ],
                idleTimeout: idleTimeout,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Self.maximumFieldSize,
                    maxHeaderListSize: Self.maximumFieldBytes,
                    maxHeaderFieldCount: Self.maximumFieldCount
                )
            )
        )
        guard let context = certificates?.current else {
            return http.setup(channel: channel, logger: logger).map { Accepted(http: $0, connection: connection) }
        }
        return channel.eventLoop.makeCompletedFuture {
            let handlers: [any ChannelHandler] = [PlainRequestAnswer(), NIOSSLServerHandler(context: context)]
            try channel.pipeline.syncOperations.addHandlers(handlers)
        }.flatMap {
            http.setup(channel: channel, logger: logger).map { Accepted(http: $0, connection: connection) }
        }
    }

    func handle(value: Accepted, logger: Logger) async {
        let connection = value.connection
        let http = HTTP1Channel(responder: { request, writer, _ in
            try await respond(to: request, on: connection, with: writer)
        })
        await http.handle(value: value.http, logger: logger)
    }

    /// Answers one request.
    ///
    /// - Throws: What makes the connection end: it broke, or its bytes are not HTTP.
    @concurrent
    func respond(
        to request: Request,
        on connection: Connection,
        with writer: consuming ResponseWriter
    ) async throws {
        let identifier = identifiers.next()
        let answer: Answer
        switch rules.admit(request.head) {
        case .refusal(let refusal):
            answer = refusal
        case .health:
            answer = try await health().answer
        case .call(let action, let dialect):
            if request.head.headerFields[.expect]?.lowercased() == "100-continue" {
                try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            }
            if let body = try await body(of: request) {
                let call = ServiceCall(
                    action: action,
                    dialect: dialect,
                    head: request.head,
                    body: body,
                    identifier: identifier
                )
                answer = try await reception.answer(call, on: connection)
            } else {
                answer = .tooLarge(rules.maximumRequestBytes, dialect)
            }
        }
        if let delivery = answer.delivery, !connection.begin(delivery) {
            undelivered.add(delivery)
            throw Connection.Gone()
        }
        let closes = answer.closes || connection.isQuiescing
        do {
            try await writer.write(
                response: head(of: answer, identifier: identifier, closes: closes),
                body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
            )
        } catch {
            if let delivery = connection.withDelivery({ $0.takeLost() }) { undelivered.add(delivery) }
            throw error
        }
    }

    /// The whole body, copied once; nil when the request is larger than it may be.
    private func body(of request: Request) async throws -> [UInt8]? {
        var body: [UInt8] = []
        for try await part in request.body {
            let size = body.count + part.readableBytes
            if rules.isTooLarge(bodyBytes: size, fields: request.head.headerFields) { return nil }
            body.append(contentsOf: part.readableBytesView)
        }
        return body
    }

    private func head(of answer: Answer, identifier: String, closes: Bool) -> HTTPResponse {
        var fields = HTTPFields()
        fields.reserveCapacity(6)
        fields.append(HTTPField(name: .contentType, value: answer.contentType))
        fields.append(HTTPField(name: .contentLength, value: "\(answer.body.count)"))
        fields.append(HTTPField(name: .amazonRequestId, value: identifier))
        fields.append(HTTPField(name: .date, value: date.now))
        if let allow = answer.allow {
            fields.append(HTTPField(name: .allow, value: allow))
        }
        if closes {
            fields.append(HTTPField(name: .connection, value: "close"))
        }
        return HTTPResponse(status: answer.status, headerFields: fields)
    }
}
