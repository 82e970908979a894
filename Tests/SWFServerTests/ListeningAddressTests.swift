import SWFServer
import Testing

@Suite struct ListeningAddressTests {
    @Test(arguments: [
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost", "LocalHost", "a.localhost", "::1", "[::1]",
        "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1",
    ])
    func `these hosts are reached by this machine only`(host: String) throws {
        #expect(try ListeningAddress(host: host, port: 0).isLoopback)
    }

    @Test(arguments: [
        "0.0.0.0", "::", "[::]", "192.168.0.1", "10.0.0.1", "128.0.0.1", "127.1", "0177.0.0.1", "127.0.0.01",
        "127.0.0.256", "127.0.0.1.example.org", "127.0.0.", "localhost.example.org", "mylocalhost", "*",
        "example.org", "::ffff:10.0.0.1", "0x7f.0.0.1", "127.0.0.1/8",
    ])
    func `all other hosts count as reachable from outside`(host: String) throws {
        #expect(try !ListeningAddress(host: host, port: 7340).isLoopback)
    }

    @Test func `the URL has brackets around an IPv6 address`() throws {
        #expect(try ListeningAddress(host: "::1", port: 7340).url == "http://[::1]:7340")
        #expect(try ListeningAddress(host: "[::1]", port: 7340).url == "http://[::1]:7340")
        #expect(try ListeningAddress(host: "127.0.0.1", port: 80).url == "http://127.0.0.1:80")
    }

    @Test(arguments: [("", 1), ("[]", 1), ("a b", 1), ("127.0.0.1", -1), ("127.0.0.1", 65_536)])
    func `an address that cannot be is refused with a sentence`(host: String, port: Int) {
        let error = #expect(throws: WireServerError.self) { try ListeningAddress(host: host, port: port) }
        #expect(error?.code == .badAddress)
        #expect(error?.message.hasSuffix(".") == true)
    }
}
