import DeciderCore
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

    @Test func `what was to be said while the execution was held is said by who decides, once`() throws {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        let recording = Recording(
            workflow: TalkingProgram.self,
            execution: WorkflowExecution(runId: "run-1", workflowId: "workflow"),
            events: [],
            decided: []
        )
        var history = HistoryBuilder.started(input: "1")
        history.decided()
        history.markerRecorded(OwnName.heldMarker, details: "why")
        history.timerStarted("martlet.hold-1", seconds: 1)
        history.timerFired("martlet.hold-1")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        let first = recording.fresh(logger)
        defer { first.release() }
        let decisions = try first.follow(history.events, to: history.events.count)
        #expect(decisions.map(\.short) == ["+Fetch-1"])
        #expect(lines.all == ["step 0 run-1"])
        let reader = recording.fresh(logger)
        defer { reader.release() }
        try reader.verify(history.events)
        #expect(lines.all == ["step 0 run-1"], "a replay that only looks says nothing")
        history.decisionTaskCompleted()
        history.activityScheduled("Fetch-1", type: "Fetch")
        history.activityStarted("Fetch-1")
        history.activityCompleted("Fetch-1", result: "0")
        history.decisionTaskScheduled()
        history.decisionTaskStarted()
        let second = recording.fresh(logger)
        defer { second.release() }
        _ = try second.follow(history.events, to: history.events.count)
        #expect(lines.all == ["step 0 run-1", "step 1 run-1"], "what was decided since is not said again")
    }
}
