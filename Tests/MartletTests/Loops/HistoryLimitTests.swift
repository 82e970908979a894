import DeciderCore
import Logging
import Martlet
import MartletTesting
import Testing

@testable import Martlet

/// Goes another way once it should continue as new.
private struct AgeingProgram: Workflow {
    static let definition = WorkflowDefinition("SequenceProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        for number in 0..<input {
            if context.isContinueAsNewSuggested {
                _ = try await context.run(Double2.self, number)
            } else {
                _ = try await context.run(Fetch.self, number)
            }
        }
        return input
    }
}

@Suite("The limit of a history", .timeLimit(.minutes(10)))
struct HistoryLimitTests {
    private static func configuration(_ limit: Int) -> Decider.Configuration {
        Decider.Configuration(checksReplay: true, backoff: House.quick, historyLimit: limit)
    }

    /// The activities that were asked for, and the limits that stand in the history.
    private func told(_ events: [HistoryEvent]) -> (steps: [String], limits: [String]) {
        var told: (steps: [String], limits: [String]) = ([], [])
        for event in events {
            switch event.attributes {
            case .activityTaskScheduled(let it): told.steps.append(it.activityId)
            case .markerRecorded(let it): told.limits.append("\(it.markerName) \(it.details ?? "")")
            default: break
            }
        }
        return told
    }

    /// Lets each decision task be decided with a limit of its own: by a decider that reads the history whole, or by one that
    /// holds the execution as long as the limit is the same.
    private func run(_ limits: [Int], isHeld: Bool) async throws -> [HistoryEvent] {
        try await House.run { house in
            let execution = try await house.starter.start(SequenceProgram.self, limits.count - 1, workflowId: "one")
            var handlers: [Int: DecisionTaskHandler] = [:]
            for (index, limit) in limits.enumerated() {
                if !isHeld { await handlers.removeValue(forKey: limit)?.end() }
                let handler = handlers[limit] ?? house.handler([AgeingProgram.self], Self.configuration(limit))
                handlers[limit] = handler
                try await house.decide(handler)
                if index < limits.count - 1 { try await house.work(result: "1") }
            }
            for handler in handlers.values { await handler.end() }
            return try await house.history(of: execution)
        }
    }

    @Test(arguments: [true, false])
    func `that changes counts from the next decision on, and nothing before is decided otherwise`(
        _ isHeld: Bool
    ) async throws {
        // The decision tasks start at the events 3, 9, 16, 22, 29.
        let events = try await run([25_000, 20, 20, 25_000, 25_000], isHeld: isHeld)
        #expect(events.last?.eventType == .workflowExecutionCompleted)
        let told = told(events)
        #expect(told.steps == ["Fetch-1", "Double-2", "Double-3", "Fetch-4"])
        #expect(told.limits == ["martlet.history-limit-9 20", "martlet.history-limit-22 25000"])
        let report = Replayer(workflows: [AgeingProgram.self]).replay(
            events,
            of: WorkflowExecution(runId: "run", workflowId: "one"),
            domain: House.domain
        )
        #expect(report.verdict == .replays, "\(report)")
    }

    @Test func `stands in the history once, from the first time that the code asks`() async throws {
        let told = told(try await run([100, 100, 100, 100], isHeld: false))
        #expect(told.limits == ["martlet.history-limit-3 100"])
        #expect(told.steps == ["Fetch-1", "Fetch-2", "Fetch-3"])
    }

    @Test func `is nowhere in the history when it is Amazon SWF's`() async throws {
        #expect(told(try await run([25_000, 25_000, 25_000], isHeld: true)).limits == [])
    }

    @Test(arguments: ["", "many", "-1", "9223372036854775807", "99999999999999999999"])
    func `that nobody can have written does no harm`(_ details: String) throws {
        var history = HistoryBuilder.started("SequenceProgram", input: "1")
        history.decisionTaskStarted()
        let started = history.events.count
        history.decisionTaskCompleted()
        history.markerRecorded("martlet.history-limit-\(started)", details: details)
        let way = details == "-1" ? "Double" : "Fetch"
        history.activityScheduled("\(way)-1", type: way)
        let report = Replayer(workflows: [AgeingProgram.self]).replay(
            history.events,
            of: WorkflowExecution(runId: "run", workflowId: "one"),
            domain: House.domain
        )
        #expect(report.verdict == .replays, "\(report)")
    }

    @Test func `comes near with a line in the log, by the decider's own limit`() async throws {
        try await House.run { house in
            let lines = Log<String>()
            let decider = Decider(
                service: house.service,
                domain: House.domain,
                taskList: House.taskList,
                identity: "decider",
                workflows: [AgeingProgram.self],
                configuration: Self.configuration(18),
                logger: Logger(label: "test") { _ in LengthHandler(lines: lines) }
            )
            let handler = decider.makeHandler()
            _ = try await house.starter.start(SequenceProgram.self, 2, workflowId: "one")
            try await house.decide(handler)
            #expect(lines.all == [])
            try await house.work(result: "1")
            try await house.decide(handler)
            try await house.work(result: "1")
            try await house.decide(handler)
            await handler.end()
            let words = "% of the events that an execution may have"
            #expect(
                lines.all == [
                    "warning: The history has passed 50 \(words), events 10, limit 18",
                    "warning: The history has passed 80 \(words), events 16, limit 18",
                ]
            )
        }
    }
}

/// Keeps the lines about the length of a history.
private struct LengthHandler: LogHandler {
    let lines: Log<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
        guard let events = event.metadata?["events"], let limit = event.metadata?["limit"] else { return }
        lines.add("\(event.level): \(event.message), events \(events), limit \(limit)")
    }
}
