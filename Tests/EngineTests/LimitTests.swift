import HTTPTypes
import MartletTesting
import SWFModel
import Storage
import Testing
import WorkflowCore

@testable import Engine
@testable import SWFServer

/// swf-spec.md 8.1: every limit, with the service's answer at the limit and just over it.
@Suite struct LimitTests {
    /// How one limit is reached and passed.
    struct Row: Sendable {
        /// The name in ``Limits/members``.
        var limit: String
        /// Amazon SWF's number.
        var standard: Int
        /// Goes to the limit and over it, and looks at both answers.
        var check: @Sendable () async throws -> Void

        init(_ limit: String, _ standard: Int, _ check: @escaping @Sendable () async throws -> Void) {
            self.limit = limit
            self.standard = standard
            self.check = check
        }
    }

    static let rows: [Row] = [
        Row("domains", 100) {
            let rig = try await opened { $0.domains = 2 }
            let refusal = Fault(.limitExceeded, "An account has at most 2 domains in a region.")
            try await rig.engine.registerDomain(.init(name: "b", workflowExecutionRetentionPeriodInDays: "1"))
            let more = RegisterDomainInput(name: "c", workflowExecutionRetentionPeriodInDays: "1")
            #expect(await fault { try await rig.engine.registerDomain(more) } == refusal)
            try await rig.engine.deprecateDomain(.init(name: "b"))
            #expect(await fault { try await rig.engine.registerDomain(more) } == refusal, "a deprecated one counts")
        },
        Row("typesPerDomain", 10_000) {
            let rig = try await opened { $0.typesPerDomain = 2 }
            let domain = Session.domain
            try await rig.engine.registerWorkflowType(.init(domain: domain, name: "b", version: "1"))
            try await rig.engine.registerActivityType(.init(domain: domain, name: "b", version: "1"))
            try await rig.engine.deprecateWorkflowType(
                .init(domain: domain, workflowType: .init(name: "b", version: "1"))
            )
            #expect(
                await fault {
                    try await rig.engine.registerWorkflowType(.init(domain: domain, name: "c", version: "1"))
                } == Fault(.limitExceeded, "A domain has at most 2 workflow types.")
            )
            #expect(
                await fault {
                    try await rig.engine.registerActivityType(.init(domain: domain, name: "c", version: "1"))
                } == Fault(.limitExceeded, "A domain has at most 2 activity types.")
            )
            try await rig.engine.registerDomain(.init(name: "other", workflowExecutionRetentionPeriodInDays: "1"))
            try await rig.engine.registerWorkflowType(.init(domain: "other", name: "c", version: "1"))
        },
        Row("openExecutionsPerDomain", 100_000) {
            let rig = try await opened { $0.openExecutionsPerDomain = 3 }
            let parent = try await rig.session.start("parent")
            _ = try await rig.session.start("b")
            _ = try await rig.session.start("c")
            #expect(
                await fault { _ = try await rig.session.start("d") }
                    == Fault(.limitExceeded, "A domain has at most 3 open executions.")
            )
            #expect(await fault { _ = try await rig.session.start("c") }?.code == .workflowExecutionAlreadyStarted)
            try await rig.session.terminate("c")
            func child(_ id: String) -> Decision {
                .startChildWorkflowExecution(.init(workflowId: id, workflowType: Session.workflowType))
            }
            // There is room for one of the two, and it has its place from then on.
            try await rig.session.answer(try await rig.session.decisionTask(), [child("x"), child("y")])
            #expect(try await childFailures(parent, rig) == [.openWorkflowsLimitExceeded])
            for isReopened in [false, true] {
                let rig = isReopened ? try await rig.reopened() : rig
                #expect(await fault { _ = try await rig.session.start("d") }?.code == .limitExceeded)
            }
            try await rig.settle()
            #expect(try await rig.describe(parent).openCounts.openChildWorkflowExecutions == 1)
            #expect(await fault { _ = try await rig.session.start("d") }?.code == .limitExceeded)
            try await rig.session.terminate("x")
            _ = try await rig.session.start("d")
            #expect(HistoryLinter.lint(try await rig.session.history(parent)) == [])
        },
        Row("eventsPerExecution", 25_000) {
            // The real number: markers fill the history, five thousand at a time.
            let rig = try await opened { _ in }
            let execution = try await rig.session.start("w")
            let marker = Decision.recordMarker(.init(markerName: "m"))
            var last = 2
            while last < 24_990 {
                let task = try await rig.session.decisionTask()
                // Each answer costs a start and a completion, and the signal two events more.
                let count = min(5_000, 24_997 - last - 4)
                try await rig.session.answer(task, Array(repeating: marker, count: count))
                try await rig.session.signal("w", "s")
                last = Int(try await latest(execution, rig).eventId)
            }
            while last < 24_999 {
                try await rig.session.signal("w", "s")
                last += 1
            }
            let before = try await latest(execution, rig)
            #expect(before.eventId == 24_999)
            #expect(try await rig.describe(execution).executionInfo.executionStatus == .open)
            try await rig.session.signal("w", "one too many")
            let end = try await latest(execution, rig)
            #expect(end.eventId == 25_000)
            #expect(
                end.attributes
                    == .workflowExecutionTerminated(.init(cause: .eventLimitExceeded, childPolicy: .terminate))
            )
            #expect(try await rig.describe(execution).executionInfo.closeStatus == .terminated)
            #expect(await fault { try await rig.session.signal("w", "s") }?.code == .unknownResource)
        },
        Row("openActivityTasks", 1_000) {
            try await batch(
                (0...1_000).map { index in
                    .scheduleActivityTask(.init(activityId: "a\(index)", activityType: Session.activityType))
                },
                of: .activityTaskScheduled,
                is: "a1000 OPEN_ACTIVITIES_LIMIT_EXCEEDED"
            ) { attributes in
                guard case .scheduleActivityTaskFailed(let failed) = attributes else { return nil }
                return "\(failed.activityId) \(failed.cause.rawValue)"
            }
        },
        Row("openTimers", 1_000) {
            try await batch(
                (0...1_000).map { .startTimer(.init(startToFireTimeout: "3000", timerId: "t\($0)")) },
                of: .timerStarted,
                is: "t1000 OPEN_TIMERS_LIMIT_EXCEEDED"
            ) { attributes in
                guard case .startTimerFailed(let failed) = attributes else { return nil }
                return "\(failed.timerId) \(failed.cause.rawValue)"
            }
        },
        Row("openChildren", 1_000) {
            try await batch(
                (0...1_000).map { index in
                    .startChildWorkflowExecution(.init(workflowId: "c\(index)", workflowType: Session.workflowType))
                },
                of: .startChildWorkflowExecutionInitiated,
                is: "c1000 0 OPEN_CHILDREN_LIMIT_EXCEEDED"
            ) { attributes in
                guard case .startChildWorkflowExecutionFailed(let failed) = attributes else { return nil }
                return "\(failed.workflowId) \(failed.initiatedEventId) \(failed.cause.rawValue)"
            }
        },
        Row("openLambdaFunctions", 1_000) {
            try await batch(
                (0...1_000).map { .scheduleLambdaFunction(.init(id: "f\($0)", name: "resize")) },
                of: .lambdaFunctionScheduled,
                is: "f1000 OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED"
            ) { attributes in
                guard case .scheduleLambdaFunctionFailed(let failed) = attributes else { return nil }
                return "\(failed.id) \(failed.cause.rawValue)"
            }
        },
        Row("pollersPerTaskList", 1_000) {
            var configuration = WorkflowEngine.Configuration()
            configuration.limits.pollersPerTaskList = 3
            try await TestCluster.run(configuration: configuration) { cluster in
                let session = try await Session(cluster.engine)
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 { group.addTask { _ = try? await session.pollActivity() } }
                    for _ in 0..<3 { group.addTask { _ = try? await session.pollDecision() } }
                    await Bounded.wait { cluster.engine.waitingPolls == 6 }
                    let refusal = Fault(.limitExceeded, "A task list has at most 3 polls waiting.")
                    #expect(await fault { _ = try await session.pollActivity() } == refusal)
                    #expect(await fault { _ = try await session.pollDecision() } == refusal)
                    cluster.engine.drain()
                }
            }
        },
        Row("executionDurationSeconds", 31_536_000) {
            let rig = try await opened { _ in }
            let refusal = "must be at most 31536000 seconds"
            func start(_ id: String, _ seconds: String) async throws {
                _ = try await rig.engine.startWorkflowExecution(
                    .init(
                        childPolicy: .abandon,
                        domain: Session.domain,
                        executionStartToCloseTimeout: seconds,
                        workflowId: id,
                        workflowType: Session.workflowType
                    )
                )
            }
            try await start("w", "31536000")
            #expect(
                await fault { try await start("x", "31536001") }
                    == Fault(.validation, "executionStartToCloseTimeout \(refusal)")
            )
            func register(_ name: String, _ seconds: String) async throws {
                try await rig.engine.registerWorkflowType(
                    .init(
                        defaultExecutionStartToCloseTimeout: seconds,
                        domain: Session.domain,
                        name: name,
                        version: "1"
                    )
                )
            }
            try await register("year", "31536000")
            #expect(
                await fault { try await register("longer", "31536001") }
                    == Fault(.validation, "defaultExecutionStartToCloseTimeout \(refusal)")
            )
            // A child may be given more, or NONE: it is echoed, and ends after a year all the same (swf-spec.md 3.2.12).
            try await rig.session.answer(
                try await rig.session.decisionTask(),
                ["NONE", "99999999"].map { seconds in
                    .startChildWorkflowExecution(
                        .init(
                            executionStartToCloseTimeout: seconds,
                            workflowId: seconds,
                            workflowType: Session.workflowType
                        )
                    )
                }
            )
            rig.clock.advance(by: .seconds(10))
            try await rig.settle()
            let started = rig.clock.now
            let open = try await rig.store.executions(
                .init(domain: Session.domain, status: .open, oldest: started)
            )
            #expect(open.count == 2)
            #expect(open.allSatisfy { $0.nextDeadline == started + .seconds(31_536_000) })
            try await rig.advance(by: .seconds(31_535_999))
            #expect(try await count(.open, rig) == 2)
            try await rig.advance(by: .seconds(1))
            #expect(try await count(.open, rig) == 0)
        },
        Row("pageSize", 1_000) {
            for limit in [1_000, 5] {
                let rig = try await opened { $0.pageSize = limit }
                let execution = try await rig.session.start("w")
                for index in 0..<20 { try await rig.session.signal("w", "s\(index)") }
                func page(_ size: Int?) async throws -> History {
                    try await rig.engine.getWorkflowExecutionHistory(
                        .init(domain: Session.domain, execution: execution, maximumPageSize: size)
                    )
                }
                for size in [nil, 0, limit] {
                    #expect(try await page(size).events.count == min(22, limit))
                }
                #expect(
                    await fault { _ = try await page(limit + 1) }
                        == Fault(
                            .validation,
                            """
                            1 validation error detected: Value '\(limit + 1)' at 'maximumPageSize' failed to satisfy \
                            constraint: Member must have value less than or equal to \(limit)
                            """
                        )
                )
            }
        },
        Row("pollSeconds", 60) {
            try await TestCluster.run { cluster in
                let session = try await Session(cluster.engine)
                let poll = Task { try await session.pollActivity() }
                await Bounded.wait { cluster.engine.waitingPolls == 1 }
                cluster.clock.advance(by: .milliseconds(59_999))
                try await cluster.engine.sweepOnce()
                #expect(cluster.engine.waitingPolls == 1)
                cluster.clock.advance(by: .milliseconds(1))
                #expect(try await poll.value == nil)
            }
        },
        Row("pageTokenSeconds", 86_400) {
            let rig = try await opened { _ in }
            _ = try await rig.engine.startWorkflowExecution(
                .init(
                    domain: Session.domain,
                    executionStartToCloseTimeout: "31536000",
                    workflowId: "w",
                    workflowType: Session.workflowType
                )
            )
            let execution = try #require(try await list(.open, rig).first?.execution)
            var input = GetWorkflowExecutionHistoryInput(
                domain: Session.domain,
                execution: execution,
                maximumPageSize: 1
            )
            input.nextPageToken = try await rig.engine.getWorkflowExecutionHistory(input).nextPageToken
            rig.clock.advance(by: .seconds(86_400))
            #expect(try await rig.engine.getWorkflowExecutionHistory(input).events.map(\.eventId) == [2])
            rig.clock.advance(by: .milliseconds(1))
            #expect(
                await fault { _ = try await rig.engine.getWorkflowExecutionHistory(input) }
                    == Fault(.validation, "Specified token has exceeded its maximum lifetime")
            )
        },
        Row("resourceTags", 50) {
            let rig = try await opened { _ in }
            func tags(_ range: Range<Int>) -> [ResourceTag] { range.map { ResourceTag(key: "k\($0)", value: "v") } }
            func domain(_ name: String, _ tags: [ResourceTag]) -> RegisterDomainInput {
                .init(name: name, tags: tags, workflowExecutionRetentionPeriodInDays: "1")
            }
            let refusal = Fault(.tooManyTags, "A domain has at most 50 tags.")
            try await rig.engine.registerDomain(domain("full", tags(0..<50)))
            #expect(await fault { try await rig.engine.registerDomain(domain("fuller", tags(0..<51))) } == refusal)
            #expect(await fault { _ = try await rig.engine.describeDomain(.init(name: "fuller")) } != nil)
            let arn = try #require(try await rig.engine.describeDomain(.init(name: "full")).domainInfo.arn)
            try await rig.engine.tagResource(.init(resourceArn: arn, tags: tags(10..<20)))
            #expect(
                await fault { try await rig.engine.tagResource(.init(resourceArn: arn, tags: tags(49..<51))) }
                    == refusal
            )
            #expect(try await rig.engine.listTagsForResource(.init(resourceArn: arn)).tags?.count == 50)
        },
        Row("requestBytes", 1_048_576) {
            // The server's own tests send requests of that size; these are the numbers.
            let rules = RequestRules(maximumRequestBytes: Limits().requestBytes)
            let fields: HTTPFields = [.contentType: "application/x-amz-json-1.0"]
            let size = "content-type".utf8.count + "application/x-amz-json-1.0".utf8.count + 4
            #expect(!rules.isTooLarge(bodyBytes: 1_048_576 - size, fields: fields))
            #expect(rules.isTooLarge(bodyBytes: 1_048_577 - size, fields: fields), "headers are included")
            #expect(WireServer.Configuration().maximumRequestBytes == Limits().requestBytes)
        },
        Row("dataCharacters", 32_768) {
            let rig = try await opened { _ in }
            let bird = "\u{1F426}"
            _ = try await rig.session.start("ascii", input: text(32_768))
            // An emoji is two UTF-16 units.
            _ = try await rig.session.start("birds", input: String(repeating: bird, count: 16_384))
            for (index, long) in [text(32_769), String(repeating: bird, count: 16_384) + "a"].enumerated() {
                #expect(
                    await fault { _ = try await rig.session.start("x\(index)", input: long) }
                        == tooLong(long, "input", 32_768)
                )
            }
            // A value that is too long in one decision refuses the whole batch, and the token stays good.
            let task = try await rig.session.decisionTask()
            let path = "decisions.2.member.recordMarkerDecisionAttributes.details"
            #expect(
                await fault {
                    try await rig.session.answer(
                        task,
                        [
                            .recordMarker(.init(markerName: "a")),
                            .recordMarker(.init(details: text(32_769), markerName: "b")),
                        ]
                    )
                } == tooLong(text(32_769), path, 32_768)
            )
            try await rig.session.answer(task, [.recordMarker(.init(details: text(32_768), markerName: "b"))])

            let roomy = try await opened { $0.dataCharacters = 40_000 }
            _ = try await roomy.session.start("w", input: text(40_000))
            #expect(
                await fault { _ = try await roomy.session.start("x", input: text(40_001)) }
                    == tooLong(text(40_001), "input", 40_000)
            )
        },
        Row("heartbeatDetailsCharacters", 2_048) {
            let rig = try await opened { _ in }
            let task = try await activity(rig)
            _ = try await rig.engine.recordActivityTaskHeartbeat(
                .init(details: text(2_048), taskToken: task.taskToken)
            )
            #expect(
                await fault {
                    _ = try await rig.engine.recordActivityTaskHeartbeat(
                        .init(details: text(2_049), taskToken: task.taskToken)
                    )
                } == tooLong(text(2_049), "details", 2_048)
            )
        },
        Row("reasonCharacters", 256) {
            let rig = try await opened { _ in }
            let task = try await activity(rig)
            func fail(_ reason: String) async throws {
                try await rig.engine.respondActivityTaskFailed(.init(reason: reason, taskToken: task.taskToken))
            }
            #expect(await fault { try await fail(text(257)) } == tooLong(text(257), "reason", 256))
            try await fail(text(256))
            func terminate(_ reason: String) async throws {
                try await rig.engine.terminateWorkflowExecution(
                    .init(domain: Session.domain, reason: reason, workflowId: "w")
                )
            }
            #expect(await fault { try await terminate(text(257)) } == tooLong(text(257), "reason", 256))
            try await terminate(text(256))
        },
        Row("executionTags", 5) {
            let rig = try await opened { _ in }
            try await start("five", tags: ["a", "b", "c", "d", "e"], rig)
            #expect(
                await fault { try await start("six", tags: ["a", "b", "c", "d", "e", "f"], rig) }
                    == tooLong("[a, b, c, d, e, f]", "tagList", 5)
            )
        },
        Row("tagCharacters", 256) {
            let rig = try await opened { _ in }
            try await start("long", tags: ["", text(256)], rig)
            #expect(
                await fault { try await start("longer", tags: ["a", text(257)], rig) }
                    == tooLong(text(257), "tagList.2.member", 256)
            )
        },
        Row("retentionDays", 90) {
            let rig = try await opened { _ in }
            func register(_ days: String) async throws {
                try await rig.engine.registerDomain(
                    .init(name: "days-\(days)", workflowExecutionRetentionPeriodInDays: days)
                )
            }
            for days in ["0", "NONE", "1", "90"] { try await register(days) }
            for days in ["91", "-1", "1.5", "none"] {
                #expect(
                    await fault { try await register(days) }
                        == Fault(
                            .validation,
                            """
                            1 validation error detected: Value '\(days)' at 'workflowExecutionRetentionPeriodInDays' failed \
                            to satisfy constraint: Member must be a whole number of days from 0 to 90 or NONE
                            """
                        )
                )
            }
        },
        Row("lambdaSeconds", 900) {
            let rig = try await opened { _ in }
            _ = try await rig.session.start("w")
            let task = try await rig.session.decisionTask()
            func schedule(_ seconds: String) -> Decision {
                .scheduleLambdaFunction(.init(id: seconds, name: "resize", startToCloseTimeout: seconds))
            }
            for seconds in ["901", "0", "NONE"] {
                let path = "decisions.1.member.scheduleLambdaFunctionDecisionAttributes.startToCloseTimeout"
                #expect(
                    await fault { try await rig.session.answer(task, [schedule(seconds)]) }
                        == Fault(
                            .validation,
                            """
                            1 validation error detected: Value '\(seconds)' at '\(path)' failed to satisfy constraint: \
                            Member must be a whole number of seconds from 1 to 900
                            """
                        )
                )
            }
            try await rig.session.answer(task, [schedule("900"), schedule("1")])
        },
    ]

    @Test(arguments: rows.map(\.limit))
    func `each limit is answered as the service does, at the limit and just over it`(limit: String) async throws {
        try await #require(Self.rows.first { $0.limit == limit }).check()
    }

    @Test func `every limit has its row, and Amazon SWF's number`() {
        #expect(Self.rows.map(\.limit) == Limits.members.map(\.name), "one row each, in the order of the declarations")
        let declared = Mirror(reflecting: Limits()).children.compactMap(\.label)
        #expect(Limits.members.map(\.name) == declared, "and no limit is left out of the list")
        for (row, member) in zip(Self.rows, Limits.members) {
            #expect(Limits()[keyPath: member.path] == row.standard, "\(row.limit)")
            #expect(member.range.contains(row.standard), "\(row.limit)")
        }
    }
}

