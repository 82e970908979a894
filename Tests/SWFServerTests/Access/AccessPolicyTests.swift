import Testing

@testable import SWFServer

@Suite struct AccessPolicyTests {
    @Test func `on loopback any credentials are taken`() throws {
        let policy = try AccessPolicy(address: ListeningAddress(host: "127.0.0.1", port: 1), credentialsFile: nil)
        #expect(policy == .anyCredentials)
    }

    @Test(arguments: ["0.0.0.0", "::", "example.org", "10.1.2.3"])
    func `elsewhere the server does not start without a credentials file`(host: String) throws {
        let address = try ListeningAddress(host: host, port: 1)
        let error = #expect(throws: WireServerError.self) { try AccessPolicy(address: address, credentialsFile: nil) }
        #expect(error?.code == .credentialsRequired)
        #expect(error?.message.contains(host) == true)
        #expect(try AccessPolicy(address: address, credentialsFile: "keys.json") == .credentials(file: "keys.json"))
    }

    @Test func `a server that may not listen there fails before it opens anything`() async throws {
        let error = await #expect(throws: WireServerError.self) {
            try await withServer(StubService(), configuration: .init(host: "0.0.0.0")) { _ in
                Issue.record("The server listens.")
            }
        }
        #expect(error?.code == .credentialsRequired)
    }
}
