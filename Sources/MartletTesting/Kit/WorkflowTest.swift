public import Engine
public import Martlet
public import Storage
import Synchronization

/// A whole installation in a test's hands: the service, a decider and a worker, a clock that stands still, and no waiting.
///
///     let test = try await WorkflowTest(Subscription.self)
///     test.replace(ChargeCard.self) { charge, _ in Receipt(cents: charge.cents) }
///     let subscription = try await test.start(Subscription.self, plan)
///     test.at(.days(45)) { try await subscription.signal(Subscription.cancel) }
///     #expect(try await subscription.result() == .canceled(paid: 2))
///
/// The workflows and activities are handled by the code that handles them in production. What is not real is what makes
/// tests slow and unsteady: nothing runs beside the test. ``TestExecution/result(fileID:line:)``, ``advance(by:fileID:line:)``
/// and ``settle(fileID:line:)`` let things happen, one at a time and in the same order in each run: a message is delivered,
/// else a decision task is decided, else an activity task is done; and when nothing can happen now, the clock is moved to
/// the next deadline. So a year takes milliseconds, and a test that waits for what can never come fails with a sentence.
///
/// Decisions are computed twice, from what the decider holds and from the history alone, and compared: all of a short history,
/// and of a long one every so often. And what has closed is replayed once as a whole when its outcome is asked for. So code that
/// is not the same each time fails its first test.
public final class WorkflowTest: Sendable {
    /// The clock of the service. It begins at a moment of 2026 and is moved by what the test does; setting it otherwise is
    /// a test of its own.
    public let clock: ManualClock
    /// Where the service keeps everything.
    public let store: any WorkflowStore
    /// The domain that everything is in.
    public let domain: String
    /// When the test began, by its clock.
    public let beginning: Timestamp

    let connection: TestService
    let roster: TestRoster
    let state: Mutex<State>
    let worker: ActivityWorker
    let decider: Decider
    let complaints = ComplaintBox()
    private let faults = FaultPlan()
    let workflows: [any Workflow.Type]
    let replayChecks: ReplayChecks
    let activityLimit: Duration

    static let taskList = "default"

    struct State {
        var isDriving = false
        var isRegistered = false
        /// The decider at work, and what it holds.
        var decisions: DecisionTaskHandler
        /// Tasks that a worker has and takes some time over, by when it is done.
        var underWay: [UnderWay] = []
        /// Tasks that the test itself answers, the oldest first.
        var byHand: [ActivityTask] = []
        var appointments: [Appointment] = []
        var startCounts: [String: Int] = [:]
        /// How long the history of a run was when a decision of it was last computed twice.
        var checked: [String: EventId] = [:]
        /// The runs that have closed and were replayed.
        var replayed: Set<String> = []
    }

    /// A task that takes time.
    struct UnderWay {
        var end: Timestamp
        var task: ActivityTask
    }

    /// Something that the test does at a moment.
    struct Appointment {
        var moment: Timestamp
        var body: @Sendable () async throws -> Void
    }

    /// Makes a test of some workflows.
    ///
    /// - Parameters:
    ///   - workflows: The workflows, children included.
    ///   - activities: Activities that really run; others are replaced or held.
    ///   - clock: The clock of the service.
    ///   - store: Where the service keeps everything; what is in it already goes on.
    ///   - configuration: What may be set of the service. Its polls never wait, and its runs are numbered, whatever is set.
    ///   - replayChecks: Which decisions are computed twice, to find code that is not the same each time; all by default.
    ///   - activityLimit: After how much of the machine's time an activity that has not returned fails the test, which would
    ///     wait for it for ever; a minute by default.
    ///   - turnLimit: After how much of the machine's time workflow code that does not come to rest is given up and its execution
    ///     failed, as in production; 10 seconds by default.
    ///   - logger: Where workflows and activities log; nowhere by default.
    /// - Throws: `StoreError` when the store cannot be read.
    public init(
        _ workflows: any Workflow.Type...,
        activities: [any Activity] = [],
        domain: String = "test",
        clock: ManualClock = ManualClock(),
        store: any WorkflowStore = MemoryStore(),
        configuration: WorkflowEngine.Configuration = WorkflowEngine.Configuration(),
        replayChecks: ReplayChecks = .every,
        activityLimit: Duration = .seconds(60),
        turnLimit: Duration = .seconds(10),
        logger: Logger? = nil
    ) async throws {
        self.replayChecks = replayChecks
        self.activityLimit = activityLimit
        let logger = logger ?? Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let roster = TestRoster(workflows: workflows, clock: clock)
        for activity in activities { roster.cast(activity) }
        var configuration = configuration
        configuration.limits.pollSeconds = 0
        // Alike in every run of the test, and so are the numbers that workflows draw.
        let runs = RunNumbers()
        configuration.newRunId = { runs.next() }
        if configuration.lambdaService == nil { configuration.lambdaService = TestFunctions(roster: roster) }
        let service = try await TestService(
            store: store,
            configuration: configuration,
            clock: clock,
            faults: faults,
            roster: roster
        )
        let complaints = complaints
        var deciding = Decider.Configuration(
            turnLimit: turnLimit,
            backoff: Self.atOnce,
            historyLimit: configuration.limits.eventsPerExecution,
            onDecision: { complaints.look(at: $0) }
        )
        deciding.leastPatience = Self.machineTime
        var working = ActivityWorker.Configuration(heartbeatInterval: .zero, backoff: Self.atOnce)
        working.leastPatience = Self.machineTime
        working.watchGrace = Self.machineTime
        decider = Decider(
            service: service,
            domain: domain,
            taskList: Self.taskList,
            identity: "decider",
            workflows: workflows,
            configuration: deciding,
            logger: logger
        )
        worker = ActivityWorker(
            service: service,
            domain: domain,
            taskList: Self.taskList,
            identity: "worker",
            activities: [],
            configuration: working,
            logger: logger
        )
        self.workflows = workflows
        self.domain = domain
        self.clock = clock
        self.store = store
        connection = service
        self.roster = roster
        beginning = clock.now
        state = Mutex(State(decisions: decider.makeHandler()))
    }