/// What the rows have in common.
extension LimitTests {
    fileprivate static func opened(_ change: (inout Limits) -> Void) async throws -> EngineByHand {
        var configuration = EngineByHand.configuration(resident: 64)
        change(&configuration.limits)
        return try await EngineByHand(configuration: configuration)
    }

    fileprivate static func text(_ length: Int) -> String { String(repeating: "x", count: length) }

    fileprivate static func tooLong(_ value: String, _ path: String, _ limit: Int) -> Fault {
        Fault(
            .validation,
            """
            1 validation error detected: Value '\(value)' at '\(path)' failed to satisfy constraint: Member must have \
            length less than or equal to \(limit)
            """
        )
    }

    fileprivate static func start(_ workflowId: String, tags: [String], _ rig: EngineByHand) async throws {
        _ = try await rig.engine.startWorkflowExecution(
            .init(
                domain: Session.domain,
                tagList: tags,
                workflowId: workflowId,
                workflowType: Session.workflowType
            )
        )
    }

    fileprivate static func activity(_ rig: EngineByHand) async throws -> SWFModel.ActivityTask {
        _ = try await rig.session.start("w")
        try await rig.session.answer(try await rig.session.decisionTask(), [rig.session.schedule("a")])
        return try await rig.session.activityTask()
    }

