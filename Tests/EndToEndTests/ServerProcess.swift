import Foundation
import Logging
import SWFClient
import SWFModel
import SWFWire
import Subprocess

/// The real server program, as a process of its own.
struct ServerProcess: Sendable {
    /// Where it listens.
    let url: String
    private let send: @Sendable (Subprocess.Signal) -> Void

    /// Ends it at once, as `kill -9` does.
    func kill() { send(.kill) }

    /// Ends it as a watchdog does, with SIGABRT.
    func abort() { send(.init(rawValue: SIGABRT)) }

    /// Asks it to leave.
    func terminate() { send(.terminate) }

    /// Lets it stand still, and go on.
    func suspend() { send(.suspend) }

    /// Lets it go on.
    func resume() { send(.resume) }

    /// What a server process left behind.
    struct Ended<Value> {
        var value: Value
        var status: TerminationStatus
        /// What it wrote to standard error.
        var log: String
    }

    /// The server did not get as far as its ready line.
    struct NotReady: Error {
        var status: TerminationStatus
        var output: String
    }

    /// The program that was built beside these tests.
    static var program: String {
        if let path = ProcessInfo.processInfo.environment["MARTLET_SERVER"] { return path }
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("server").path
    }

    /// Runs a server while the body runs; one that still runs then is asked to leave.
    ///
    /// - Throws: ``NotReady`` when it ended before it was ready.
    static func run<Value: Sendable>(
        _ arguments: [String],
        _ body: (ServerProcess) async throws -> Value
    ) async throws -> Ended<Value> {
        // The settings of whoever runs the tests are none of their business.
        let settings = NSTemporaryDirectory() + "/martlet-settings-" + UUID().uuidString + ".json"
        try Data(#"{"environments": {"dev": {}}}"#.utf8).write(to: URL(fileURLWithPath: settings))
        defer { try? FileManager.default.removeItem(atPath: settings) }
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments([program] + arguments),
            environment: .inherit.updating(["MARTLET_SETTINGS": settings, "MARTLET_ENV": nil]),
            input: .none,
            output: .sequence,
            error: .string(limit: 16 << 20)
        ) { execution -> Result<Value, any Error>? in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            guard let line = try await lines.next(), let url = line.split(separator: " ").dropFirst().first else {
                return nil
            }
            let server = ServerProcess(url: String(url)) { signal in
                // It may have ended already; then there is nobody to tell.
                try? execution.send(signal: signal)
            }
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
            server.terminate()
            // What it still says is read, so that it is never stopped by a full pipe.
            while try await lines.next() != nil {}
            return outcome
        }
        guard let outcome = result.closureResult else {
            throw NotReady(status: result.terminationStatus, output: result.standardError)
        }
        return Ended(
            value: try outcome.get(),
            status: result.terminationStatus,
            log: result.standardError
        )
    }

    /// A client of a service at that address. Each call is sent once, so that what was not acknowledged stays in doubt.
    static func client(_ url: String, requestTimeout: Duration = .seconds(20)) -> RemoteWorkflowService {
        var configuration = RemoteWorkflowService.Configuration(
            endpoint: url,
            region: "us-east-1",
            credentials: Credentials(accessKeyId: "test", secretAccessKey: "test")
        )
        configuration.requestTimeout = requestTimeout
        configuration.retries.maximumAttempts = 1
        return RemoteWorkflowService(
            configuration: configuration,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }

    /// Runs the body with a client that is shut down afterwards.
    static func withClient<Value>(
        _ url: String,
        _ body: (RemoteWorkflowService) async throws -> Value
    ) async throws -> Value {
        let client = client(url)
        do {
            let value = try await body(client)
            try await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}

/// A folder that is there while a test runs.
func withTemporaryFolder<Value>(_ body: (_ path: String) async throws -> Value) async throws -> Value {
    let path = NSTemporaryDirectory() + "/martlet-server-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
