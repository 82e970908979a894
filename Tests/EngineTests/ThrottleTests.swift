import MartletTesting
import SWFModel
import SWFWire
import Storage
import Synchronization
import Testing
import WorkflowCore

@testable import Engine

/// swf-spec.md 8.2: who makes too many calls or decisions is slowed down, if the server throttles.
@Suite struct ThrottleTests {
    private static let exceeded = Fault(.throttling, "Rate exceeded")

    private func rig(_ rates: [ThrottleBucket: ThrottleRate]?) async throws -> EngineByHand {
        var configuration = EngineByHand.configuration(resident: 64)
        configuration.throttling = rates
        return try await EngineByHand(configuration: configuration)
    }

    /// One call of each action, to a domain or with a token that there is not: whatever is not throttled is refused.
    private static func calls(_ engine: WorkflowEngine) -> [SWFModel.Operation: @Sendable () async throws -> Void] {
        let domain = "nowhere"
        let list = TaskList(name: "l")
        let execution = WorkflowExecution(runId: "r", workflowId: "w")
        let workflow = WorkflowType(name: "t", version: "1")
        let activity = ActivityType(name: "t", version: "1")
        let time = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let arn = "arn:aws:swf:us-east-1:000000000000:/domain/nowhere"
        return [
            .countClosedWorkflowExecutions: {
                _ = try await engine.countClosedWorkflowExecutions(.init(domain: domain, startTimeFilter: time))
            },
            .countOpenWorkflowExecutions: {
                _ = try await engine.countOpenWorkflowExecutions(.init(domain: domain, startTimeFilter: time))
            },
            .countPendingActivityTasks: {
                _ = try await engine.countPendingActivityTasks(.init(domain: domain, taskList: list))
            },
            .countPendingDecisionTasks: {
                _ = try await engine.countPendingDecisionTasks(.init(domain: domain, taskList: list))
            },
            .deleteActivityType: {
                try await engine.deleteActivityType(.init(activityType: activity, domain: domain))
            },
            .deleteWorkflowType: {
                try await engine.deleteWorkflowType(.init(domain: domain, workflowType: workflow))
            },
            .deprecateActivityType: {
                try await engine.deprecateActivityType(.init(activityType: activity, domain: domain))
            },
            .deprecateDomain: { try await engine.deprecateDomain(.init(name: domain)) },
            .deprecateWorkflowType: {
                try await engine.deprecateWorkflowType(.init(domain: domain, workflowType: workflow))
            },
            .describeActivityType: {
                _ = try await engine.describeActivityType(.init(activityType: activity, domain: domain))
            },
            .describeDomain: { _ = try await engine.describeDomain(.init(name: domain)) },
            .describeWorkflowExecution: {
                _ = try await engine.describeWorkflowExecution(.init(domain: domain, execution: execution))
            },
            .describeWorkflowType: {
                _ = try await engine.describeWorkflowType(.init(domain: domain, workflowType: workflow))
            },
            .getWorkflowExecutionHistory: {
                _ = try await engine.getWorkflowExecutionHistory(.init(domain: domain, execution: execution))
            },
            .listActivityTypes: {
                _ = try await engine.listActivityTypes(.init(domain: domain, registrationStatus: .registered))
            },
            .listClosedWorkflowExecutions: {
                _ = try await engine.listClosedWorkflowExecutions(.init(domain: domain, startTimeFilter: time))
            },
            .listDomains: {
                _ = try await engine.listDomains(.init(nextPageToken: "none of ours", registrationStatus: .registered))
            },
            .listOpenWorkflowExecutions: {
                _ = try await engine.listOpenWorkflowExecutions(.init(domain: domain, startTimeFilter: time))
            },
            .listTagsForResource: { _ = try await engine.listTagsForResource(.init(resourceArn: arn)) },
            .listWorkflowTypes: {
                _ = try await engine.listWorkflowTypes(.init(domain: domain, registrationStatus: .registered))
            },
            .pollForActivityTask: { _ = try await engine.pollForActivityTask(.init(domain: domain, taskList: list)) },
            .pollForDecisionTask: { _ = try await engine.pollForDecisionTask(.init(domain: domain, taskList: list)) },
            .recordActivityTaskHeartbeat: {
                _ = try await engine.recordActivityTaskHeartbeat(.init(taskToken: "none of ours"))
            },
            .registerActivityType: {
                try await engine.registerActivityType(.init(domain: domain, name: "t", version: "1"))
            },
            .registerDomain: {
                // The one action that this refuses because it is there.
                try await engine.registerDomain(
                    .init(name: Session.domain, workflowExecutionRetentionPeriodInDays: "1")
                )
            },
            .registerWorkflowType: {
                try await engine.registerWorkflowType(.init(domain: domain, name: "t", version: "1"))
            },
            .requestCancelWorkflowExecution: {
                try await engine.requestCancelWorkflowExecution(.init(domain: domain, workflowId: "w"))
            },
            .respondActivityTaskCanceled: {
                try await engine.respondActivityTaskCanceled(.init(taskToken: "none of ours"))
            },
            .respondActivityTaskCompleted: {
                try await engine.respondActivityTaskCompleted(.init(taskToken: "none of ours"))
            },
            .respondActivityTaskFailed: {
                try await engine.respondActivityTaskFailed(.init(taskToken: "none of ours"))
            },
            .respondDecisionTaskCompleted: {
                try await engine.respondDecisionTaskCompleted(.init(taskToken: "none of ours"))
            },
            .signalWorkflowExecution: {
                try await engine.signalWorkflowExecution(.init(domain: domain, signalName: "s", workflowId: "w"))
            },
            .startWorkflowExecution: {
                _ = try await engine.startWorkflowExecution(
                    .init(domain: domain, workflowId: "w", workflowType: workflow)
                )
            },
            .tagResource: { try await engine.tagResource(.init(resourceArn: arn, tags: [])) },
            .terminateWorkflowExecution: {
                try await engine.terminateWorkflowExecution(.init(domain: domain, workflowId: "w"))
            },
            .undeprecateActivityType: {
                try await engine.undeprecateActivityType(.init(activityType: activity, domain: domain))
            },
            .undeprecateDomain: { try await engine.undeprecateDomain(.init(name: domain)) },
            .undeprecateWorkflowType: {
                try await engine.undeprecateWorkflowType(.init(domain: domain, workflowType: workflow))
            },
            .untagResource: { try await engine.untagResource(.init(resourceArn: arn, tagKeys: [])) },
        ]
    }

