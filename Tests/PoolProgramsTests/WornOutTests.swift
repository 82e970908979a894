import AppSettings
import CommandSupport
import Dispatch
import Engine
import Logging
import Martlet
import MartletTesting
import SWFServer
import Testing

@testable import PoolPrograms

/// Waits for what nobody signals.
private struct StuckWorkflow: Workflow {
    static let definition = WorkflowDefinition("Stuck", version: "1")
    static let semaphore = DispatchSemaphore(value: 0)

    func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
        Self.wait()
        return Nothing()
    }

    private static func wait() { semaphore.wait() }
}

@Suite("A decider whose threads are lost to code that does not come to rest", .timeLimit(.minutes(10)))
struct WornOutTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func program(_ url: String) throws -> Program {
        let settings = try Settings.load(
            SettingsSources(
                overrides: ["service.endpoint=\(url)", "deciders.turnLimitSeconds=1"].compactMap {
                    SettingOverride(assignment: $0)
                }
            )
        )
        return Program(settings: settings, terminal: Terminal(), identity: "decider", logger: Self.quiet)
    }

    @Test func `finishes what it holds, leaves with a code of its own, and has failed the executions`() async throws {
        try await TestCluster.run { cluster in
            let (urls, listening) = AsyncStream<String>.makeStream()
            let server = WireServer(
                service: cluster.engine,
                health: { true },
                configuration: WireServer.Configuration(port: 0),
                logger: Self.quiet,
                onListening: { listening.yield($0) }
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                defer { group.cancelAll() }
                var addresses = urls.makeAsyncIterator()
                let program = try program(try #require(await addresses.next()))
                let (domain, taskList) = (program.settings.domain, program.settings.taskList)
                let registrar = Registrar(
                    service: cluster.engine,
                    domain: domain,
                    retentionDays: "7",
                    defaultTaskList: taskList,
                    logger: Self.quiet
                )
                _ = try await registrar.register(workflows: [StuckWorkflow.self], activities: [])
                let starter = Starter(service: cluster.engine, domain: domain, taskList: taskList)
                var executions: [WorkflowExecution] = []
                for number in 1...PoolProgram.lostThreadLimit {
                    executions.append(try await starter.start(StuckWorkflow.self, Nothing(), workflowId: "\(number)"))
                }
                #expect(try await PoolProgram.decide(program, [StuckWorkflow.self]) == .wornOut)
                for execution in executions {
                    let outcome = try await starter.wait(for: execution, interval: .milliseconds(1))
                    #expect(outcome.closeStatus == .failed)
                    #expect(outcome.reason?.hasPrefix("The workflow did not come to rest within 1.0 seconds") == true)
                }
                // The threads come back, so that the tests leave none behind.
                for _ in executions { StuckWorkflow.semaphore.signal() }
            }
        }
    }
}
