import NIOCore
import NIOSSL

/// Tells whoever speaks plain HTTP to a server that speaks TLS what to do, where they would only see a connection end.
///
/// It stands before TLS until the first bytes have come: what begins with a letter is a request, and no record of TLS does.
final class PlainRequestAnswer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var hasAnswered = false

    private static let body = """
        {"__type":"com.amazon.coral.service#UnknownOperationException",\
        "Message":"This server speaks TLS: its address begins with https://."}
        """
    private static let answer = """
        HTTP/1.1 400 Bad Request\r
        Content-Type: application/x-amz-json-1.0\r
        Content-Length: \(body.utf8.count)\r
        Connection: close\r
        \r
        \(body)
        """

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What else the client sends is of no use; the connection ends when it closes, or when its time is up.
        guard !hasAnswered else { return }
        let bytes = unwrapInboundIn(data)
        let letters = [UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z")]
        if let first = bytes.readableBytesView.first, letters.contains(where: { $0.contains(first) }) {
            hasAnswered = true
            let context = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.value.writeAndFlush(wrapOutboundOut(ByteBuffer(string: Self.answer)))
                .whenComplete { _ in context.value.close(mode: .output, promise: nil) }
            return
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
