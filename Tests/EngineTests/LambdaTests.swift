import MartletTesting
import SWFModel
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// Lambda tasks (swf-spec.md 3.2.13 and 5.10, swf-observed.md X1).
@Suite struct LambdaTests {
    private func configuration(_ functions: ScriptedFunctions?, concurrency: Int = 8) -> WorkflowEngine.Configuration {
        var configuration = EngineByHand.configuration()
        configuration.lambdaService = functions
        configuration.lambdaConcurrency = concurrency
        return configuration
    }

    private func lambda(
        _ id: String,
        _ name: String = "resize",
        input: String? = nil,
        timeout: String? = nil
    ) -> Decision {
        .scheduleLambdaFunction(.init(id: id, input: input, name: name, startToCloseTimeout: timeout))
    }

    private func start(
        _ decisions: [Decision],
        role: String? = "role",
        on rig: EngineByHand
    ) async throws -> WorkflowExecution {
        let run = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                lambdaRole: role,
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        try await rig.session.decide(try await rig.session.decisionTask(), decisions)
        return WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
    }

    private func lambdaEvents(_ execution: WorkflowExecution, on rig: EngineByHand) async throws -> [EventType] {
        try await rig.types(execution).filter { $0.rawValue.contains("Lambda") }
    }

    @Test func `X1 scheduled, started, completed, each in a transaction of its own`() async throws {
        let functions = ScriptedFunctions(["resize": .answers(.completed(result: "{\"ok\":true}"))])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l", input: "{\"n\":1}")], on: rig)
        rig.clock.advance(by: .seconds(1))
        #expect(await rig.engine.callOnce())
        let history = try await rig.session.history(execution)
        #expect(
            history.dropFirst(4).map(\.attributes) == [
                .lambdaFunctionScheduled(
                    .init(
                        decisionTaskCompletedEventId: 4,
                        id: "l",
                        input: "{\"n\":1}",
                        name: "resize",
                        startToCloseTimeout: "900"
                    )
                ),
                .lambdaFunctionStarted(.init(scheduledEventId: 5)),
                .lambdaFunctionCompleted(.init(result: "{\"ok\":true}", scheduledEventId: 5, startedEventId: 6)),
                .decisionTaskScheduled(
                    .init(scheduleToStartTimeout: "NONE", startToCloseTimeout: "30", taskList: Session.taskList)
                ),
            ]
        )
        #expect(
            functions.calls == [
                LambdaCall(function: "resize", input: "{\"n\":1}", id: "l", execution: execution, scheduledEventId: 5)
            ]
        )
        #expect(try await rig.store.contents().messages.isEmpty)
        #expect(try await rig.describe(execution).openCounts.openLambdaFunctions == 0)
        #expect(HistoryLinter.lint(history).isEmpty)
    }

    @Test func `X1 a function that is not there is started, and fails with ResourceNotFoundException`() async throws {
        let rig = try await EngineByHand(configuration: configuration(ScriptedFunctions([:])))
        let execution = try await start([lambda("l", "nobody")], on: rig)
        await rig.engine.callOnce()
        let failed = try await rig.session.history(execution)[6]
        #expect(
            failed.attributes
                == .lambdaFunctionFailed(
                    .init(
                        details: "Function not found: nobody",
                        reason: "ResourceNotFoundException",
                        scheduledEventId: 5,
                        startedEventId: 6
                    )
                )
        )
    }

    @Test func `X1 without a role the task is scheduled, and cannot be started`() async throws {
        let functions = ScriptedFunctions(["resize": .answers(.completed(result: nil))])
        for service in [functions, nil] {
            let rig = try await EngineByHand(configuration: configuration(service))
            let execution = try await start([lambda("l")], role: nil, on: rig)
            #expect(
                try await rig.types(execution).last == .lambdaFunctionScheduled,
                "the failure is another transaction"
            )
            try await rig.settle()
            #expect(await rig.engine.callOnce() == false)
            let history = try await rig.session.history(execution)
            #expect(
                history[5].attributes
                    == .startLambdaFunctionFailed(
                        .init(
                            cause: .assumeRoleFailed,
                            message: "No IAM role is attached to the current workflow execution.",
                            scheduledEventId: 5
                        )
                    )
            )
            #expect(history.last?.eventType == .decisionTaskScheduled)
        }
        #expect(functions.calls == [])
    }

    @Test func `without a lambda service the region has none`() async throws {
        let rig = try await EngineByHand(configuration: configuration(nil))
        let execution = try await start([lambda("l")], on: rig)
        #expect(
            try await rig.session.history(execution)[4].attributes
                == .scheduleLambdaFunctionFailed(
                    .init(
                        cause: .lambdaServiceNotAvailableInRegion,
                        decisionTaskCompletedEventId: 4,
                        id: "l",
                        name: "resize"
                    )
                )
        )
    }

    @Test func `X1 an id that is in use is taken`() async throws {
        let functions = ScriptedFunctions(["resize": .answers(.completed(result: nil))])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l"), lambda("l")], on: rig)
        #expect(try await rig.describe(execution).openCounts.openLambdaFunctions == 2)
        while await rig.engine.callOnce() {}
        #expect(functions.calls.map(\.scheduledEventId) == [5, 6])
        #expect(
            try await rig.types(execution).filter { $0 == .decisionTaskScheduled }.count == 2,
            "one for the start, one for both results"
        )
    }

    @Test func `5.10 reason and details are cut to what an event may hold`() async throws {
        let long = LambdaAnswer.failed(
            reason: String(repeating: "r", count: 300),
            // The last character that would fit is half of a pair.
            details: String(repeating: "d", count: 32_767) + "😀"
        )
        let rig = try await EngineByHand(configuration: configuration(ScriptedFunctions(["resize": .answers(long)])))
        let execution = try await start([lambda("l")], on: rig)
        await rig.engine.callOnce()
        guard case .lambdaFunctionFailed(let failed) = try await rig.session.history(execution)[6].attributes else {
            Issue.record("It did not fail.")
            return
        }
        #expect(failed.reason?.count == 256)
        #expect(failed.details == String(repeating: "d", count: 32_767))
    }

    @Test(arguments: ["1", "900"])
    func `5.3 the clock starts with LambdaFunctionStarted, and the function is stopped when it runs out`(
        timeout: String
    ) async throws {
        let functions = ScriptedFunctions(["resize": .hangs])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l", timeout: timeout)], on: rig)
        // It may wait as long as it likes for its turn.
        try await rig.advance(by: .seconds(1000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await rig.engine.callOnce() }
            await Bounded.wait { functions.calls.count == 1 }
            let seconds = try #require(Int(timeout))
            try await rig.advance(by: .milliseconds(seconds * 1000 - 1))
            #expect(try await lambdaEvents(execution, on: rig).last == .lambdaFunctionStarted)
            try await rig.advance(by: .milliseconds(1))
            try await group.waitForAll()
        }
        #expect(functions.canceled.count == 1)
        let history = try await rig.session.history(execution)
        #expect(
            history.suffix(2).first?.attributes
                == .lambdaFunctionTimedOut(.init(scheduledEventId: 5, startedEventId: 6, timeoutType: .startToClose))
        )
        #expect(history.last?.eventType == .decisionTaskScheduled)
        #expect(try await rig.store.contents().messages.isEmpty)
    }

    @Test(arguments: ["0", "901", "NONE", "1.5"])
    func `8.1 a lambda task takes 1 to 900 seconds`(timeout: String) async throws {
        let rig = try await EngineByHand(configuration: configuration(ScriptedFunctions([:])))
        let refused = await fault { _ = try await start([lambda("l", timeout: timeout)], on: rig) }
        #expect(refused?.code == .validation)
    }

    @Test func `5.11 a closed execution hears nothing of its functions`() async throws {
        let functions = ScriptedFunctions(["resize": .answers(.completed(result: nil))])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l"), .completeWorkflowExecution(.init())], on: rig)
        #expect(await rig.engine.callOnce())
        #expect(functions.calls == [], "what nobody waits for is not called")
        #expect(try await rig.types(execution).last == .workflowExecutionCompleted)
        #expect(try await rig.describe(execution).openCounts.openLambdaFunctions == 1, "the count is frozen")
        #expect(try await rig.store.contents().messages.isEmpty)
    }

    @Test func `8.1 the limit on open lambda functions is a cause`() async throws {
        var configuration = configuration(ScriptedFunctions([:]))
        configuration.limits.openLambdaFunctions = 1
        let rig = try await EngineByHand(configuration: configuration)
        let execution = try await start([lambda("a"), lambda("b")], on: rig)
        guard case .scheduleLambdaFunctionFailed(let failed) = try await rig.session.history(execution)[5].attributes
        else {
            Issue.record("It was scheduled.")
            return
        }
        #expect(failed.cause == .openLambdaFunctionsLimitExceeded)
    }

    @Test(.timeLimit(.minutes(10)))
    func `a running engine calls no more functions at once than it may`() async throws {
        let functions = ScriptedFunctions(["hangs": .hangs, "resize": .answers(.completed(result: nil))])
        let clock = ManualClock()
        let rig = try await EngineByHand(
            clock: clock,
            configuration: configuration(functions, concurrency: 2)
        )
        let execution = try await start(
            [lambda("a", "hangs", timeout: "10"), lambda("b", "hangs", timeout: "20"), lambda("c", "resize")],
            on: rig
        )
        let service = Task { await rig.engine.callLambdaFunctions() }  // Canceled and awaited below.
        await Bounded.wait { functions.calls.count == 2 }
        #expect(try await lambdaEvents(execution, on: rig).filter { $0 == .lambdaFunctionStarted }.count == 2)
        try await rig.advance(by: .seconds(10))
        await Bounded.wait { functions.calls.count == 3 }
        await Bounded.wait { (try? await lambdaEvents(execution, on: rig).contains(.lambdaFunctionCompleted)) == true }
        service.cancel()
        await service.value
        #expect(functions.canceled.map(\.id) == ["a", "b"])
        #expect(
            try await lambdaEvents(execution, on: rig).suffix(3) == [
                .lambdaFunctionTimedOut, .lambdaFunctionStarted, .lambdaFunctionCompleted,
            ],
            "a function that was stopped because the server leaves has no outcome yet"
        )
        // The one that was under way is called again.
        let later = try await rig.reopened()
        let again = Task { await later.engine.callLambdaFunctions() }  // Canceled and awaited below.
        await Bounded.wait { functions.calls.count == 4 }
        #expect(functions.calls.last?.invocationId == functions.calls.first { $0.id == "b" }?.invocationId)
        again.cancel()
        await again.value
        #expect(try await lambdaEvents(execution, on: rig).filter { $0 == .lambdaFunctionStarted }.count == 3)
    }

    /// Kills the server at its nth commit, before or after that was written, and starts it anew each time.
    @Test(arguments: 0...4, FailingStore.Moment.allCases)
    func `a lambda task has one outcome though the server is killed at any commit`(
        survived: Int,
        moment: FailingStore.Moment
    ) async throws {
        let functions = ScriptedFunctions([
            "resize": .answers(.completed(result: "1")), "bad": .answers(.failed(reason: "Handled", details: nil)),
        ])
        let store = MemoryStore()
        let first = try await EngineByHand(store: store, configuration: configuration(functions))
        let execution = try await start([lambda("a"), lambda("b", "bad"), lambda("c", "nobody")], on: first)
        var kills = 0
        while try await !store.contents().messages.isEmpty, kills < 20 {
            let failing = FailingStore(store)
            // The first life dies where the test says, those after it a commit later each.
            failing.failCommits(after: survived + kills, moment)
            let rig = try await EngineByHand(
                store: failing,
                clock: first.clock,
                configuration: configuration(functions)
            )
            await withTaskGroup(of: Void.self) { group in
                group.addTask { while await rig.engine.callOnce(), !Task.isCancelled {} }
                await Bounded.wait {
                    if rig.engine.isBroken { return true }
                    return (try? await store.contents().messages.isEmpty) == true
                }
                group.cancelAll()
            }
            kills += 1
        }
        let rig = try await first.reopened()
        let history = try await rig.session.history(execution)
        #expect(HistoryLinter.lint(history).isEmpty)
        let types = history.map(\.eventType)
        #expect(types.count { $0 == .lambdaFunctionStarted } == 3)
        #expect(types.count { $0 == .lambdaFunctionCompleted } == 1)
        #expect(types.count { $0 == .lambdaFunctionFailed } == 2)
        #expect(try await rig.describe(execution).openCounts.openLambdaFunctions == 0)
        #expect(functions.calls.count >= 3)
        #expect(Set(functions.calls.map(\.invocationId)).count == 3)
    }

    @Test func `a started task whose time ran out while the server was down times out and is not called`() async throws
    {
        let functions = ScriptedFunctions(["resize": .hangs])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l", timeout: "60")], on: rig)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await rig.engine.callOnce() }
            await Bounded.wait { functions.calls.count == 1 }
            group.cancelAll()
        }
        rig.clock.advance(by: .seconds(61))
        let later = try await rig.reopened()
        try await later.settle()
        #expect(await later.engine.callOnce())
        #expect(functions.calls.count == 1)
        #expect(
            try await lambdaEvents(execution, on: later) == [
                .lambdaFunctionScheduled, .lambdaFunctionStarted, .lambdaFunctionTimedOut,
            ]
        )
        #expect(try await later.store.contents().messages.isEmpty)
    }

    @Test func `a task that a server without functions finds has no function`() async throws {
        let functions = ScriptedFunctions(["resize": .hangs])
        let rig = try await EngineByHand(configuration: configuration(functions))
        let execution = try await start([lambda("l")], on: rig)
        let later = try await EngineByHand(store: rig.store, clock: rig.clock, configuration: configuration(nil))
        await later.engine.callOnce()
        #expect(try await lambdaEvents(execution, on: later).last == .lambdaFunctionFailed)
    }
}