    @Test(arguments: SWFModel.Operation.allCases)
    func `an action without a token is refused before anything is looked up`(
        operation: SWFModel.Operation
    ) async throws {
        // The session of the rig has taken tokens of its own, so these count from here.
        let rig = try await rig([.action(operation): .init(capacity: 3, perSecond: 2)])
        rig.clock.advance(by: .seconds(60))
        let call = try #require(Self.calls(rig.engine)[operation])
        for _ in 0..<3 {
            let refusal = await fault { try await call() }
            #expect(refusal != nil && refusal != Self.exceeded, "it is let in, and refused by what comes after")
        }
        #expect(await fault { try await call() } == Self.exceeded)
        rig.clock.advance(by: .milliseconds(499))
        #expect(await fault { try await call() } == Self.exceeded)
        rig.clock.advance(by: .milliseconds(1))
        #expect(await fault { try await call() } != Self.exceeded)
        #expect(await fault { try await call() } == Self.exceeded)
        // A clock that is set neither fills the bucket nor empties it.
        rig.clock.jump(by: .seconds(10_800))
        #expect(await fault { try await call() } == Self.exceeded)
        rig.clock.jump(by: .seconds(-21_600))
        rig.clock.advance(by: .milliseconds(500))
        #expect(await fault { try await call() } != Self.exceeded)
        for other in SWFModel.Operation.allCases where other != operation {
            let call = try #require(Self.calls(rig.engine)[other])
            #expect(await fault { try await call() } != Self.exceeded, "\(other) has a bucket of its own")
        }
    }

    @Test func `each bucket holds as many as Amazon SWF's`() async throws {
        let engine = try await rig([:]).engine
        for operation in SWFModel.Operation.allCases {
            let rate = ThrottleBucket.action(operation).standard
            let passed = engine.state.withLock { state in
                (0..<5_000).count { _ in state.throttle?.admits(.action(operation), at: .seconds(3_600)) == true }
            }
            #expect(passed == rate.capacity, "\(operation)")
            let second = engine.state.withLock { state in
                (0..<5_000).count { _ in state.throttle?.admits(.action(operation), at: .seconds(3_601)) == true }
            }
            #expect(second == rate.perSecond, "\(operation)")
        }
    }

