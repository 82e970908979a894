import SWFClient
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://127.0.0.1:7340", "127.0.0.1", 7340, false, "127.0.0.1:7340"),
        ("http://127.0.0.1:7340/", "127.0.0.1", 7340, false, "127.0.0.1:7340"),
        (
            "https://swf.us-east-1.amazonaws.com", "swf.us-east-1.amazonaws.com", 443, true,
            "swf.us-east-1.amazonaws.com"
        ),
        ("https://swf.example.org:443", "swf.example.org", 443, true, "swf.example.org"),
        ("HTTP://localhost", "localhost", 80, false, "localhost"),
        ("http://localhost:443", "localhost", 443, false, "localhost:443"),
        ("http://[::1]:7340", "::1", 7340, false, "[::1]:7340"),
        ("https://[::1]", "::1", 443, true, "[::1]"),
    ])
    func `a URL is read`(url: String, host: String, port: Int, isEncrypted: Bool, hostField: String) throws {
        let endpoint = try Endpoint(url)
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
        #expect(endpoint.isEncrypted == isEncrypted)
        #expect(endpoint.hostField == hostField)
        #expect(try Endpoint(endpoint.url) == endpoint)
    }

    @Test(arguments: [
        "", "127.0.0.1:7340", "ftp://127.0.0.1", "http://", "http://:7340", "http://host:0", "http://host:65536",
        "http://host:", "http://host:+80", "http://host:7340/path", "http://user@host", "http://host?x", "http://[::1",
        "http://[::1]7340", "http://[gg]", "http://a b", "http://ho\r\nst", "http://::1:80",
    ])
    func `what is no URL of a service is refused with a sentence`(url: String) {
        let error = #expect(throws: ClientError.self) { try Endpoint(url) }
        #expect(error?.code == .badEndpoint)
        #expect(error?.message.contains("http://127.0.0.1:7340") == true)
    }

    @Test func `a client with a bad endpoint says so at each call`() async throws {
        try await withClient(of: "localhost") { client in
            let error = await #expect(throws: ClientError.self) { try await client.listDomains(Inputs.listDomains) }
            #expect(error?.code == .badEndpoint)
        }
    }
}