    deinit {
        let decisions = state.withLock { $0.decisions }
        // Awaited by nobody: what is unwound there belongs to a test that is over.
        Task { await decisions.end() }
    }

    /// Calls that did not go through are made again without a wait: no time of the machine passes in a test.
    private static let atOnce = Backoff(initial: .zero, maximum: .zero)
    /// A task has all the time that a slow machine may need for it: it times out by the test's clock alone.
    private static let machineTime = Duration.minutes(30)

    /// The service, for calls that the test has no words for, and for code under test that starts and signals executions.
    public var service: any SimpleWorkflowService { OutsideService(connection: connection) }

    /// Starts executions, and acts on them, as outside of a test.
    public var starter: Starter { Starter(service: service, domain: domain, taskList: Self.taskList) }

    /// Starts an execution; nothing of it happens before the test lets it.
    ///
    /// - Parameter workflowId: The workflow id; by default the workflow's name and a number, such as `Subscription-1`.
    /// - Throws: `ValueFailure` when the input is too large; `Fault`, of which `WorkflowExecutionAlreadyStartedFault` says
    ///   that the workflow id is taken.
    public func start<W: Workflow>(
        _ workflow: W.Type,
        _ input: W.Input,
        workflowId: String? = nil,
        tags: [String] = [],
        lambdaRole: String? = nil
    ) async throws -> TestExecution<W> {
        try await register()
        let name = W.definition.name
        let number = state.withLock { state in
            state.startCounts[name, default: 0] += 1
            return state.startCounts[name, default: 1]
        }
        let execution = try await starter.start(
            workflow,
            input,
            workflowId: workflowId ?? "\(name)-\(number)",
            tags: tags,
            lambdaRole: lambdaRole
        )
        return TestExecution(test: self, first: execution)
    }

    /// Starts an execution of a workflow that wants no input.
    ///
    /// - Throws: As ``start(_:_:workflowId:tags:lambdaRole:)``.
    public func start<W: Workflow>(
        _ workflow: W.Type,
        workflowId: String? = nil,
        tags: [String] = [],
        lambdaRole: String? = nil
    ) async throws -> TestExecution<W> where W.Input == Nothing {
        try await start(workflow, Nothing(), workflowId: workflowId, tags: tags, lambdaRole: lambdaRole)
    }

    /// An execution that the test did not start itself, such as a child: the latest run of a workflow id.
    ///
    /// - Throws: ``WorkflowTestFailure`` when there is none.
    public func execution<W: Workflow>(
        _ workflow: W.Type,
        _ workflowId: String,
        fileID: String = #fileID,
        line: Int = #line
    ) async throws -> TestExecution<W> {
        guard let execution = try await latestRun(of: workflowId) else {
            throw WorkflowTestFailure(
                "There is no execution \(workflowId) at \(words(clock.now)).",
                fileID: fileID,
                line: line
            )
        }
        return TestExecution(test: self, first: execution)
    }

    private func latestRun(of workflowId: String) async throws -> WorkflowExecution? {
        try await connection.executions(in: domain).last { $0.workflowId == workflowId }
    }

    /// Lets something go wrong at a moment.
    ///
    ///     test.fault(.loseAnswer, at: .report(of: ChargeCard.self))
    ///     test.fault(.kill, at: .work(on: ChargeCard.self, 2))
    ///
    /// Each ``TestMoment`` says which faults can happen at it; one that cannot fails the test, with this line, as soon as it lets
    /// something happen.
    ///
    /// - Returns: The fault, which knows whether it has happened.
    @discardableResult
    public func fault(
        _ fault: TestFault,
        at moment: TestMoment,
        fileID: String = #fileID,
        line: Int = #line
    ) -> PlannedFault {
        let planned = PlannedFault(fault, at: moment)
        if let objection = moment.objection(to: fault) {
            let sentence = "The fault \(fault.words) cannot happen at the \(moment): \(objection)"
            complaints.keep(WorkflowTestFailure(sentence, fileID: fileID, line: line))
        } else {
            faults.add(planned)
        }
        return planned
    }

    /// The decider ends and another takes its place: it holds nothing, and reads whole histories.
    public func killDecider() async {
        let killed = state.withLock { state in
            defer { state.decisions = decider.makeHandler() }
            return state.decisions
        }
        await killed.end()
    }

    /// The service ends and is started again over its store.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    public func restartService() async throws { try await connection.restart() }

    /// Makes the types known that the service does not know yet.
    func register() async throws {
        let isRegistered = state.withLock { state in
            defer { state.isRegistered = true }
            return state.isRegistered
        }
        let activities = roster.takeUnregistered()
        if isRegistered, activities.isEmpty { return }
        _ = try await Registrar(
            service: service,
            domain: domain,
            retentionDays: "90",
            defaultTaskList: Self.taskList,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).register(workflows: isRegistered ? [] : workflows, activities: activities)
    }

    /// A moment as the time since the test began: `+30d 00:00:00`.
    func words(_ moment: Timestamp) -> String { HistoryTrace.offset(moment - beginning) }
}
