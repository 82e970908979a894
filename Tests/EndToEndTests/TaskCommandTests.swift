import Foundation
import Logging
import Martlet
import SWFClient
import Subprocess
import Testing

/// Hands its token to somebody, who answers by `martlet task`.
private struct AskPerson: Activity {
    static let definition = ActivityDefinition("AskPerson", version: "1", startToClose: .hours(1), retry: .none)

    let deliver: @Sendable (_ taskToken: String) -> Void

    func run(_ question: String, context: ActivityContext) async throws -> [String: Bool] {
        deliver(context.taskToken)
        throw CompletesLater()
    }
}

private struct Approve: Workflow {
    static let definition = WorkflowDefinition("Approve", version: "1")

    func run(_ question: String, context: WorkflowContext) async throws -> Bool {
        try await context.run(AskPerson.self, question)["approved"] ?? false
    }
}

/// The answers of a person, by the program `martlet`, to a real server that a decider and a worker ask.
@Suite(.serialized) struct TaskCommandTests {
    private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    /// What `martlet task heartbeat --json` tells.
    private struct Beat: Decodable, Hashable {
        var cancelRequested: Bool
        var done: String
    }

    /// An execution whose activity waits for a person.
    private struct Asked: Sendable {
        var url: String
        var execution: WorkflowExecution
        var starter: Starter
        /// The file that holds the token.
        var file: String

        /// Runs `martlet task`.
        func task(_ command: String, _ arguments: String...) async throws -> MartletProcess {
            try await MartletProcess.run(["task", command, "@\(file)"] + arguments, url: url)
        }
    }

    /// Runs the body when the activity has given its token away and its worker is through with it.
    private static func asked(_ body: @escaping @Sendable (Asked) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            _ = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    let registrar = Registrar(
                        service: client,
                        domain: Clients.domain,
                        retentionDays: "1",
                        defaultTaskList: Clients.taskList.name,
                        logger: quiet
                    )
                    _ = try await registrar.register(workflows: [Approve.self], activities: [AskPerson.self])
                    let (tokens, token) = AsyncStream<String>.makeStream()
                    let starter = Starter(
                        service: client,
                        domain: Clients.domain,
                        taskList: Clients.taskList.name
                    )
                    try await working(client, deliver: { token.yield($0) }) {
                        let execution = try await starter.start(Approve.self, "May I?", workflowId: "w")
                        var given = tokens.makeAsyncIterator()
                        let text = try #require(await given.next())
                        let file = "\(folder)/token"
                        try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: file))
                        try await body(
                            Asked(url: server.url, execution: execution, starter: starter, file: file)
                        )
                    }
                }
            }
        }
    }

    /// Runs the body beside a decider and a worker.
    private static func working(
        _ client: RemoteWorkflowService,
        deliver: @escaping @Sendable (String) -> Void,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let decider = Decider(
            service: client,
            domain: Clients.domain,
            taskList: Clients.taskList.name,
            identity: "decider",
            workflows: [Approve.self],
            logger: quiet
        )
        let worker = ActivityWorker(
            service: client,
            domain: Clients.domain,
            taskList: Clients.taskList.name,
            identity: "worker",
            activities: [AskPerson(deliver: deliver)],
            logger: quiet
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await decider.run() }
            group.addTask { try await worker.run() }
            defer { group.cancelAll() }
            try await body()
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a task is completed by its token, once`() async throws {
        try await Self.asked { asked in
            let open = try await asked.task("heartbeat", "--details", "asked")
            #expect(open.status == .exited(0), "\(open)")
            #expect(open.output == "the task is open, and the execution waits for it\n")
            let wrong = try await asked.task("complete", "--result", "no JSON")
            #expect(wrong.status == .exited(64), "\(wrong)")
            let done = try await asked.task("complete", "--result", #"{"approved": true}"#)
            #expect(done.status == .exited(0), "\(done)")
            #expect(done.output == "the task is completed\n")
            let outcome = try await asked.starter.wait(for: asked.execution)
            #expect(outcome.closeStatus == .completed)
            #expect(outcome.result == "true")
            let again = try await asked.task("complete", "--result", "{}")
            #expect(again.status == .exited(64), "\(again)")
            #expect(again.errors.contains("Unknown"), "\(again)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a task is failed by its token, with the reason where the workflow sees it`() async throws {
        try await Self.asked { asked in
            let failed = try await asked.task(
                "fail",
                "--reason",
                "there is no money",
                "--details",
                "until May",
                "--permanent",
                "--json"
            )
            #expect(failed.status == .exited(0), "\(failed)")
            #expect(failed.output == #"{"done":"failed"}"# + "\n")
            let outcome = try await asked.starter.wait(for: asked.execution)
            #expect(outcome.closeStatus == .failed)
            #expect(outcome.reason == "AskPerson-1 failed for good: there is no money")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a heartbeat says that the task is to be canceled, and then it is`() async throws {
        try await Self.asked { asked in
            let cancel = try await MartletProcess.run(["cancel", "w"], url: asked.url)
            #expect(cancel.status == .exited(0), "\(cancel)")
            // The decider hears of it in its own time.
            var beat = try await asked.task("heartbeat")
            while beat.output == "the task is open, and the execution waits for it\n" {
                beat = try await asked.task("heartbeat")
            }
            #expect(beat.output == "the execution asked for the task to be canceled\n", "\(beat)")
            let json = try await asked.task("heartbeat", "--json")
            let told = try JSONDecoder().decode(Beat.self, from: Data(json.output.utf8))
            #expect(told == Beat(cancelRequested: true, done: "heartbeat"), "\(json)")
            let canceled = try await asked.task("cancel", "--details", "as you like")
            #expect(canceled.status == .exited(0), "\(canceled)")
            #expect(canceled.output == "the task is canceled\n")
            #expect(try await asked.starter.wait(for: asked.execution).closeStatus == .canceled)
        }
    }
}