    /// One call of each action that is Martlet's own.
    private static func ownCalls(
        _ engine: WorkflowEngine
    ) -> [AdministrationAction: @Sendable () async throws -> Void] {
        [
            .endPolls: { try await engine.endPolls(domain: "nowhere", identity: "i") },
            .handBackTask: { try await engine.handBack(taskToken: "none of ours", identity: nil, reason: nil) },
            .importWorkflowExecution: {
                _ = try await engine.importWorkflowExecution(
                    .init(domain: "nowhere", events: [], execution: .init(runId: "r", workflowId: "w"))
                )
            },
            .listTaskLists: { _ = try await engine.listTaskLists(.init(domain: "nowhere")) },
        ]
    }

    @Test(arguments: AdministrationAction.allCases)
    func `what is Martlet's own has its buckets too`(action: AdministrationAction) async throws {
        let rig = try await rig([.administration(action): .init(capacity: 2, perSecond: 2)])
        let call = try #require(Self.ownCalls(rig.engine)[action])
        for _ in 0..<2 { #expect(await fault { try await call() } != Self.exceeded) }
        #expect(await fault { try await call() } == Self.exceeded)
        rig.clock.advance(by: .milliseconds(500))
        #expect(await fault { try await call() } != Self.exceeded)
        #expect(await fault { try await call() } == Self.exceeded)
        for other in AdministrationAction.allCases where other != action {
            let call = try #require(Self.ownCalls(rig.engine)[other])
            #expect(await fault { try await call() } != Self.exceeded, "\(other) has a bucket of its own")
        }
    }

    @Test func `what breaks a rule of the model takes no token`() async throws {
        let rig = try await rig([.action(.describeDomain): .init(capacity: 1, perSecond: 1)])
        for _ in 0..<3 {
            #expect(await fault { _ = try await rig.engine.describeDomain(.init(name: "")) }?.code == .validation)
        }
        _ = try await rig.engine.describeDomain(.init(name: Session.domain))
        #expect(await fault { _ = try await rig.engine.describeDomain(.init(name: Session.domain)) } == Self.exceeded)
        #expect(await fault { _ = try await rig.engine.describeDomain(.init(name: "")) }?.code == .validation)
    }

    @Test func `a server that does not throttle counts nothing`() async throws {
        let rig = try await rig(nil)
        #expect(rig.engine.state.withLock { $0.throttle == nil })
        for _ in 0..<2_500 { _ = try await rig.engine.describeDomain(.init(name: Session.domain)) }
        _ = try await rig.session.start("w")
        let timers = (0..<990).map { Decision.startTimer(.init(startToFireTimeout: "60", timerId: "t\($0)")) }
        for _ in 0..<3 {
            let task = try await rig.session.decisionTask()
            let cancels = (0..<990).map { Decision.cancelTimer(.init(timerId: "t\($0)")) }
            try await rig.session.answer(task, timers + cancels)
            try await rig.session.signal("w", "next")
        }
    }

    /// One decision of a kind that is counted, and how the failure of it looks.
    struct Kind: Sendable, CustomStringConvertible {
        var type: DecisionType
        var decision: @Sendable (Int) -> Decision
        var failure: @Sendable (HistoryEvent.Attributes) -> String?
        var cause: String

        var description: String { type.rawValue }
    }

    static let kinds: [Kind] = [
        Kind(
            type: .scheduleActivityTask,
            decision: { .scheduleActivityTask(.init(activityId: "a\($0)", activityType: Session.activityType)) },
            failure: { if case .scheduleActivityTaskFailed(let failed) = $0 { failed.cause.rawValue } else { nil } },
            cause: "ACTIVITY_CREATION_RATE_EXCEEDED"
        ),
        Kind(
            type: .startTimer,
            decision: { .startTimer(.init(startToFireTimeout: "3000", timerId: "t\($0)")) },
            failure: { if case .startTimerFailed(let failed) = $0 { failed.cause.rawValue } else { nil } },
            cause: "TIMER_CREATION_RATE_EXCEEDED"
        ),
        Kind(
            type: .startChildWorkflowExecution,
            decision: {
                .startChildWorkflowExecution(.init(workflowId: "c\($0)", workflowType: Session.workflowType))
            },
            failure: {
                if case .startChildWorkflowExecutionFailed(let failed) = $0, failed.initiatedEventId == 0 {
                    failed.cause.rawValue
                } else {
                    nil
                }
            },
            cause: "CHILD_CREATION_RATE_EXCEEDED"
        ),
        Kind(
            type: .signalExternalWorkflowExecution,
            decision: { _ in
                .signalExternalWorkflowExecution(.init(control: "c", runId: "", signalName: "s", workflowId: "w"))
            },
            failure: {
                if case .signalExternalWorkflowExecutionFailed(let failed) = $0, failed.initiatedEventId == 0,
                    failed.control == "c", failed.workflowId == "w", failed.runId == nil
                {
                    failed.cause.rawValue
                } else {
                    nil
                }
            },
            cause: "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED"
        ),
        Kind(
            type: .requestCancelExternalWorkflowExecution,
            decision: { _ in
                .requestCancelExternalWorkflowExecution(.init(control: "c", runId: "r", workflowId: "elsewhere"))
            },
            failure: {
                if case .requestCancelExternalWorkflowExecutionFailed(let failed) = $0, failed.initiatedEventId == 0,
                    failed.control == "c", failed.workflowId == "elsewhere", failed.runId == "r"
                {
                    failed.cause.rawValue
                } else {
                    nil
                }
            },
            cause: "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED"
        ),
        Kind(
            type: .scheduleLambdaFunction,
            decision: { .scheduleLambdaFunction(.init(id: "f\($0)", name: "resize")) },
            failure: { if case .scheduleLambdaFunctionFailed(let failed) = $0 { failed.cause.rawValue } else { nil } },
            cause: "LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED"
        ),
    ]

    @Test(arguments: kinds)
    func `a decision without a token fails with its own cause, and the others of the batch are carried out`(
        kind: Kind
    ) async throws {
        let rig = try await rig([.decision(kind.type): .init(capacity: 2, perSecond: 1)])
        let execution = try await rig.session.start("w")
        func decide(_ numbers: Range<Int>) async throws -> [String] {
            let task = try await rig.session.decisionTask()
            try await rig.session.answer(
                task,
                numbers.map(kind.decision) + [.recordMarker(.init(markerName: "after"))]
            )
            let events = try await rig.session.pagedHistory(execution)
            let start = events.lastIndex { $0.eventType == .decisionTaskCompleted } ?? 0
            let batch = events[start...]
            #expect(batch.contains { $0.eventType == .markerRecorded })
            #expect(Set(batch.map(\.eventTimestamp)).count == 1)
            let failures = batch.compactMap { kind.failure($0.attributes) }
            if !failures.isEmpty { #expect(batch.last?.eventType == .decisionTaskScheduled) }
            // What was sent comes back, and the next task is there.
            try await rig.session.signal("w", "next")
            return failures
        }
        #expect(try await decide(0..<5) == Array(repeating: kind.cause, count: 3))
        #expect(try await decide(5..<6) == [kind.cause], "none has come back")
        rig.clock.advance(by: .seconds(1))
        #expect(try await decide(6..<8) == [kind.cause], "one has")
        rig.clock.advance(by: .seconds(60))
        #expect(try await decide(8..<11) == [kind.cause], "it holds no more than two")
    }

    @Test func `continuing as new without a token fails, and the run goes on`() async throws {
        let rig = try await rig([.decision(.continueAsNewWorkflowExecution): .init(capacity: 1, perSecond: 1)])
        let first = try await rig.session.start("w")
        try await rig.session.answer(try await rig.session.decisionTask(), [.continueAsNewWorkflowExecution(.init())])
        #expect(try await rig.describe(first).executionInfo.closeStatus == .continuedAsNew)
        let task = try await rig.session.decisionTask()
        try await rig.session.answer(task, [.continueAsNewWorkflowExecution(.init())])
        let events = try await rig.session.history(task.workflowExecution)
        #expect(events.suffix(2).map(\.eventType) == [.continueAsNewWorkflowExecutionFailed, .decisionTaskScheduled])
        guard case .continueAsNewWorkflowExecutionFailed(let failed)? = events.dropLast().last?.attributes else {
            return
        }
        #expect(failed.cause == .continueAsNewWorkflowExecutionRateExceeded)
        rig.clock.advance(by: .seconds(1))
        try await rig.session.answer(try await rig.session.decisionTask(), [.continueAsNewWorkflowExecution(.init())])
        #expect(try await rig.describe(task.workflowExecution).executionInfo.closeStatus == .continuedAsNew)
    }

    @Test func `only what is carried out takes a token`() async throws {
        let rig = try await rig([
            .decision(.startTimer): .init(capacity: 2, perSecond: 1),
            .decision(.scheduleActivityTask): .init(capacity: 1, perSecond: 1),
        ])
        let execution = try await rig.session.start("w")
        let task = try await rig.session.decisionTask()
        let timer = Decision.startTimer(.init(startToFireTimeout: "3000", timerId: "t"))
        // A batch that is refused as a whole takes none…
        for _ in 0..<3 {
            #expect(
                await fault {
                    try await rig.session.answer(task, [timer, .completeWorkflowExecution(.init()), timer])
                }?.code == .validation
            )
        }
        // …nor do decisions that fail for another reason.
        let unknown = ActivityType(name: "Unknown", version: "1")
        try await rig.session.answer(
            task,
            [
                timer, timer, timer, timer, .cancelTimer(.init(timerId: "t")), timer,
                .scheduleActivityTask(.init(activityId: "x", activityType: unknown)), rig.session.schedule("a"),
            ]
        )
        let types = try await rig.session.history(execution).map(\.eventType)
        #expect(types.count { $0 == .timerStarted } == 2)
        #expect(types.count { $0 == .startTimerFailed } == 3, "the id was in use")
        #expect(types.count { $0 == .activityTaskScheduled } == 1)
    }

    @Test func `a task list takes so many activity tasks a second, whoever schedules them`() async throws {
        let rig = try await rig([.taskList: .init(capacity: 2, perSecond: 2)])
        var causes: [String: [String]] = [:]
        for workflowId in ["v", "w"] {
            let execution = try await rig.session.start(workflowId)
            try await rig.session.answer(
                try await rig.session.decisionTask(),
                ["1", "2"].flatMap { number in
                    [nil, "other"].map { list in
                        .scheduleActivityTask(
                            .init(
                                activityId: "\(list ?? "usual")-\(number)",
                                activityType: Session.activityType,
                                taskList: list.map { TaskList(name: $0) }
                            )
                        )
                    }
                }
            )
            causes[workflowId] = try await rig.session.history(execution).compactMap { event in
                guard case .scheduleActivityTaskFailed(let failed) = event.attributes else { return nil }
                return "\(failed.activityId) \(failed.cause.rawValue)"
            }
        }
        #expect(causes["v"] == [])
        #expect(
            causes["w"]
                == ["usual-1", "other-1", "usual-2", "other-2"].map { "\($0) ACTIVITY_CREATION_RATE_EXCEEDED" }
        )
    }

