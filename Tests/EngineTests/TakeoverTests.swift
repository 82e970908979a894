import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// Executions that come from another server: they go on where they were.
@Suite struct TakeoverTests {
    /// Two servers whose clocks agree.
    private struct Move {
        var from: EngineByHand
        var to: EngineByHand

        init(
            over store: any WorkflowStore = MemoryStore(),
            configuration: WorkflowEngine.Configuration? = nil
        ) async throws {
            let clock = ManualClock()
            from = try await EngineByHand(clock: clock)
            // Run ids of the other server are none of those that this one gives.
            var here = configuration ?? EngineByHand.configuration()
            here.newRunId = { RunId.random() }
            to = try await EngineByHand(store: store, clock: clock, configuration: here)
        }

        @discardableResult
        func move(_ execution: WorkflowExecution) async throws -> ImportWorkflowExecutionOutput {
            let events = try await from.session.pagedHistory(execution)
            return try await to.engine.importExecution(events, of: execution, in: Session.domain)
        }

        /// The sentence with which the execution is refused, after which nothing of it is there.
        func refusal(_ execution: WorkflowExecution) async throws -> Fault? {
            let before = try await to.store.contents()
            let fault = await fault { try await move(execution) }
            let after = try await to.store.contents()
            #expect(after.openExecutions == before.openExecutions)
            #expect(after.tasks == before.tasks)
            #expect(after.messages == before.messages)
            #expect(
                try await to.store.executionId(
                    domain: Session.domain,
                    workflowId: execution.workflowId,
                    runId: execution.runId
                ) == nil
            )
            return fault
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an open execution goes on to its end in another server`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let move = try await Move(over: try place.open())
            let execution = try await move.from.session.start("w", input: "in")
            try await move.from.session.decide(
                try await move.from.session.decisionTask(),
                [
                    move.from.session.schedule("a", input: "work"),
                    .startTimer(.init(startToFireTimeout: "60", timerId: "t")),
                ]
            )
            try await move.from.advance(by: .seconds(20))
            let answer = try await move.move(execution)
            #expect(answer == .init(eventCount: 6, executionStatus: .open))
            #expect(try await move.to.session.pagedHistory(execution) == move.from.session.pagedHistory(execution))
            #expect(try await move.to.describe(execution) == move.from.describe(execution))

            // The activity task is offered, and its answer wakes a decider.
            let activity = try await move.to.session.activityTask()
            #expect(activity.input == "work")
            #expect(activity.workflowExecution == execution)
            try await move.to.session.complete(activity, result: "done")
            let task = try await move.to.session.decisionTask()
            #expect(task.previousStartedEventId == 3)
            try await move.to.session.decide(task, [])
            // The timer fires when it should, and not before.
            try await move.to.advance(by: .seconds(39))
            #expect(try await move.to.session.pollDecision() == nil)
            try await move.to.advance(by: .seconds(1))
            let last = try await move.to.session.decisionTask()
            #expect(last.events.contains { $0.eventType == .timerFired })
            try await move.to.session.decide(last, [.completeWorkflowExecution(.init(result: "r"))])
            #expect(try await move.to.describe(execution).executionInfo.closeStatus == .completed)
            var ledger = Ledger()
            try await ledger.check(move.to.engine, move.to.store, "moved")
            #expect(HistoryLinter.lint(try await move.to.session.pagedHistory(execution)).isEmpty)
            try await move.to.store.close()
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what was imported is there when the server is started again`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let store = try place.open()
            let move = try await Move(over: store)
            let execution = try await move.from.session.start("w")
            try await move.move(execution)
            let again = try await move.to.reopened()
            let task = try await again.session.decisionTask()
            #expect(task.workflowExecution == execution)
            #expect(task.startedEventId == 3)
            try await store.close()
        }
    }

    @Test func `what fell due on the way happens at once, and the time of the execution goes on`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [.startTimer(.init(startToFireTimeout: "10", timerId: "t"))]
        )
        move.to.clock.advance(by: .seconds(500))
        try await move.move(execution)
        try await move.to.settle()
        #expect(try await move.to.types(execution).suffix(2) == [.timerFired, .decisionTaskScheduled])
        // It was started with an hour, 500 seconds of which are over.
        try await move.to.advance(by: .seconds(3_099))
        #expect(try await move.to.describe(execution).executionInfo.executionStatus == .open)
        try await move.to.advance(by: .seconds(1))
        #expect(try await move.to.describe(execution).executionInfo.closeStatus == .timedOut)
    }

    @Test func `a task that was handed out runs into its own timeout, and an old token is worth nothing`() async throws
    {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [move.from.session.schedule("a")]
        )
        let activity = try await move.from.session.activityTask()
        try await move.from.session.signal("w", "s")
        let decision = try await move.from.session.decisionTask()
        let answer = try await move.move(execution)
        #expect(answer.notes.count == 1)
        #expect(answer.notes[0].contains("events 6, 9"), "\(answer.notes)")
        #expect(try await move.to.session.pollActivity() == nil, "it is not offered again")
        #expect(try await move.to.session.pollDecision() == nil)
        #expect(await fault { try await move.to.session.complete(activity) }?.message == "Invalid token")
        #expect(await fault { try await move.to.session.decide(decision, []) }?.message == "Invalid token")
        // 30 seconds for a decision, 300 for the activity.
        try await move.to.advance(by: .seconds(30))
        let again = try await move.to.session.decisionTask()
        #expect(again.events.contains { $0.eventType == .decisionTaskTimedOut })
        try await move.to.session.decide(again, [])
        try await move.to.advance(by: .seconds(270))
        #expect(try await move.to.types(execution).contains(.activityTaskTimedOut))
        #expect(HistoryLinter.lint(try await move.to.session.pagedHistory(execution)).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a commit that fails leaves nothing, and the same import works afterwards`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let store = FailingStore(try place.open())
            let move = try await Move(over: store)
            let execution = try await move.from.session.start("w")
            store.failCommits()
            #expect(await fault { try await move.move(execution) }?.code == .serviceUnavailable)
            store.heal()
            await move.to.recover()
            #expect(try await store.contents().openExecutions.isEmpty)
            #expect(try await move.to.session.pollDecision() == nil)
            #expect(await fault { _ = try await move.to.describe(execution) }?.code == .unknownResource)
            try await move.move(execution)
            #expect(try await move.to.session.decisionTask().workflowExecution == execution)
            try await store.close()
        }
    }

    @Test func `a run is imported once, also by two at a time, and a workflow id is open once`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        let events = try await move.from.session.pagedHistory(execution)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask { [to = move.to] in
                    (try? await to.engine.importExecution(events, of: execution, in: Session.domain)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 1)
        #expect(await fault { try await move.move(execution) }?.code == .workflowExecutionAlreadyStarted)
        // Another run of the same workflow id.
        let other = WorkflowExecution(runId: "other", workflowId: "w")
        let refusal = await fault {
            _ = try await move.to.engine.importExecution(events, of: other, in: Session.domain)
        }
        #expect(refusal?.code == .workflowExecutionAlreadyStarted)
        try await move.to.session.terminate("w")
        _ = try await move.to.engine.importExecution(events, of: other, in: Session.domain)
        #expect(try await move.to.describe(other).executionInfo.executionStatus == .open)
        #expect(try await move.to.describe(execution).executionInfo.closeStatus == .terminated)
    }

    @Test func `a closed run is imported once too, which no workflow id guards`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.terminate("w")
        let events = try await move.from.session.pagedHistory(execution)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { [to = move.to] in
                    (try? await to.engine.importExecution(events, of: execution, in: Session.domain)) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 1)
        let query = ExecutionQuery(domain: Session.domain, status: .closed, oldest: Timestamp(milliseconds: 0))
        #expect(try await move.to.store.count(query) == 1)
    }

    @Test func `more children than memory holds are found all the same`() async throws {
        // Four executions are held at most.
        let move = try await Move()
        let parent = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            (0..<12).map {
                .startChildWorkflowExecution(.init(workflowId: "c\($0)", workflowType: Session.workflowType))
            }
        )
        try await move.from.settle()
        for case .childWorkflowExecutionStarted(let started) in try await move.from.session.pagedHistory(parent)
            .map(\.attributes)
        {
            try await move.move(started.workflowExecution)
        }
        #expect(try await move.move(parent).executionStatus == .open)
        #expect(try await move.to.describe(parent).openCounts.openChildWorkflowExecutions == 12)
    }

    @Test func `a closed execution is imported for looking at, unless it would be gone at once`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.terminate("w")
        let events = try await move.from.session.pagedHistory(execution)
        #expect(try await move.move(execution).executionStatus == .closed)
        #expect(try await move.to.session.pagedHistory(execution) == events)
        #expect(try await move.to.session.pollDecision() == nil)
        // The workflow id is free.
        _ = try await move.to.session.start("w")
        // The domain keeps closed executions for seven days.
        move.to.clock.advance(by: .seconds(7 * 86_400))
        let late = WorkflowExecution(runId: "late", workflowId: "w")
        let refusal = await fault { _ = try await move.to.engine.importExecution(events, of: late, in: Session.domain) }
        #expect(refusal?.message?.contains("7 days") == true, "\(String(describing: refusal))")
    }

    @Test func `what is missing in the domain is named, all of it`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.engine.registerActivityType(
            .init(
                defaultTaskHeartbeatTimeout: "NONE",
                defaultTaskList: Session.taskList,
                defaultTaskScheduleToCloseTimeout: "NONE",
                defaultTaskScheduleToStartTimeout: "NONE",
                defaultTaskStartToCloseTimeout: "1",
                domain: Session.domain,
                name: "Paint",
                version: "2"
            )
        )
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [
                .scheduleActivityTask(.init(activityId: "p", activityType: .init(name: "Paint", version: "2"))),
                move.from.session.schedule("a"),
            ]
        )
        try await move.to.engine.deprecateWorkflowType(
            .init(domain: Session.domain, workflowType: Session.workflowType)
        )
        try await move.to.engine.deleteWorkflowType(.init(domain: Session.domain, workflowType: Session.workflowType))
        let refusal = try #require(try await move.refusal(execution))
        #expect(refusal.code == .unknownResource)
        #expect(
            refusal.message
                == "The domain Publish lacks what the execution needs: the workflow type Pipeline version 1, "
                + "the activity type Paint version 2. Register it first."
        )
        // A closed one needs none of it.
        try await move.from.session.terminate("w")
        #expect(try await move.move(execution).executionStatus == .closed)
        let elsewhere = await fault {
            _ = try await move.to.engine.importExecution([], of: execution, in: "nowhere")
        }
        #expect(elsewhere?.code == .unknownResource)
    }

    @Test func `a child that is about to start and a message on its way keep an execution where it is`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [
                .startChildWorkflowExecution(.init(workflowId: "c", workflowType: Session.workflowType)),
                .signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "nobody")),
                .requestCancelExternalWorkflowExecution(.init(workflowId: "nobody")),
            ]
        )
        let refusal = try await move.refusal(execution)
        #expect(refusal?.code == .validation)
        for words in ["child c of event 5", "signal of event 6", "cancel request of event 7"] {
            #expect(refusal?.message?.contains(words) == true, "\(refusal?.message ?? "")")
        }
        // Once they have arrived, what is left is the child, which runs there and not here.
        try await move.from.settle()
        let still = try await move.refusal(execution)
        #expect(
            still?.message?.contains("The child c of event 5 runs, and is not open here") == true,
            "\(still?.message ?? "")"
        )
    }

    @Test func `a child that was imported first tells its parent of its close`() async throws {
        let move = try await Move()
        let parent = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [.startChildWorkflowExecution(.init(workflowId: "c", workflowType: Session.workflowType))]
        )
        try await move.from.settle()
        let events = try await move.from.session.pagedHistory(parent)
        guard
            case .childWorkflowExecutionStarted(let started)? = events.first(where: {
                $0.eventType == .childWorkflowExecutionStarted
            })?.attributes
        else {
            Issue.record("The child did not start.")
            return
        }
        let child = started.workflowExecution
        let answer = try await move.move(child)
        #expect(answer.notes.contains { $0.contains("Its parent w") }, "\(answer.notes)")
        try await move.move(parent)
        for _ in 0..<2 {
            let task = try await move.to.session.decisionTask()
            let isChild = task.workflowExecution == child
            try await move.to.session.decide(task, isChild ? [.completeWorkflowExecution(.init(result: "r"))] : [])
        }
        try await move.to.settle()
        #expect(try await move.to.types(parent).contains(.childWorkflowExecutionCompleted))
        var ledger = Ledger()
        try await ledger.check(move.to.engine, move.to.store, "parent and child")
    }

    @Test func `a lambda task without an outcome is called again where functions are called, else refused`()
        async throws
    {
        var configuration = EngineByHand.configuration()
        configuration.lambdaService = ScriptedFunctions(["f": .answers(.completed(result: "r"))])
        let clock = ManualClock()
        let from = try await EngineByHand(clock: clock, configuration: configuration)
        let run = try await from.engine.startWorkflowExecution(
            .init(domain: Session.domain, lambdaRole: "role", workflowId: "w", workflowType: Session.workflowType)
        )
        let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
        try await from.session.decide(
            try await from.session.decisionTask(),
            [.scheduleLambdaFunction(.init(id: "l", name: "f"))]
        )
        let events = try await from.session.pagedHistory(execution)
        let without = try await EngineByHand(clock: clock)
        let refusal = await fault {
            _ = try await without.engine.importExecution(events, of: execution, in: Session.domain)
        }
        #expect(refusal?.message?.contains("lambda task of event 5") == true, "\(refusal?.message ?? "")")
        let with = try await EngineByHand(clock: clock, configuration: configuration)
        _ = try await with.engine.importExecution(events, of: execution, in: Session.domain)
        #expect(await with.engine.callOnce())
        #expect(try await with.types(execution).contains(.lambdaFunctionCompleted))
    }

    /// Histories that must not be taken.
    private static func broken(_ events: [HistoryEvent]) -> [(words: String, events: [HistoryEvent])] {
        var late = events
        late[late.count - 1].eventTimestamp = late[late.count - 1].eventTimestamp + .seconds(100_000)
        var swapped = events
        swapped.swapAt(2, 3)
        return [
            ("begins with event 1", []), ("begins with event 1", Array(events.dropFirst())),
            ("does not fit together", swapped), ("does not fit together", events + [events[events.count - 1]]),
            ("needs a decision task", Array(events.prefix(1))), ("ahead of this server's clock", late),
        ]
    }

    @Test func `a history that does not hold together is refused with a sentence`() async throws {
        let move = try await Move()
        let execution = try await move.from.session.start("w")
        try await move.from.session.decide(
            try await move.from.session.decisionTask(),
            [move.from.session.schedule("a")]
        )
        let events = try await move.from.session.pagedHistory(execution)
        for (words, broken) in Self.broken(events) {
            let refusal = await fault {
                _ = try await move.to.engine.importExecution(broken, of: execution, in: Session.domain)
            }
            #expect(refusal?.code == .validation)
            #expect(refusal?.message?.contains(words) == true, "\(words): \(refusal?.message ?? "")")
        }
        #expect(try await move.to.store.contents().openExecutions.isEmpty)
    }

    @Test func `a task that was handed out for ever keeps an execution where it is`() async throws {
        let move = try await Move()
        let run = try await move.from.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                taskStartToCloseTimeout: "NONE",
                workflowId: "w",
                workflowType: Session.workflowType
            )
        )
        let execution = WorkflowExecution(runId: run.runId ?? "", workflowId: "w")
        let task = try await move.from.session.decisionTask()
        #expect(try await move.refusal(execution)?.message?.contains("decision task of event 2") == true)
        try await move.from.session.decide(
            task,
            [
                .scheduleActivityTask(
                    .init(activityId: "a", activityType: Session.activityType, startToCloseTimeout: "NONE")
                )
            ]
        )
        _ = try await move.from.session.activityTask()
        #expect(try await move.refusal(execution)?.message?.contains("activity task a of event 5") == true)
    }

    @Test(arguments: StoreKind.allCases)
    func `the longest history is imported, and read by pages and snapshots`(kind: StoreKind) async throws {
        try await kind.withStore { place in
            let store = try place.open()
            let to = try await EngineByHand(store: store)
            let count = to.configuration.limits.eventsPerExecution
            let execution = WorkflowExecution(runId: "long", workflowId: "w")
            var events = Self.long(count - 1, at: to.clock.now)
            _ = try await to.engine.importExecution(events, of: execution, in: Session.domain)
            #expect(try await to.session.pagedHistory(execution) == events)
            let id = try #require(
                try await store.executionId(domain: Session.domain, workflowId: "w", runId: "long")
            )
            let stored = try #require(try await store.execution(id: id))
            #expect(stored.snapshot?.eventId == count - 1)
            #expect(try await store.events(of: id, in: 1...1).first?.count ?? .max <= 256)
            // What comes next would be one too many.
            let again = try await to.reopened()
            try await again.session.signal("w", "s")
            #expect(try await again.describe(execution).executionInfo.closeStatus == .terminated)
            events = Self.long(count, at: to.clock.now)
            let refusal = await fault {
                _ = try await to.engine.importExecution(
                    events,
                    of: WorkflowExecution(runId: "longer", workflowId: "w"),
                    in: Session.domain
                )
            }
            #expect(refusal?.message?.contains("\(count) events") == true, "\(refusal?.message ?? "")")
            try await store.close()
        }
    }

    /// An open execution that was signaled again and again, while its decision task waits.
    private static func long(_ count: Int, at now: Timestamp) -> [HistoryEvent] {
        var attributes: [HistoryEvent.Attributes] = [
            .workflowExecutionStarted(
                .init(
                    childPolicy: .terminate,
                    executionStartToCloseTimeout: "3600",
                    parentInitiatedEventId: 0,
                    taskList: Session.taskList,
                    taskStartToCloseTimeout: "30",
                    workflowType: Session.workflowType
                )
            ),
            .decisionTaskScheduled(.init(startToCloseTimeout: "30", taskList: Session.taskList)),
        ]
        for index in 2..<count {
            attributes.append(
                .workflowExecutionSignaled(.init(externalInitiatedEventId: 0, input: "\(index)", signalName: "s"))
            )
        }
        return attributes.enumerated().map { .init(eventId: $0 + 1, eventTimestamp: now, attributes: $1) }
    }
}
