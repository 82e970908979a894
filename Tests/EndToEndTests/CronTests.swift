import Foundation
import SWFClient
import SWFModel
import Subprocess
import Synchronization
import Testing

/// Real crons against a real server, killed and standing still at moments that nobody chose.
@Suite(.serialized) struct CronTests {
    private static let type = WorkflowType(name: "Ping", version: "1")

    /// The program that was built beside these tests.
    fileprivate static var program: String {
        URL(fileURLWithPath: ServerProcess.program).deletingLastPathComponent().appendingPathComponent("cron").path
    }

    private func settings(_ folder: String, every: String) throws -> String {
        let path = folder + "/settings.json"
        try Data(#"{"environments": {"dev": {}}}"#.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.createDirectory(atPath: folder + "/cron", withIntermediateDirectories: true)
        let list =
            #"{"schedules": [{"id": "s", "workflow": "Ping", "every": "\#(every)", "catchUp": "all", "overlap": "allow"}]}"#
        try Data(list.utf8).write(to: URL(fileURLWithPath: folder + "/cron/schedules.json"))
        return path
    }

    private func register(_ client: RemoteWorkflowService) async throws {
        try await client.registerDomain(
            .init(name: Clients.domain, workflowExecutionRetentionPeriodInDays: "1")
        )
        try await client.registerWorkflowType(
            .init(
                defaultChildPolicy: .terminate,
                defaultExecutionStartToCloseTimeout: "600",
                defaultTaskList: TaskList(name: "l"),
                defaultTaskStartToCloseTimeout: "30",
                domain: Clients.domain,
                name: Self.type.name,
                version: Self.type.version
            )
        )
    }

    /// A daemon while it runs.
    private final class Daemon: Sendable {
        private let send = Mutex<(@Sendable (Signal) -> Void)?>(nil)
        /// Open from when it can be told something.
        let isThere = Gate()
        /// Open when nothing more is to be told.
        let isOver = Gate()

        func tell(_ signal: Signal) { send.withLock { $0 }?(signal) }

        func run(_ settings: String, _ url: String) async throws -> (status: TerminationStatus, errors: String) {
            let result = try await Subprocess.run(
                .name("env"),
                arguments: Arguments([
                    CronTests.program, "--daemon", "--endpoint", url, "--domain", Clients.domain,
                ]),
                environment: .inherit.updating(["MARTLET_SETTINGS": settings, "MARTLET_ENV": nil]),
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 20)
            ) { execution in
                send.withLock { $0 = { signal in try? execution.send(signal: signal) } }
                isThere.open()
                _ = await isOver.pass()
            }
            return (result.terminationStatus, result.standardError)
        }
    }

    /// Closes the runs of the schedule as they come, and says which run ids every workflow id had: a tick that is started a second
    /// time would be started while its first run is closed.
    private func close(_ client: RemoteWorkflowService, until wanted: Int) async throws -> [String: Set<String>] {
        var runs: [String: Set<String>] = [:]
        while runs.count < wanted {
            let poll = PollForDecisionTaskInput(domain: Clients.domain, taskList: TaskList(name: "DefaultTaskList"))
            guard let task = try await client.pollForDecisionTask(poll) else { continue }
            runs[task.workflowExecution.workflowId, default: []].insert(task.workflowExecution.runId)
            try await client.respondDecisionTaskCompleted(
                .init(decisions: [.completeWorkflowExecution(.init())], taskToken: task.taskToken)
            )
        }
        return runs
    }

    @Test(.timeLimit(.minutes(3)))
    func `two daemons that stand still in turn start each tick once; one is killed, the other leaves on TERM`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let settings = try settings(folder, every: "4s")
            _ = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    try await register(client)
                    let url = server.url
                    let daemons = [Daemon(), Daemon()]
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for (number, daemon) in daemons.enumerated() {
                            group.addTask {
                                let ended = try await daemon.run(settings, url)
                                let expected: TerminationStatus = number == 0 ? .signaled(9) : .exited(0)
                                #expect(ended.status == expected, "\(ended.errors)")
                            }
                        }
                        // A new schedule begins with the ticks of ten minutes: 150 that are made up for, then one in four seconds.
                        async let runs = close(client, until: 152)
                        for daemon in daemons { _ = await daemon.isThere.pass() }
                        for round in 0..<10 {
                            let daemon = daemons[round % 2]
                            daemon.tell(.suspend)
                            // It stands still for a moment of real time; no call of another tells when it would be at one.
                            try await Task.sleep(for: .milliseconds(60 * (round + 1)))
                            daemon.tell(.resume)
                        }
                        let all = try await runs
                        #expect(all.values.allSatisfy { $0.count == 1 }, "\(all.filter { $0.value.count > 1 })")
                        daemons[0].tell(.kill)
                        daemons[1].tell(.terminate)
                        for daemon in daemons { daemon.isOver.open() }
                        try await group.waitForAll()
                    }
                }
            }
        }
    }
}
