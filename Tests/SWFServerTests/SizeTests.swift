import SWFModel
import Testing

@testable import SWFServer

/// How large and how slow a request may be (swf-spec.md 8: 1 MiB, header fields included).
@Suite(.timeLimit(.minutes(10))) struct SizeTests {
    private static let small = WireServer.Configuration(maximumRequestBytes: 64 * 1024)

    /// A valid body of that many bytes, give or take nothing.
    private static func body(bytes: Int) -> String {
        let rest = #"{"name":"a","unknown":""}"#
        return #"{"name":"a","unknown":"\#(String(repeating: "x", count: bytes - rest.utf8.count))"}"#
    }

    @Test func `a body within the limit is taken`() async throws {
        try await withServer(StubService(), configuration: Self.small) { server in
            let client = try await server.connect()
            try await client.post("DeprecateDomain", Self.body(bytes: 63 * 1024))
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 200 OK")
            try await client.close()
        }
    }

    @Test func `the header fields count`() async throws {
        let service = StubService()
        try await withServer(service, configuration: Self.small) { server in
            let client = try await server.connect()
            try await client.post("DeprecateDomain", Self.body(bytes: 64 * 1024 - 20))
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 413 Payload Too Large")
            #expect(service.calls.isEmpty)
            try await client.close()
        }
    }

    @Test func `a server's own limits take the place of the model's`() async throws {
        var configuration = WireServer.Configuration()
        var limits = Limits()
        limits.pageSize = 5
        configuration.limits = limits.otherThanModel
        try await withServer(StubService(), configuration: configuration) { server in
            let client = try await server.connect()
            for (size, status) in [(5, "HTTP/1.1 200 OK"), (6, "HTTP/1.1 400 Bad Request")] {
                try await client.post(
                    "ListDomains",
                    #"{"registrationStatus":"REGISTERED","maximumPageSize":\#(size)}"#
                )
                #expect(try await client.answer()?.statusLine == status, "\(size)")
            }
            try await client.close()
        }
    }

    @Test func `a body that says it is too large is refused before it comes`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\nContent-Length: 1048577\r\n\r\n"
            )
            let answer = try await client.answer()
            #expect(answer?.statusLine == "HTTP/1.1 413 Payload Too Large")
            #expect(answer?.field("Connection") == "close")
            #expect(answer?.body.contains("larger than 1048576 bytes") == true)
            try await client.close()
        }
    }

    @Test func `a body in chunks is refused as soon as it is too large`() async throws {
        let service = StubService()
        try await withServer(service, configuration: Self.small) { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let chunk = "4000\r\n" + String(repeating: " ", count: 0x4000) + "\r\n"
            for _ in 0..<5 {
                try await client.send(chunk)
            }
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 413 Payload Too Large")
            #expect(service.calls.isEmpty)
            try await client.close()
        }
    }

    @Test func `a body without an end is cut off`() async throws {
        try await withServer(StubService(), configuration: Self.small) { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let chunk = "100000\r\n" + String(repeating: " ", count: 0x100000) + "\r\n"
            // Nine mebibytes would be more than the server throws away; where it closes in between, sending fails.
            await #expect(throws: (any Error).self) {
                for _ in 0..<64 {
                    try await client.send(chunk)
                }
            }
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            let body = #"{"name":"a"}"#
            try await client.send(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\nExpect: 100-continue\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n"
            )
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 100 Continue")
            try await client.send(body)
            #expect(try await client.answer()?.statusLine == "HTTP/1.1 200 OK")
            try await client.close()
        }
    }

    @Test func `too large a header is refused and the connection ends`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            let long = String(repeating: "x", count: WireChannel.maximumFieldSize + 1)
            try await client.send("POST / HTTP/1.1\r\nHost: localhost\r\nX-Long: \(long)\r\n\r\n")
            #expect(await client.rest().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        }
    }

    @Test func `too many header fields are refused and the connection ends`() async throws {
        try await withServer(StubService()) { server in
            let client = try await server.connect()
            let many = (0...WireChannel.maximumFieldCount).map { "X-\($0): y\r\n" }.joined()
            try await client.send("POST / HTTP/1.1\r\nHost: localhost\r\n\(many)\r\n")
            #expect(await client.rest().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        }
    }

    @Test(arguments: [
        "", "POST / HTTP/1.1\r\nHost: loc",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
            + "X-Amz-Target: SimpleWorkflowService.DeprecateDomain\r\nContent-Length: 12\r\n\r\n{\"na",
    ])
    func `a request that does not arrive in time ends its connection`(beginning: String) async throws {
        let service = StubService()
        try await withServer(service, configuration: .init(requestSeconds: 1)) { server in
            let client = try await server.connect()
            if !beginning.isEmpty { try await client.send(beginning) }
            #expect(await client.rest().isEmpty)
            #expect(service.calls.isEmpty)
        }
    }
}