    @Test(arguments: ThrottleBucket.runs)
    func `some actions are counted for each run too`(operation: SWFModel.Operation) async throws {
        let rig = try await rig([.run(operation): .init(capacity: 2, perSecond: 1)])
        var calls: [@Sendable () async throws -> Void] = []
        for workflowId in ["v", "w"] {
            let execution = try await rig.session.start(workflowId)
            try await rig.session.answer(try await rig.session.decisionTask(), [rig.session.schedule("a")])
            let task = try await rig.session.activityTask()
            calls.append { [rig] in
                switch operation {
                case .signalWorkflowExecution: try await rig.session.signal(workflowId, "s")
                case .requestCancelWorkflowExecution:
                    try await rig.session.cancel(workflowId, runId: execution.runId)
                case .recordActivityTaskHeartbeat:
                    _ = try await rig.engine.recordActivityTaskHeartbeat(.init(taskToken: task.taskToken))
                default: _ = try await rig.session.history(execution)
                }
            }
        }
        for call in calls {
            try await call()
            try await call()
            #expect(await fault { try await call() } == Self.exceeded)
        }
        rig.clock.advance(by: .seconds(1))
        for call in calls {
            try await call()
            #expect(await fault { try await call() } == Self.exceeded)
        }
    }

    @Test func `buckets of runs that are full again are forgotten`() {
        var throttle = Throttle([:])
        for id in 0..<30_000 {
            let isAdmitted = throttle.admits(.signalWorkflowExecution, ofRun: id, at: .milliseconds(id))
            #expect(isAdmitted)
        }
        let held = Mirror(reflecting: throttle).descendant("runs").map { Mirror(reflecting: $0).children.count }
        #expect((held ?? .max) <= 20_002)
    }
}
