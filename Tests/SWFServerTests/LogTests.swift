import Logging
import SWFModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct LogTests {
    private static let request = """
        POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n\
        X-Amz-Target: SimpleWorkflowService.DescribeDomain\r\nAuthorization: AWS4 Signature=SECRET1\r\n\
        X-Amz-Security-Token: SECRET2\r\nContent-Length: 18\r\n\r\n{"name":"SECRET3"}
        """

    private func lines(at level: Logger.Level, _ service: StubService) async throws -> [String] {
        let log = Recorder(level: level)
        try await withServer(service, logger: Logger(label: "test") { _ in log }) { server in
            let client = try await server.connect()
            try await client.send(Self.request)
            _ = try await client.answer()
            try await client.close()
        }
        return log.lines
    }

    @Test func `at the level debug each request is a line with its action, status and time`() async throws {
        let lines = try await lines(at: .debug, StubService())
        let line = lines.first { $0.contains("A request was answered") }
        for part in ["DescribeDomain", "200", "request_id", "answer_time"] {
            #expect(line?.contains(part) == true, "\(part)")
        }
    }

    @Test func `a request that succeeds or is refused says nothing at the level info`() async throws {
        let succeeded = try await lines(at: .info, StubService())
        let refused = try await lines(at: .info, StubService { _ in throw Fault(.unknownResource) })
        #expect(!(succeeded + refused).contains { $0.contains("DescribeDomain") })
    }

    @Test func `neither credentials nor bodies are ever logged`() async throws {
        struct Broken: Error {}
        for service in [
            StubService(), StubService { _ in throw Broken() }, StubService { _ in throw Fault(.validation) },
        ] {
            let lines = try await lines(at: .trace, service)
            #expect(!lines.contains { $0.contains("SECRET") })
        }
    }
}
