import Foundation
import Subprocess

/// The program `martlet`, run once as a process of its own.
struct MartletProcess: Sendable {
    var status: TerminationStatus
    var output: String
    var errors: String

    /// The program that was built beside these tests.
    private static var program: String {
        URL(fileURLWithPath: ServerProcess.program).deletingLastPathComponent().appendingPathComponent("martlet").path
    }

    /// Runs it with some arguments, against the service at that address.
    static func run(_ arguments: [String], url: String? = nil) async throws -> MartletProcess {
        let settings = NSTemporaryDirectory() + "/martlet-settings-" + UUID().uuidString + ".json"
        try Data(#"{"environments": {"dev": {}}}"#.utf8).write(to: URL(fileURLWithPath: settings))
        defer { try? FileManager.default.removeItem(atPath: settings) }
        let endpoint = url.map { ["--endpoint", $0, "--domain", Clients.domain] } ?? []
        return try await run(arguments + endpoint, settings: settings)
    }

    /// Runs it with some arguments and settings of its own.
    static func run(_ arguments: [String], settings: String) async throws -> MartletProcess {
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments([program] + arguments),
            environment: .inherit.updating(["MARTLET_SETTINGS": settings, "MARTLET_ENV": nil]),
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20)
        )
        return MartletProcess(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }
}
