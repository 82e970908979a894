import Logging
import SWFClient
import SWFWire

extension LiveServer {
    /// Our own client of the server, while the body runs.
    func withClient(_ body: (RemoteWorkflowService) async throws -> Void) async throws {
        let client = RemoteWorkflowService(
            configuration: RemoteWorkflowService.Configuration(
                endpoint: url,
                region: "us-east-1",
                credentials: Credentials(accessKeyId: "local", secretAccessKey: "local", sessionToken: nil)
            ),
            logger: Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        do {
            try await body(client)
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }
}
