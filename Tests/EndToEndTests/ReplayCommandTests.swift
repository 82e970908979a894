import Foundation
import SWFClient
import SWFModel
import Subprocess
import Testing

/// What was executed by the real programs is replayed and run again by them.
@Suite(.serialized) struct ReplayCommandTests {
    /// Ends as `Ping` does, having done something else before.
    private func decideOtherwise(_ environment: SupervisedEnvironment) async throws {
        let list = TaskList(name: "by-hand")
        try await ServerProcess.withClient("http://127.0.0.1:\(environment.port)") { client in
            _ = try await client.startWorkflowExecution(
                .init(
                    domain: "Publish.dev",
                    taskList: list,
                    workflowId: "other",
                    workflowType: WorkflowType(name: "Ping", version: "1")
                )
            )
            let task = try #require(
                try await client.pollForDecisionTask(.init(domain: "Publish.dev", taskList: list))
            )
            try await client.respondDecisionTaskCompleted(
                .init(
                    decisions: [
                        .startTimer(.init(startToFireTimeout: "100", timerId: "sleep-1")),
                        .completeWorkflowExecution(.init(result: #""pong""#)),
                    ],
                    taskToken: task.taskToken
                )
            )
        }
    }

    private struct Replayed: Decodable {
        struct History: Decodable {
            var verdict: String
            var eventId: Int?
        }
        var histories: [History]
        var replayed: Int
    }

    @Test(.timeLimit(.minutes(5)))
    func `an execution of the service is replayed, or the first event is told at which it is not`() async throws {
        try await SupervisedEnvironment.with { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let started = try await environment.run("starter", ["Ping", "-e", "dev", "--id", "same", "--wait"])
            #expect(started.status == .exited(0), "\(started)")
            let file = environment.folder + "/same.json"
            let same = try await environment.run("martlet", ["replay", "same", "-e", "dev", "--fixture", file])
            #expect(same.status == .exited(0), "\(same)")
            #expect(
                same.output == "replays: 11 events, 2 decision tasks\nwritten to \(file)\n",
                "\(same)"
            )
            // The fixture is a history like any other, and needs no service.
            let fixture = try await environment.run("martlet", ["replay", file])
            #expect(fixture.status == .exited(0), "\(fixture)")
            #expect(fixture.output == "replays: 11 events, 2 decision tasks\n", "\(fixture)")

            try await decideOtherwise(environment)
            let otherFile = environment.folder + "/other.json"
            let other = try await environment.run(
                "martlet",
                ["replay", "other", "-e", "dev", "--fixture", otherFile]
            )
            #expect(other.status == .exited(4), "\(other)")
            #expect(
                other.output.hasPrefix(
                    "event 5: the history has TimerStarted sleep-1, but the code asks for ScheduleActivityTask PingWorker-1 "
                        + "(PingWorker 1) at Workflows/Ping.swift:"
                ),
                "\(other)"
            )
            #expect(other.output.contains("written to \(otherFile)\n"), "\(other)")
            let both = try await environment.run("martlet", ["replay", file, otherFile, "--json"])
            #expect(both.status == .exited(4), "\(both)")
            let told = try JSONDecoder().decode(Replayed.self, from: Data(both.output.utf8))
            #expect(told.histories.map(\.verdict) == ["replays", "diverges"])
            #expect(told.histories.map(\.eventId) == [nil, 5])
            #expect(told.replayed == 1)
            let lint = try await environment.run("martlet", ["lint", otherFile])
            #expect(lint.status == .exited(0), "\(lint)")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `what has closed is run again, with the same input or another, to its end`() async throws {
        try await SupervisedEnvironment.with { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let first = try await environment.run(
                "starter",
                ["Sum", "-e", "dev", "--id", "sum", "--input", "[1, 2, 39]", "--wait"]
            )
            #expect(first.status == .exited(0), "\(first)")
            let total = try #require(first.output.split(separator: "\n").last)
            #expect(total.hasPrefix("sum COMPLETED ") && total.contains("42"), "\(first)")

            let again = try await environment.run("martlet", ["rerun", "sum", "-e", "dev", "--wait"])
            #expect(again.status == .exited(0), "\(again)")
            let lines = again.output.split(separator: "\n")
            #expect(lines.last == total, "\(again)")
            let names = try #require(lines.first)
            #expect(names.hasPrefix("started workflowId=sum runId="), "\(again)")
            #expect(names != first.output.split(separator: "\n").first, "it is another run")

            let other = try await environment.run(
                "martlet",
                ["rerun", "sum", "-e", "dev", "--id", "sum-2", "--input", #"["no number"]"#, "--wait"]
            )
            #expect(other.status == .exited(2), "\(other)")
            #expect(other.output.contains("sum-2 FAILED "), "\(other)")
            let none = try await environment.run("martlet", ["rerun", "nothing", "-e", "dev", "--wait"])
            #expect(none.status == .exited(64), "\(none)")
            // Each of these was done by today's code.
            for id in ["sum", "sum-2"] {
                let replay = try await environment.run("martlet", ["replay", id, "-e", "dev"])
                #expect(replay.status == .exited(0), "\(replay)")
            }
        }
    }
}
