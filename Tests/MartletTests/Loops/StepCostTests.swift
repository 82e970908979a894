import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import Martlet

/// So many activities, one after the other.
struct ChainProgram: Workflow {
    static let definition = WorkflowDefinition("ChainProgram", version: "1")

    func run(_ input: Int, context: WorkflowContext) async throws -> Int {
        var value = input
        for _ in 0..<input { value = try await context.run(Fetch.self, value) }
        return value
    }
}

/// A service of one execution that takes whatever is decided, and counts its calls.
final class CountingService: ForwardingService {
    struct Unexpected: Error {}

    let calls = Mutex<[String]>([])
    var base: any SimpleWorkflowService { self }

    func respondDecisionTaskCompleted(_ input: RespondDecisionTaskCompletedInput) async throws {
        calls.withLock { $0.append("RespondDecisionTaskCompleted") }
    }

    func getWorkflowExecutionHistory(_ input: GetWorkflowExecutionHistoryInput) async throws -> History {
        calls.withLock { $0.append("GetWorkflowExecutionHistory") }
        throw Unexpected()
    }

    func pollForDecisionTask(_ input: PollForDecisionTaskInput) async throws -> DecisionTask? {
        calls.withLock { $0.append("PollForDecisionTask") }
        throw Unexpected()
    }
}

@Suite("What a step costs", .timeLimit(.minutes(10)))
struct StepCostTests {
    @Test func `is the same at event 20,000 as at event 20`() async throws {
        let service = CountingService()
        let costs = Log<Int>()
        let handler = Decider(
            service: service,
            domain: "test",
            taskList: "list",
            identity: "decider",
            workflows: [ChainProgram.self],
            configuration: Decider.Configuration(onDecision: { costs.add($0.eventCount) }),
            logger: House.quiet
        ).makeHandler()
        let steps = 3_400
        var history = HistoryBuilder.started("ChainProgram", input: "\(steps)")
        history.decisionTaskStarted()
        var previous = 0
        for number in 1...steps {
            let task = DecisionTask(
                events: Array(history.events[max(0, previous - 1)...]),
                previousStartedEventId: previous,
                startedEventId: history.events.count,
                taskToken: "token",
                workflowExecution: WorkflowExecution(runId: "run", workflowId: "one"),
                workflowType: ChainProgram.definition.type
            )
            await handler.handle(task, poll: House.poll)
            previous = history.events.count
            history.decisionTaskCompleted()
            history.activityScheduled("Fetch-\(number)", type: "Fetch")
            history.activityStarted("Fetch-\(number)")
            history.activityCompleted("Fetch-\(number)", result: "1")
            history.decisionTaskScheduled()
            history.decisionTaskStarted()
        }
        #expect(history.events.count > 20_000)
        #expect(costs.all == [3] + Array(repeating: 6, count: steps - 1), "only new events are applied")
        let calls = service.calls.withLock { $0 }
        #expect(calls == Array(repeating: "RespondDecisionTaskCompleted", count: steps), "and nothing else is read")
        await handler.end()
    }
}
