import MartletTesting
import SWFModel
import Storage
import WorkflowCore

@testable import Engine

/// Calls in an order that follows from a seed, by somebody who answers tasks, also old ones, and tries much that is wrong.
///
/// What each call answered is written down without tokens, which hold the secret of their store.
struct RandomProgram {
    /// What happens besides calls.
    struct Chaos: Sendable {
        /// The engine is left and another opened, once in so many steps.
        var reopensOneIn = 30
        /// A commit fails, once in so many steps; never when nil.
        var failsOneIn: Int?
    }

    private var random: SeededRandom
    private let chaos: Chaos
    private let place: StoreUnderTest
    /// No two moments are the same, so that the order of all that happens is the same in every store.
    private let clock = ManualClock(tick: .milliseconds(1))
    private let configuration: WorkflowEngine.Configuration
    private(set) var store: FailingStore
    private(set) var rig: EngineByHand
    /// What was answered, a line a call.
    private(set) var log: [String] = []
    private var decisionTasks: [DecisionTask] = []
    private var activityTasks: [SWFModel.ActivityTask] = []
    private var runs: [WorkflowExecution] = []
    private var reopenings = 0

    init(seed: UInt64, over place: StoreUnderTest, chaos: Chaos) async throws {
        random = SeededRandom(seed: seed)
        self.chaos = chaos
        self.place = place
        configuration = EngineByHand.configuration(resident: 6)
        store = FailingStore(try place.open())
        rig = try await EngineByHand(store: store, clock: clock, configuration: configuration)
        try await rig.engine.registerWorkflowType(
            .init(domain: Session.domain, name: "Bare", version: "1")
        )
    }

    /// Takes the next step.
    mutating func step() async throws {
        if random.isOneIn(chaos.reopensOneIn) { try await reopen() }
        let fails = chaos.failsOneIn.map { random.isOneIn($0) } ?? false
        if fails { store.failCommits(random.isOneIn(2) ? .beforeWriting : .afterWriting) }
        try await call()
        if fails {
            store.heal()
            if random.isOneIn(2) { try await reopen() } else { await rig.recover() }
        }
    }

    /// Leaves the engine as a kill does and opens another.
    mutating func reopen() async throws {
        reopenings += 1
        try await store.close()
        store = FailingStore(try place.open())
        rig = try await EngineByHand(store: store, clock: clock, configuration: configuration)
        log.append("reopened")
    }

