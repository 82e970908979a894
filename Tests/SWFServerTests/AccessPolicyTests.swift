import HTTPTypes
import SWFModel
import Testing

@testable import SWFServer

@Suite struct AccessPolicyTests {
    private let signed = HTTPRequest(
        method: .post,
        scheme: "http",
        authority: "localhost",
        path: "/",
        headerFields: [.authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/swf/aws4_request"]
    )

    @Test func `on loopback any credentials are taken`() throws {
        let policy = try AccessPolicy(address: ListeningAddress(host: "127.0.0.1", port: 1), credentialsFile: nil)
        #expect(policy == .anyCredentials)
        for operation in SWFModel.Operation.allCases {
            try policy.authorize(operation, head: signed, body: [])
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "example.org", "10.1.2.3"])
    func `elsewhere the server does not start without a credentials file`(host: String) throws {
        let address = try ListeningAddress(host: host, port: 1)
        let error = #expect(throws: WireServerError.self) { try AccessPolicy(address: address, credentialsFile: nil) }
        #expect(error?.code == .credentialsRequired)
        #expect(error?.message.contains(host) == true)
        #expect(try AccessPolicy(address: address, credentialsFile: "keys.json") == .credentials(file: "keys.json"))
    }

    @Test(arguments: SWFModel.Operation.allCases)
    func `with a credentials file nobody is let in before signatures are verified`(operation: SWFModel.Operation) {
        let policy = AccessPolicy.credentials(file: "keys.json")
        var unsigned = signed
        unsigned.headerFields = [:]
        #expect(throws: Fault(.missingAuthenticationToken, "Request is missing Authentication Token")) {
            try policy.authorize(operation, head: unsigned, body: [])
        }
        let fault = #expect(throws: Fault.self) { try policy.authorize(operation, head: signed, body: []) }
        #expect(fault?.code == .unrecognizedClient)
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
