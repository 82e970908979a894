import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// What goes from one execution to another arrives exactly once, though the server is killed at any commit (swf-spec.md
/// 5.15): the histories are the same, to the millisecond, as those of a server that was never killed.
@Suite struct MessageCrashTests {
    /// One kind of message: what must be there before, and the call that sends it.
    struct Scenario: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var prepare: @Sendable (EngineByHand) async throws -> Void
        /// The call that is repeated until it is answered. A fault other than that of the store says that it was done.
        var send: @Sendable (EngineByHand) async throws -> Void

        init(
            _ name: String,
            _ prepare: @escaping @Sendable (EngineByHand) async throws -> Void,
            send: @escaping @Sendable (EngineByHand) async throws -> Void
        ) {
            testDescription = name
            self.prepare = prepare
            self.send = send
        }
    }

    static let scenarios: [Scenario] =
        [
            deciding("start a child", [child("c"), child("d")]),
            Scenario("start a child whose id is taken") { rig in
                try await idle("c", on: rig)
                try await started("w", on: rig)
            } send: {
                try await decide("w", [child("c")], on: $0)
            },
            Scenario("signal") { rig in
                try await idle("x", on: rig)
                try await started("w", on: rig)
            } send: {
                try await decide("w", [signal("x"), signal("x"), signal("nobody")], on: $0)
            },
            deciding("signal oneself", [signal("w")]),
            Scenario("request cancel") { rig in
                try await idle("x", on: rig)
                try await started("w", on: rig)
            } send: {
                try await decide("w", [cancel("x"), cancel("nobody")], on: $0)
            },
            closing("a child completes", [.completeWorkflowExecution(.init(result: "r"))]),
            closing("a child fails", [.failWorkflowExecution(.init(reason: "r"))]),
            closing("a child cancels itself", [.cancelWorkflowExecution(.init(details: "d"))]),
            closing("a child continues as new", [.continueAsNewWorkflowExecution(.init(input: "i"))]),
            withChild("a child is terminated") { try await $0.session.terminate("c") },
            withChild("a child times out") { rig in
                rig.clock.set(max(rig.clock.now, ManualClock().now + .seconds(4_000)))
                try await rig.engine.sweepOnce()
            },
            withChild("child policy TERMINATE") { try await $0.session.terminate("w", childPolicy: .terminate) },
            withChild("child policy REQUEST_CANCEL") {
                try await $0.session.terminate("w", childPolicy: .requestCancel)
            },
            withChild("child policy ABANDON") { try await $0.session.terminate("w", childPolicy: .abandon) },
            Scenario("child policy on a child that is still starting") { rig in
                try await started("w", on: rig)
                try await decide("w", [child("c")], on: rig)
            } send: {
                try await $0.session.terminate("w", childPolicy: .terminate)
            },
            Scenario("a signal to an execution that continues as new") { rig in
                try await started("x", on: rig)
                try await started("w", on: rig)
                try await decide("w", [signal("x")], on: rig)
            } send: {
                try await decide("x", [.continueAsNewWorkflowExecution(.init())], on: $0)
            },
        ]

    @Test(arguments: scenarios, FailingStore.Moment.allCases)
    func `the histories are those of a server that was never killed`(
        scenario: Scenario,
        moment: FailingStore.Moment
    ) async throws {
        let (wanted, commits) = try await Self.run(scenario, killedAfter: nil, moment)
        #expect(commits >= 1)
        for count in 0..<commits {
            let (histories, _) = try await Self.run(scenario, killedAfter: count, moment)
            #expect(histories == wanted, "killed at commit \(count + 1) of \(commits)")
        }
        // And killed at each commit, one after the other.
        let (histories, _) = try await Self.run(scenario, killedAfter: 1, moment, isKilledEachTime: true)
        #expect(histories == wanted, "killed at every commit")
    }

    /// Runs a scenario; returns the histories of all executions, and how many commits it took after the preparation.
    private static func run(
        _ scenario: Scenario,
        killedAfter survived: Int?,
        _ moment: FailingStore.Moment,
        isKilledEachTime: Bool = false
    ) async throws -> (histories: [String], commits: Int) {
        let store = MemoryStore()
        let clock = ManualClock()
        let configuration = EngineByHand.configuration()
        try await scenario.prepare(try await EngineByHand(store: store, clock: clock, configuration: configuration))
        var commits = 0
        var isSent = false
        for life in 0..<200 {
            let failing = FailingStore(store)
            if let survived, life == 0 || isKilledEachTime { failing.failCommits(after: survived, moment) }
            let rig = try await EngineByHand(store: failing, clock: clock, configuration: configuration)
            do {
                if !isSent {
                    do {
                        try await scenario.send(rig)
                    } catch let fault as Fault where fault.code != .serviceUnavailable {
                        // It was done before, and only the answer was lost.
                    }
                    isSent = true
                }
                try await rig.settle()
                commits += failing.commits.count
                break
            } catch is Fault {
                // The server is gone.
            }
        }
        let rig = try await EngineByHand(store: store, clock: clock, configuration: configuration)
        #expect(try await store.contents().messages.isEmpty)
        var runs: [WorkflowExecution] = []
        while let stored = try await store.execution(id: runs.count + 1) {
            runs.append(stored.record.identity.execution)
        }
        var histories: [String] = []
        for run in runs {
            let events = try await rig.session.history(run)
            #expect(HistoryLinter.lint(events).isEmpty)
            var text = events.map { "\($0.eventTimestamp.milliseconds) " + HistoryTrace.line($0, detail: .full) }
                .joined(separator: "\n")
            // Run ids are drawn anew after a kill; no name is within another.
            for (index, run) in runs.enumerated() {
                text = text.replacing("\(run.runId) ", with: "#\(index) ").replacing(
                    "\(run.runId)\n",
                    with: "#\(index)\n"
                )
                if text.hasSuffix(run.runId) { text = text.dropLast(run.runId.count) + "#\(index)" }
            }
            histories.append(text)
        }
        return (histories, commits)
    }

    // The words of the scenarios. Each execution has a task list of its own, so that a poll gets what it wants.

    private static func deciding(_ name: String, _ decisions: [Decision]) -> Scenario {
        Scenario(name) {
            try await started("w", on: $0)
        } send: {
            try await decide("w", decisions, on: $0)
        }
    }

    private static func closing(_ name: String, _ decisions: [Decision]) -> Scenario {
        withChild(name) { try await decide("c", decisions, on: $0) }
    }

    /// An execution with a child that a decider works on, and with a grandchild.
    private static func withChild(
        _ name: String,
        send: @escaping @Sendable (EngineByHand) async throws -> Void
    ) -> Scenario {
        Scenario(name) { rig in
            try await started("w", on: rig)
            try await decide("w", [child("c")], on: rig)
            try await rig.settle()
            try await poll("c", on: rig)
            try await decide("c", [child("g")], on: rig)
            try await rig.settle()
            try await poll("c", on: rig)
        } send: {
            try await send($0)
        }
    }

    private static func child(_ id: String) -> Decision {
        .startChildWorkflowExecution(
            .init(
                childPolicy: .requestCancel,
                taskList: TaskList(name: id),
                workflowId: id,
                workflowType: Session.workflowType
            )
        )
    }

    private static func signal(_ id: String) -> Decision {
        .signalExternalWorkflowExecution(.init(control: "c", input: "i", signalName: "s", workflowId: id))
    }

    private static func cancel(_ id: String) -> Decision {
        .requestCancelExternalWorkflowExecution(.init(workflowId: id))
    }

    private static func started(_ id: String, on rig: EngineByHand) async throws {
        _ = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                // Longer than a child's: it is there when the child times out.
                executionStartToCloseTimeout: "100000",
                taskList: TaskList(name: id),
                taskStartToCloseTimeout: "NONE",
                workflowId: id,
                workflowType: Session.workflowType
            )
        )
        try await poll(id, on: rig)
    }

    private static func idle(_ id: String, on rig: EngineByHand) async throws {
        try await started(id, on: rig)
        try await decide(id, [], on: rig)
    }

    private static func poll(_ id: String, on rig: EngineByHand) async throws {
        let task = try await rig.engine.pollForDecisionTask(.init(domain: Session.domain, taskList: TaskList(name: id)))
        _ = try #require(task)
    }

    /// Answers the task that a decider of that execution has, whichever server gave it.
    private static func decide(_ id: String, _ decisions: [Decision], on rig: EngineByHand) async throws {
        var number = 0
        while let stored = try await rig.store.execution(id: number + 1) {
            number += 1
            guard stored.record.identity.execution.workflowId == id, stored.record.info.closeStatus == nil else {
                continue
            }
            let history = try await rig.session.history(stored.record.identity.execution)
            let state = ExecutionState.folding(history, identity: stored.record.identity)
            guard case .started(let task, _) = state.decisionTask else { continue }
            let token = TaskToken(
                kind: .decision,
                executionId: number,
                scheduledEventId: task.scheduledEventId,
                startedEventId: task.startedEventId,
                domain: DomainMark(Session.domain)
            )
            return try await rig.engine.respondDecisionTaskCompleted(
                .init(decisions: decisions, taskToken: token.sealed(by: rig.engine.seal))
            )
        }
        throw Fault(.unknownResource, "No decider has a task of \(id).")
    }
}
