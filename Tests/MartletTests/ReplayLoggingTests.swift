import Logging
import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

@Suite("What a workflow logs")
struct ReplayLoggingTests {
    struct TalkingProgram: Workflow {
        static let definition = WorkflowDefinition("TalkingProgram", version: "1")
        func run(_ input: Int, context: WorkflowContext) async throws -> Int {
            for number in 0..<3 {
                context.logger.info("step \(number)")
                _ = try await context.run(Fetch.self, number)
            }
            context.logger.info("done")
            return input
        }
    }

    /// Keeps what is logged.
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { lines.add("\(event.message) \(metadata["runId"] ?? "-")") }
    }

    @Test(arguments: [true, false])
    func `each line is written once, with the names of the execution`(_ isHeld: Bool) throws {
        let lines = Lines()
        let world = SimulatedWorld(type: TalkingProgram.definition.type, input: "1", seed: 3, worker: Program.worker)
        _ = try Recording.of(
            TalkingProgram.self,
            in: world,
            isHeld: isHeld,
            isBusy: false,
            logger: Logger(label: "test") { _ in Handler(lines: lines) }
        )
        #expect(lines.all == ["step 0 run-1", "step 1 run-1", "step 2 run-1", "done run-1"])
    }
}
