import Foundation
import SWFClient
import SWFModel
import Subprocess
import Testing

/// One execution, two servers: exported from the one by the program, imported into the other, finished there.
@Suite(.serialized) struct TransferTests {
    private func decide(_ client: RemoteWorkflowService, _ decisions: [Decision]) async throws -> DecisionTask {
        let task = try #require(
            try await client.pollForDecisionTask(.init(domain: Clients.domain, taskList: Clients.taskList))
        )
        try await client.respondDecisionTaskCompleted(.init(decisions: decisions, taskToken: task.taskToken))
        return task
    }

    @Test(.timeLimit(.minutes(10)))
    func `an execution begun on one server is finished on another`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/w.json"
            _ = try await ServerProcess.run(["--store", "memory", "--port", "0"]) { old in
                _ = try await ServerProcess.run(["--store", "sqlite:\(folder)/new.sqlite", "--port", "0"]) { new in
                    try await move(from: old, to: new, by: file)
                }
            }
            // What was imported is in the store, also for the next server over it.
            _ = try await ServerProcess.run(["--store", "sqlite:\(folder)/new.sqlite", "--port", "0"]) { again in
                let history = try await MartletProcess.run(["history", "w", "--types"], url: again.url)
                #expect(history.output.hasSuffix("WorkflowExecutionCompleted\n"), "\(history)")
            }
        }
    }

    private func move(from old: ServerProcess, to new: ServerProcess, by file: String) async throws {
        try await ServerProcess.withClient(old.url) { client in
            try await Clients.register(client)
            _ = try await client.startWorkflowExecution(
                .init(domain: Clients.domain, input: "in", workflowId: "w", workflowType: Clients.workflowType)
            )
            _ = try await decide(
                client,
                [
                    .scheduleActivityTask(.init(activityId: "a", activityType: Clients.activityType)),
                    .startTimer(.init(startToFireTimeout: "1", timerId: "t")),
                ]
            )
        }
        let export = try await MartletProcess.run(["export", "w", "--output", file, "--terminate"], url: old.url)
        #expect(export.status == .exited(0), "\(export)")
        let show = try await MartletProcess.run(["show", "w"], url: old.url)
        #expect(show.output.contains("TERMINATED"), "\(show)")
        let lint = try await MartletProcess.run(["lint", file])
        #expect(lint.status == .exited(0), "\(lint)")
        // The program knows no such workflow, and says which it knows.
        let replay = try await MartletProcess.run(["replay", file])
        #expect(replay.status == .exited(4), "\(replay)")
        #expect(replay.output.contains("no workflow Steps version 1; it knows: "), "\(replay)")

        let early = try await MartletProcess.run(["import", file], url: new.url)
        #expect(early.status == .exited(64), "\(early)")
        #expect(early.errors.contains("Unknown domain"), "\(early)")
        try await ServerProcess.withClient(new.url) { try await Clients.register($0) }
        let imported = try await MartletProcess.run(["import", file], url: new.url)
        #expect(imported.status == .exited(0), "\(imported)")
        #expect(imported.output.hasPrefix("imported w "), "\(imported)")
        let twice = try await MartletProcess.run(["import", file], url: new.url)
        #expect(twice.status == .exited(3), "\(twice)")

        try await ServerProcess.withClient(new.url) { client in
            let activity = try #require(
                try await client.pollForActivityTask(.init(domain: Clients.domain, taskList: Clients.taskList))
            )
            try await client.respondActivityTaskCompleted(.init(result: "done", taskToken: activity.taskToken))
            var seen: Set<EventType> = []
            while !seen.isSuperset(of: [.activityTaskCompleted, .timerFired]) {
                seen.formUnion(try await decide(client, []).events.map(\.eventType))
            }
            try await client.signalWorkflowExecution(
                .init(domain: Clients.domain, signalName: "end", workflowId: "w")
            )
            _ = try await decide(client, [.completeWorkflowExecution(.init(result: "r"))])
        }
        let history = try await MartletProcess.run(["history", "w", "--json"], url: new.url)
        try Data(history.output.utf8).write(to: URL(fileURLWithPath: file + ".new"))
        let last = try await MartletProcess.run(["lint", file + ".new"])
        #expect(last.status == .exited(0), "\(last)")
    }

    @Test(.timeLimit(.minutes(10)))
    func `replay needs no service for files, and says what is none`() async throws {
        try await withTemporaryFolder { folder in
            let none = try await MartletProcess.run(["replay", "\(folder)/absent.json"])
            #expect(none.status == .exited(64), "\(none)")
            try Data("nothing".utf8).write(to: URL(fileURLWithPath: "\(folder)/a.json"))
            let data = try await MartletProcess.run(["replay", "\(folder)/a.json"])
            #expect(data.status == .exited(65), "\(data)")
            let usage = try await MartletProcess.run(["replay"])
            #expect(usage.status == .exited(64), "\(usage)")
        }
    }
}