    fileprivate static func latest(_ execution: WorkflowExecution, _ rig: EngineByHand) async throws -> HistoryEvent {
        try #require(
            try await rig.engine.getWorkflowExecutionHistory(
                .init(domain: Session.domain, execution: execution, maximumPageSize: 1, reverseOrder: true)
            ).events.first
        )
    }

    fileprivate static func list(
        _ status: ExecutionStatus,
        _ rig: EngineByHand
    ) async throws -> [WorkflowExecutionInfo] {
        let oldest = Timestamp(milliseconds: 0)
        return try await rig.store.executions(.init(domain: Session.domain, status: status, oldest: oldest))
            .map(\.info)
    }

    fileprivate static func count(_ status: ExecutionStatus, _ rig: EngineByHand) async throws -> Int {
        try await list(status, rig).count
    }

    fileprivate static func childFailures(
        _ parent: WorkflowExecution,
        _ rig: EngineByHand
    ) async throws -> [StartChildWorkflowExecutionFailedCause] {
        try await rig.session.history(parent).compactMap { event in
            guard case .startChildWorkflowExecutionFailed(let failed) = event.attributes else { return nil }
            return failed.cause
        }
    }

    /// Answers a decision task with one decision more than may be open, and looks at what came of them.
    fileprivate static func batch(
        _ decisions: [Decision],
        of type: EventType,
        is sentence: String,
        _ failure: (HistoryEvent.Attributes) -> String?
    ) async throws {
        let rig = try await opened { _ in }
        let execution = try await rig.session.start("w")
        try await rig.session.answer(try await rig.session.decisionTask(), decisions)
        let history = try await rig.session.pagedHistory(execution)
        #expect(history.count { $0.eventType == type } == decisions.count - 1)
        #expect(history.compactMap { failure($0.attributes) } == [sentence])
        #expect(history.last?.eventType == .decisionTaskScheduled, "a decision that failed needs another")
        #expect(HistoryLinter.lint(history) == [])
    }
}
