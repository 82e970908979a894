import MartletTesting
import SWFClient
import SWFModel
import Subprocess
import Testing

/// design.md, invariant 3: what was acknowledged is on disk. A real server, killed again and again under load.
@Suite(.serialized) struct KillTests {
    private static let kills = 55

    @Test(.timeLimit(.minutes(5)))
    func `what a server acknowledged survives the killing of its process`() async throws {
        let seed = UInt64.random(in: 1...1_000_000)
        print("kill test: seed \(seed), \(Self.kills) kills")
        try await withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let witness = Witness()
            let first = try await ServerProcess.run(["--store", "sqlite:\(path)", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { try await Clients.register($0) }
                return server.url
            }
            #expect(first.status == .exited(0))
            // The server comes back where its clients look for it.
            let port = String(try #require(first.value.split(separator: ":").last))
            let clock = ContinuousClock()
            let begin = clock.now
            var startTimes: [Duration] = []
            let arguments = ["--store", "sqlite:\(path)", "--port", port]
            let client = ServerProcess.client(first.value)
            let gate = Gate()
            let clients = Clients(service: client, gate: gate, witness: witness)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await clients.run() }
                // Also when the test fails in between: the clients wait at the gate.
                defer { gate.end() }
                var random = SeededRandom(seed: seed)
                for _ in 0..<Self.kills {
                    // More work than is waited for, so that there is always some.
                    clients.wanted.raise(by: 12)
                    let start = clock.now
                    let more = Int.random(in: 1...120, using: &random)
                    let ended = try await ServerProcess.run(arguments) { server in
                        startTimes.append(clock.now - start)
                        gate.open()
                        await witness.wait(forMore: more)
                        gate.close()
                        server.kill()
                    }
                    #expect(ended.status == .signaled(9), "it ended by the kill and not before it")
                }
                // Executions go on, all of them, to their end.
                let last = try await ServerProcess.run(arguments) { server in
                    gate.open()
                    try await self.expectCompletion(of: clients, client, by: clock.now + .seconds(60))
                    gate.end()
                    server.terminate()
                }
                #expect(last.status == .exited(0))
            }
            try await client.shutdown()
            let took = clock.now - begin
            let median = startTimes.sorted()[startTimes.count / 2]
            let account = witness.all
            print(
                "kill test: \(Self.kills) kills in \(took.components.seconds) s, \(account.starts.count) executions,",
                "\(account.acknowledgements) acknowledgements; a start takes \(median) (median)"
            )
            try await compare(account, with: path, seed: seed)
        }
    }

    /// Waits until no execution is open.
    private func expectCompletion(
        of clients: Clients,
        _ client: RemoteWorkflowService,
        by deadline: ContinuousClock.Instant
    ) async throws {
        let input = CountOpenWorkflowExecutionsInput(
            domain: Clients.domain,
            startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        )
        var open = 0
        repeat {
            open = try await client.countOpenWorkflowExecutions(input).count
            let isDone = clients.started.count >= clients.wanted.count
            if open == 0, isDone { return }
        } while ContinuousClock.now < deadline
        Issue.record("\(open) executions did not come to their end")
    }

    /// Reads every history from a server over the file as it is, and compares it with what the clients were told.
    private func compare(_ account: Witness.Account, with path: String, seed: UInt64) async throws {
        let named: Comment = "seed \(seed)"
        var histories: [String: [(run: String, events: [HistoryEvent])]] = [:]
        let ended = try await ServerProcess.run(["--store", "sqlite:\(path)", "--port", "0"]) { server in
            try await ServerProcess.withClient(server.url) { client in
                var infos: [WorkflowExecutionInfo] = []
                var token: String?
                repeat {
                    let page = try await client.listClosedWorkflowExecutions(
                        .init(
                            domain: Clients.domain,
                            nextPageToken: token,
                            startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                        )
                    )
                    infos += page.executionInfos
                    token = page.nextPageToken
                } while token != nil
                var histories: [String: [(run: String, events: [HistoryEvent])]] = [:]
                for info in infos {
                    #expect(info.closeStatus == .completed, named)
                    let history = try await client.getWorkflowExecutionHistory(
                        .init(domain: Clients.domain, execution: info.execution)
                    )
                    histories[info.execution.workflowId, default: []].append((info.execution.runId, history.events))
                }
                return histories
            }
        }
        histories = ended.value

        for (workflowId, runs) in histories {
            #expect(runs.count == 1, "\(workflowId) was started once, \(named)")
            #expect(account.starts[workflowId] != nil, "\(workflowId) was asked for by somebody, \(named)")
            for run in runs { #expect(HistoryLinter.lint(run.events) == [], "\(workflowId), \(named)") }
        }
        for (workflowId, runId) in account.starts where runId != nil {
            #expect(histories[workflowId]?.first?.run == runId, "the start of \(workflowId) was acknowledged, \(named)")
        }
        let found = Found(histories)
        for (name, signal) in account.signals {
            let count = found.signals[signal.workflowId + " " + name] ?? 0
            #expect(count == 1 || (count == 0 && signal.word == .unknown), "signal \(name), \(named)")
        }
        for (marker, decision) in account.decisions {
            let count = found.markers[decision.execution.workflowId + " " + marker] ?? 0
            #expect(count == 1 || (count == 0 && decision.word == .unknown), "decision \(marker), \(named)")
        }
        for (result, answer) in account.results {
            let count = found.results[answer.execution.workflowId + " " + result] ?? 0
            #expect(count == 1 || (count == 0 && answer.word == .unknown), "activity \(result), \(named)")
        }
        for (identity, task) in account.decisionTasks.merging(account.activityTasks, uniquingKeysWith: { $1 }) {
            #expect(
                found.starts[identity] == [task.startedEventId],
                "what the poll \(identity) was given is in the history once, \(named)"
            )
        }
        #expect(found.starts.values.allSatisfy { $0.count == 1 }, "no poll was given two tasks, \(named)")
        #expect(account.tokens.values.allSatisfy { $0 == 1 }, "no task was given to two, \(named)")
        #expect(account.acknowledgements > Self.kills * 20, "without load it shows nothing, \(named)")
        #expect(found.signals.count > Self.kills, named)
        #expect(found.results.count > Self.kills, named)
    }

    /// What the histories hold, by the names that were used once.
    private struct Found {
        var signals: [String: Int] = [:]
        var markers: [String: Int] = [:]
        var results: [String: Int] = [:]
        /// The started events by the identity of the poll.
        var starts: [String: [EventId]] = [:]

        init(_ histories: [String: [(run: String, events: [HistoryEvent])]]) {
            for (workflowId, runs) in histories {
                for event in runs.flatMap(\.events) {
                    switch event.attributes {
                    case .workflowExecutionSignaled(let signal):
                        signals[workflowId + " " + signal.signalName, default: 0] += 1
                    case .markerRecorded(let marker):
                        markers[workflowId + " " + marker.markerName, default: 0] += 1
                    case .activityTaskCompleted(let end):
                        results[workflowId + " " + (end.result ?? ""), default: 0] += 1
                    case .decisionTaskStarted(let start):
                        starts[start.identity ?? "", default: []].append(event.eventId)
                    case .activityTaskStarted(let start):
                        starts[start.identity ?? "", default: []].append(event.eventId)
                    default: break
                    }
                }
            }
        }
    }
}
