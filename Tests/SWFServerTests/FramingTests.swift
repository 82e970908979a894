import SWFModel
import Testing

@testable import SWFServer

/// One request is one answer, or a refusal and the end of the connection: nothing is read as two requests by one reader
/// and as one by another (reliability.md D, "Request smuggling / framing").
@Suite(.timeLimit(.minutes(10))) struct FramingTests {
    private static let start = """
        POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n\
        X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\n
        """
    private static let inner = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"

    @Test(arguments: [
        // Both a length and chunks.
        start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
        // Two lengths.
        start + "Content-Length: 2\r\nContent-Length: 12\r\n\r\n{}" + inner,
        // Lengths that are no numbers.
        start + "Content-Length: -1\r\n\r\n" + inner,
        start + "Content-Length: 0x2\r\n\r\n{}" + inner,
        start + "Content-Length: 99999999999999999999\r\n\r\n{}",
        // Chunks that are not the last coding, and sizes that are none.
        start + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + inner,
        start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        // A folded line, a space before the colon, a control character.
        start + "X-Folded: a\r\n b\r\nContent-Length : 2\r\n\r\n{}",
        start + "Content-Length : 2\r\n\r\n{}" + inner,
        start + "X-Bad: a\u{0}b\r\nContent-Length: 2\r\n\r\n{}",
        // Not HTTP, or not this version of it.
        "hello\r\n\r\n", "GET\r\n\r\n", "POST / HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ])
    func `a request whose length can be read in two ways is never performed`(bytes: String) async throws {
        let service = StubService()
        try await withServer(service) { server in
            let client = try await server.connect()
            try await client.send(bytes)
            let answer = await client.rest()
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
            #expect(service.calls.isEmpty)
        }
    }

    @Test func `pipelined requests are answered in their order`() async throws {
        let service = StubService()
        try await withServer(service) { server in
            let client = try await server.connect()
            let one = Self.start + "Content-Length: 12\r\n\r\n{\"name\":\"1\"}"
            let two = Self.start + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"n\r\n9\r\name\":\"2\"}\r\n0\r\n\r\n"
            try await client.send(one + two + one)
            for _ in 0..<3 {
                #expect(try await client.answer()?.statusLine == "HTTP/1.1 200 OK")
            }
            let inputs = service.calls.map { String(decoding: $0.input, as: UTF8.self) }
            #expect(inputs == [#"{"name":"1"}"#, #"{"name":"2"}"#, #"{"name":"1"}"#])
            try await client.close()
        }
    }

    @Test func `a client that says it is done gets its answer and the end`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            try await client.post("DeprecateDomain", #"{"name":"a"}"#, fields: ["Connection: close"])
            #expect(await client.rest().hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }
}
