import Engine
import Martlet
import MartletTesting
import ServiceLifecycle
import Synchronization
import Testing

@testable import Martlet

@Suite("Deciders and workers over a service", .timeLimit(.minutes(10)))
struct LoopTests {
    @Test func `an execution runs to its result`() async throws {
        try await House.run { house in
            let outcome = try await house.outcome(of: DoubleTwiceWorkflow.definition.type, input: "21")
            #expect(outcome.closeStatus == .completed)
            #expect(outcome.result == "84")
        }
    }

    @Test func `whoever waits sees every event once and in order`() async throws {
        try await House.run { house in
            let seen = Log<EventId>()
            _ = try await house.outcome(of: ManyDoublesWorkflow.definition.type, input: "20") { event in
                seen.add(event.eventId)
            }
            #expect(seen.all == Array(1...seen.all.count))
        }
    }

    @Test func `two deciders that share an execution decide as one`() async throws {
        try await House.run { house in
            let outcome = try await house.outcome(
                of: ManyDoublesWorkflow.definition.type,
                input: "30",
                deciders: [house.decider(identity: "a"), house.decider(identity: "b")]
            )
            #expect(
                outcome.result
                    == "[0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36,38,40,42,44,46,48,50,52,54,56,58]"
            )
        }
    }

    @Test(arguments: [0, 1, 1_000])
    func `it makes no difference how many executions are held`(_ count: Int) async throws {
        try await House.run { house in
            let held = Log<Bool>()
            let configuration = Decider.Configuration(
                slots: 2,
                heldExecutions: count,
                backoff: House.quick,
                pageSize: 7,
                onDecision: { held.add($0.wasHeld) }
            )
            let outcome = try await house.outcome(
                of: ManyDoublesWorkflow.definition.type,
                input: "9",
                deciders: [house.decider(configuration)]
            )
            #expect(outcome.result == "[0,2,4,6,8,10,12,14,16]")
            if count == 0 { #expect(!held.all.contains(true)) }
            if count == 1_000 { #expect(held.all.dropFirst().allSatisfy { $0 }) }
        }
    }

    @Test func `a failed attempt is tried again after a timer, with the same key`() async throws {
        try await House.run { house in
            let decider = house.decider(
                Decider.Configuration(
                    backoff: House.quick,
                    onDecision: { progress in
                        // The back-off is a timer of the service: the clock is moved when it was started.
                        if progress.outcome == .decided([.startTimer]) { house.cluster.clock.advance(by: .seconds(10)) }
                    }
                )
            )
            let stages = Log<String>()
            let worker = house.worker(
                ActivityWorker.Configuration(
                    backoff: House.quick,
                    onProgress: { stages.add("\($0.activityId) \($0.attempt) \($0.stage)") }
                )
            )
            let outcome = try await house.outcome(
                of: UnsteadyWorkflow.definition.type,
                input: "2",
                deciders: [decider],
                worker: worker
            )
            #expect(outcome.result == #""3 run/Unsteady-1""#)
            #expect(
                stages.all == [
                    "Unsteady-1 1 started", #"Unsteady-1 1 failed(reason: "attempt 1 failed", isPermanent: false)"#,
                    "Unsteady-1-try2 2 started",
                    #"Unsteady-1-try2 2 failed(reason: "attempt 2 failed", isPermanent: false)"#,
                    "Unsteady-1-try3 3 started", "Unsteady-1-try3 3 completed",
                ]
            )
        }
    }

    @Test func `an activity that is handed back is scheduled again at once, and uses up no attempt`() async throws {
        try await House.run { house in
            let engine = house.cluster.engine
            let execution = try await house.starter.start(
                DoubleTwiceWorkflow.definition.type,
                input: "21",
                workflowId: "one"
            )
            try await house.decideAnew()
            // More often than the policy has attempts, and each time decided from the whole history.
            for _ in 0..<7 {
                let task = try await house.service.pollForActivityTask(
                    .init(domain: House.domain, taskList: TaskList(name: House.taskList))
                )
                let token = try #require(task?.taskToken)
                try await engine.handBack(taskToken: token, identity: "worker", reason: "stopping")
                try await house.decideAnew()
            }
            try await house.work(result: "42")
            try await house.decideAnew()
            try await house.work(result: "84")
            try await house.decideAnew()
            let history = try await house.history(of: execution)
            let ids = history.compactMap { event in
                if case .activityTaskScheduled(let attributes) = event.attributes { attributes.activityId } else { nil }
            }
            #expect(ids == Array(repeating: "Double-1", count: 8) + ["Double-2"])
            #expect(!history.contains { $0.eventType == .timerStarted })
            #expect(history.last?.eventType == .workflowExecutionCompleted)
            #expect(HistoryLinter.lint(history) == [])
        }
    }

    @Test func `an activity without retries survives that its worker is stopped`() async throws {
        try await House.run { house in
            let execution = try await house.starter.start(
                VerboseWorkflow.definition.type,
                input: nil,
                workflowId: "one"
            )
            try await house.decideAnew()
            let task = try await house.service.pollForActivityTask(
                .init(domain: House.domain, taskList: TaskList(name: House.taskList))
            )
            try await house.cluster.engine.handBack(
                taskToken: try #require(task?.taskToken),
                identity: nil,
                reason: nil
            )
            try await house.decideAnew()
            let history = try await house.history(of: execution)
            #expect(history.last?.eventType == .activityTaskScheduled)
        }
    }

    @Test(arguments: [
        (HopelessWorkflow.definition.type, String?.none, "Hopeless-1 failed for good: the licence is missing"),
        (VerboseWorkflow.definition.type, nil, "Verbose-1 failed for good: the output of the activity Verbose has"),
        (StrangerWorkflow.definition.type, nil, "Stranger-1 failed for good: This worker knows no activity Stranger"),
        (ForgottenWorkflow.definition.type, nil, "This decider knows no workflow Forgotten version 7"),
        (DoubleTwiceWorkflow.definition.type, "x", "the input of the workflow DoubleTwice cannot be read"),
        (DoubleTwiceWorkflow.definition.type, nil, "the input of the workflow DoubleTwice is missing"),
        (DoubleTwiceWorkflow.definition.type, "\"7\"", "the input of the workflow DoubleTwice cannot be read"),
    ])
    func `what cannot work fails at once, with a reason`(
        _ type: WorkflowType,
        _ input: String?,
        _ reason: String
    ) async throws {
        try await House.run { house in
            let fails = Decider.Configuration(divergence: .failExecution, backoff: House.quick)
            let outcome = try await house.outcome(of: type, input: input, deciders: [house.decider(fails)])
            #expect(outcome.closeStatus == .failed)
            #expect(outcome.reason?.hasPrefix(reason) == true, "\(outcome.reason ?? "")")
        }
    }

    @Test func `a cancel request reaches the activity through its heartbeat`() async throws {
        try await House.run { house in
            let isAsked = Mutex(false)
            let outcome = try await house.outcome(
                of: EndlessWorkflow.definition.type,
                input: nil
            ) { event in
                guard case .activityTaskStarted = event.attributes, !isAsked.withLock({ $0 }) else { return }
                isAsked.withLock { $0 = true }
                try? await house.cluster.engine.requestCancelWorkflowExecution(
                    RequestCancelWorkflowExecutionInput(domain: House.domain, workflowId: "one")
                )
            }
            #expect(outcome.closeStatus == .canceled)
        }
    }

    @Test func `an activity whose execution is gone is stopped by its heartbeat`() async throws {
        try await House.run { house in
            let stages = Log<ActivityProgress.Stage>()
            let worker = house.worker(
                ActivityWorker.Configuration(
                    heartbeatInterval: .zero,
                    backoff: House.quick,
                    onProgress: { progress in
                        if case .heartbeat = progress.stage { return }
                        stages.add(progress.stage)
                    }
                )
            )
            let group = ServiceGroup(services: [house.decider(), worker], logger: House.quiet)
            async let services: Void = group.run()
            let execution = try await house.starter.start(
                EndlessWorkflow.definition.type,
                input: nil,
                workflowId: "one"
            )
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1)) { event in
                guard case .activityTaskStarted = event.attributes else { return }
                try? await house.cluster.engine.terminateWorkflowExecution(
                    TerminateWorkflowExecutionInput(domain: House.domain, workflowId: "one")
                )
            }
            #expect(outcome.closeStatus == .terminated)
            // Graceful shutdown waits for the activity, which ends only because its heartbeat tells it to.
            await group.triggerGracefulShutdown()
            try await services
            #expect(stages.all.count == 2)
            guard case .lateResultRejected? = stages.all.last else {
                Issue.record("\(stages.all)")
                return
            }
        }
    }

    @Test func `an activity that should be over is stopped when the service has given it up`() async throws {
        try await House.run { house in
            var configuration = ActivityWorker.Configuration(backoff: House.quick)
            configuration.watchGrace = .zero
            let ends = Log<ActivityProgress.Stage>()
            configuration.onProgress = { ends.add($0.stage) }
            let outcome = try await house.outcome(
                of: HungWorkflow.definition.type,
                input: nil,
                worker: house.worker(configuration)
            )
            #expect(outcome.reason == "Hung-1 timed out after 1 attempt: it took longer than its startToClose timeout")
        }
    }

    @Test func `graceful shutdown ends waiting polls at once`() async throws {
        try await House.run { house in
            let group = ServiceGroup(
                services: [house.decider(Decider.Configuration(slots: 3)), house.worker()],
                logger: House.quiet
            )
            async let services: Void = group.run()
            let execution = try await house.starter.start(DoubleTwiceWorkflow.self, 1, workflowId: "one")
            let outcome = try await house.starter.wait(for: execution, interval: .milliseconds(1))
            #expect(outcome.result == "4")
            await group.triggerGracefulShutdown()
            try await services
        }
    }
}