    private mutating func call() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14: await start()
        case 14..<34: await pollForDecision()
        case 34..<54: await decide()
        case 54..<64: await pollForActivity()
        case 64..<76: await answerActivity()
        case 76..<82: await signalOrCancel()
        case 82..<83: await terminate()
        case 83..<92: await passTime()
        case 92..<96: await note("settle") { [rig] in try await rig.settle() }
        default: await look()
        }
    }

    private mutating func note(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            log.append(what)
        } catch {
            log.append("\(what): \(error)")
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &random) }

    private mutating func oneOf(_ values: String...) -> String { values.randomElement(using: &random) ?? "" }

    private mutating func optional(_ values: String...) -> String? {
        random.isOneIn(2) ? values.randomElement(using: &random) : nil
    }

    private mutating func workflowId() -> String { "w\(Int.random(in: 0..<9, using: &random))" }

    private mutating func list() -> TaskList { TaskList(name: random.isOneIn(8) ? "Other" : Session.taskList.name) }

    private mutating func policy() -> ChildPolicy? { random.isOneIn(2) ? pick(ChildPolicy.allCases) : nil }

    private mutating func start() async {
        let isBare = random.isOneIn(20)
        let input = StartWorkflowExecutionInput(
            childPolicy: policy(),
            domain: random.isOneIn(60) ? "nowhere" : Session.domain,
            executionStartToCloseTimeout: optional("5", "60", "3600", "31536000"),
            input: optional("", "in", "two\nlines \u{1F426} \"quoted\""),
            tagList: random.isOneIn(3) ? ["red", workflowId()] : nil,
            taskList: random.isOneIn(4) ? list() : nil,
            taskPriority: optional("-1", "0", "7"),
            taskStartToCloseTimeout: optional("10", "NONE"),
            workflowId: workflowId(),
            workflowType: isBare ? WorkflowType(name: "Bare", version: "1") : Session.workflowType
        )
        var run: Run?
        await note("start \(input.workflowId)") { [rig] in run = try await rig.engine.startWorkflowExecution(input) }
        if let runId = run?.runId {
            runs.append(WorkflowExecution(runId: runId, workflowId: input.workflowId))
            log.append("  \(runId)")
        }
    }

    private mutating func pollForDecision() async {
        let input = PollForDecisionTaskInput(
            domain: Session.domain,
            identity: optional("d1", "d2"),
            maximumPageSize: random.isOneIn(3) ? Int.random(in: 1...5, using: &random) : nil,
            reverseOrder: random.isOneIn(4),
            startAtPreviousStartedEvent: random.isOneIn(3),
            taskList: list()
        )
        var pages: [DecisionTask] = []
        await note("poll decision \(input.taskList.name)") { [rig] in
            var input = input
            repeat {
                guard let page = try await rig.engine.pollForDecisionTask(input) else { return }
                pages.append(page)
                input.nextPageToken = page.nextPageToken
            } while input.nextPageToken != nil
        }
        guard let task = pages.first else { return }
        decisionTasks.append(task)
        let ids = pages.flatMap { $0.events.map(\.eventId) }
        log.append("  \(task.workflowExecution) \(task.previousStartedEventId ?? 0) \(task.startedEventId) \(ids)")
    }

    private mutating func decide() async {
        // Mostly the newest; sometimes one that was answered or timed out.
        guard let task = random.isOneIn(6) ? pick(decisionTasks) : decisionTasks.last else { return }
        let input = RespondDecisionTaskCompletedInput(
            decisions: decisions(),
            executionContext: optional("", "context"),
            taskList: random.isOneIn(12) ? list() : nil,
            taskListScheduleToStartTimeout: random.isOneIn(2) ? "5" : nil,
            taskToken: task.taskToken
        )
        let kinds = (input.decisions ?? []).map(\.decisionType.rawValue)
        await note("decide \(task.workflowExecution.workflowId) \(task.startedEventId) \(kinds)") { [rig] in
            try await rig.engine.respondDecisionTaskCompleted(input)
        }
        decisionTasks.removeAll { $0.taskToken == task.taskToken && $0.workflowExecution.workflowId != "w0" }
    }

    private mutating func decisions() -> [Decision] {
        var decisions = (0..<Int.random(in: 0...4, using: &random)).map { _ in openDecision() }
        if random.isOneIn(6) { decisions.append(closeDecision()) }
        if random.isOneIn(40) { decisions.append(openDecision()) }
        return decisions
    }

    private mutating func openDecision() -> Decision {
        let activityId = "a\(Int.random(in: 0..<4, using: &random))"
        let timerId = "t\(Int.random(in: 0..<3, using: &random))"
        let external = random.isOneIn(3) ? pick(runs) : nil
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<7:
            return .scheduleActivityTask(
                .init(
                    activityId: activityId,
                    activityType: random.isOneIn(10)
                        ? ActivityType(name: "Unknown", version: "1") : Session.activityType,
                    heartbeatTimeout: optional("3", "NONE"),
                    input: optional("work"),
                    scheduleToCloseTimeout: optional("20", "NONE"),
                    scheduleToStartTimeout: optional("0", "10", "NONE"),
                    startToCloseTimeout: optional("8", "60"),
                    taskList: random.isOneIn(5) ? list() : nil,
                    taskPriority: optional("3", "-3")
                )
            )
        case 7..<9: return .requestCancelActivityTask(.init(activityId: activityId))
        case 9..<12:
            return .startTimer(.init(startToFireTimeout: oneOf("0", "1", "9", "100"), timerId: timerId))
        case 12: return .cancelTimer(.init(timerId: timerId))
        case 13: return .recordMarker(.init(details: optional("d"), markerName: "m"))
        case 14..<16:
            return .signalExternalWorkflowExecution(
                .init(runId: external?.runId, signalName: "s", workflowId: external?.workflowId ?? workflowId())
            )
        case 16:
            return .requestCancelExternalWorkflowExecution(
                .init(runId: external?.runId, workflowId: external?.workflowId ?? workflowId())
            )
        case 17..<19:
            return .startChildWorkflowExecution(
                .init(
                    childPolicy: policy(),
                    executionStartToCloseTimeout: optional("30"),
                    tagList: random.isOneIn(3) ? ["child"] : nil,
                    workflowId: random.isOneIn(2) ? "c\(Int.random(in: 0..<5, using: &random))" : workflowId(),
                    workflowType: random.isOneIn(8)
                        ? WorkflowType(name: "Bare", version: "1") : Session.workflowType
                )
            )
        default: return .scheduleLambdaFunction(.init(id: "l", name: "f"))
        }
    }

    private mutating func closeDecision() -> Decision {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .completeWorkflowExecution(.init(result: optional("r")))
        case 1: .failWorkflowExecution(.init(reason: optional("because")))
        case 2: .cancelWorkflowExecution(.init())
        default: .continueAsNewWorkflowExecution(.init(input: optional("again"), tagList: ["new"]))
        }
    }

    private mutating func pollForActivity() async {
        var task: SWFModel.ActivityTask?
        let list = list()
        await note("poll activity \(list.name)") { [rig] in
            task = try await rig.engine.pollForActivityTask(.init(domain: Session.domain, taskList: list))
        }
        guard let task else { return }
        activityTasks.append(task)
        log.append("  \(task.workflowExecution) \(task.activityId) \(task.startedEventId) \(task.input ?? "-")")
    }

    private mutating func answerActivity() async {
        guard let task = random.isOneIn(4) ? pick(activityTasks) : activityTasks.last else { return }
        let token = task.taskToken
        let what = Int.random(in: 0..<6, using: &random)
        let details = optional("d")
        await note("answer \(task.workflowExecution.workflowId) \(task.startedEventId) \(what)") { [rig] in
            switch what {
            case 0, 1: try await rig.engine.respondActivityTaskCompleted(.init(result: details, taskToken: token))
            case 2: try await rig.engine.respondActivityTaskFailed(.init(details: details, taskToken: token))
            case 3: try await rig.engine.respondActivityTaskCanceled(.init(details: details, taskToken: token))
            default:
                _ = try await rig.engine.recordActivityTaskHeartbeat(.init(details: details, taskToken: token))
            }
        }
        if what < 4, !random.isOneIn(3) { activityTasks.removeAll { $0.taskToken == token } }
    }

    private mutating func signalOrCancel() async {
        let run = random.isOneIn(3) ? pick(runs) : nil
        let workflowId = run?.workflowId ?? workflowId()
        let isSignal = !random.isOneIn(4)
        await note("\(isSignal ? "signal" : "cancel") \(workflowId) \(run?.runId ?? "-")") { [rig] in
            if isSignal {
                try await rig.session.signal(workflowId, "s", runId: run?.runId)
            } else {
                try await rig.session.cancel(workflowId, runId: run?.runId)
            }
        }
    }

    private mutating func terminate() async {
        let workflowId = workflowId()
        let policy = policy()
        await note("terminate \(workflowId)") { [rig] in
            try await rig.session.terminate(workflowId, childPolicy: policy)
        }
    }

    /// Time passes from one deadline to the next, so that each is carried out at its own moment.
    private mutating func passTime() async {
        let seconds = pick([0, 1, 3, 10, 30, 120]) ?? 0
        let end = clock.now + .seconds(seconds)
        await note("time +\(seconds)") { [rig, store, clock] in
            while let next = try await store.nextDeadline(), next <= end {
                clock.set(max(next, clock.now))
                try await rig.settle()
            }
            clock.set(max(end, clock.now))
            try await rig.settle()
        }
    }

    private mutating func look() async {
        let what = Int.random(in: 0..<4, using: &random)
        guard let run = pick(runs) else { return }
        let size = Int.random(in: 0...9, using: &random)
        var answer = ""
        await note("look \(what)") { [rig] in
            let always = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
            switch what {
            case 0: answer = "\(try await rig.describe(run))"
            case 1:
                let page = try await rig.engine.getWorkflowExecutionHistory(
                    .init(domain: Session.domain, execution: run, maximumPageSize: size, reverseOrder: size > 4)
                )
                answer = "\(page.events.map(\.eventId)) \(page.nextPageToken == nil)"
            case 2:
                let page = try await rig.engine.listOpenWorkflowExecutions(
                    .init(domain: Session.domain, maximumPageSize: size, startTimeFilter: always)
                )
                answer = "\(page.executionInfos) \(page.nextPageToken == nil)"
            default:
                let page = try await rig.engine.listClosedWorkflowExecutions(
                    .init(closeTimeFilter: always, domain: Session.domain, maximumPageSize: size)
                )
                answer = "\(page.executionInfos) \(page.nextPageToken == nil)"
            }
        }
        log.append("  \(answer)")
    }
}
