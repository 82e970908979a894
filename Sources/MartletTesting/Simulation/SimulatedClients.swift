import SWFModel

/// Starters, deciders and workers that do as chance has it: mostly what makes sense, sometimes what does not.
struct SimulatedClients {
    /// A decision task that somebody has.
    struct HeldDecision {
        var id: Int
        var token: String
        var execution: WorkflowExecution
        var startedEventId: EventId
        var range: ClosedRange<EventId>
        var poll: PollForDecisionTaskInput
        /// What was read of the history so far, and where it goes on.
        var bytes: [UInt8]
        var nextPageToken: String?
        /// The page that is asked for now.
        var awaitedPage: String?
    }

    /// An activity task that somebody has.
    struct HeldActivity {
        var id: Int
        var token: String
        var execution: WorkflowExecution
        var startedEventId: EventId
        /// Whether a heartbeat is on its way.
        var isBeating = false
    }

    private let profile: SimulationProfile
    var random: SeededRandom
    private(set) var decisions: [HeldDecision] = []
    private(set) var activities: [HeldActivity] = []
    private(set) var runs: [WorkflowExecution] = []
    private var lastMark = 0
    private var lastId = 0

    init(profile: SimulationProfile, random: SeededRandom) {
        self.profile = profile
        self.random = random
    }

    /// A mark that no call had before.
    mutating func mark() -> String {
        lastMark += 1
        return "#\(lastMark)"
    }

    /// Whether the task at hand is handed back rather than answered: now and then, by the marks, so that no draw is spent on it.
    var handsBack: Bool { lastMark.isMultiple(of: 11) }

    mutating func id() -> Int {
        lastId += 1
        return lastId
    }

    mutating func hold(_ decision: HeldDecision) {
        decisions.append(decision)
        if decisions.count > 12 { decisions.removeFirst() }
    }

    mutating func hold(_ activity: HeldActivity) {
        activities.append(activity)
        if activities.count > 12 { activities.removeFirst() }
    }

    mutating func know(_ run: WorkflowExecution) {
        runs.append(run)
        if runs.count > 24 { runs.removeFirst() }
    }

    mutating func change(decision id: Int, _ body: (inout HeldDecision) -> Void) {
        if let index = decisions.firstIndex(where: { $0.id == id }) { body(&decisions[index]) }
    }

    mutating func change(activity id: Int, _ body: (inout HeldActivity) -> Void) {
        if let index = activities.firstIndex(where: { $0.id == id }) { body(&activities[index]) }
    }

    /// An answered task is mostly forgotten; sometimes it is answered again.
    mutating func letGo(decision id: Int) { if !random.isOneIn(8) { decisions.removeAll { $0.id == id } } }

    mutating func letGo(activity id: Int) { if !random.isOneIn(8) { activities.removeAll { $0.id == id } } }

    /// Mostly the one that came last; sometimes an old one.
    mutating func someDecision() -> HeldDecision? {
        random.isOneIn(4) ? decisions.randomElement(using: &random) : decisions.last
    }

    mutating func someActivity() -> HeldActivity? {
        random.isOneIn(4) ? activities.randomElement(using: &random) : activities.last
    }

    private mutating func oneOf(_ values: String...) -> String { values.randomElement(using: &random) ?? "" }

    private mutating func optional(_ values: String...) -> String? {
        random.isOneIn(2) ? values.randomElement(using: &random) : nil
    }

    private mutating func policy() -> ChildPolicy? {
        random.isOneIn(2) ? ChildPolicy.allCases.randomElement(using: &random) : nil
    }

    mutating func workflowId() -> String { "w\(Int.random(in: 0..<profile.workflowIds, using: &random))" }

    mutating func list() -> TaskList {
        TaskList(name: random.isOneIn(3) ? SimulatedWorld.taskLists.randomElement(using: &random) ?? "main" : "main")
    }

    private mutating func workflowType() -> WorkflowType {
        let index = random.isOneIn(30) ? 2 : Int.random(in: 0..<2, using: &random)
        return SimulatedWorld.workflowTypes[index]
    }

    mutating func someRun() -> WorkflowExecution? { runs.randomElement(using: &random) }

    mutating func start(_ mark: String) -> StartWorkflowExecutionInput {
        StartWorkflowExecutionInput(
            childPolicy: policy(),
            domain: SimulatedWorld.domain,
            executionStartToCloseTimeout: random.isOneIn(12) ? "5" : optional("300", "3600", "86400"),
            input: mark,
            lambdaRole: optional("arn:aws:iam::000000000000:role/lambda"),
            tagList: random.isOneIn(3) ? ["red", "two\nlines \u{1F426} \"quoted\""] : nil,
            taskList: random.isOneIn(4) ? list() : nil,
            taskPriority: optional("-1", "0", "7"),
            taskStartToCloseTimeout: optional("10", "45", "NONE"),
            workflowId: workflowId(),
            workflowType: workflowType()
        )
    }

    mutating func pollDecision() -> PollForDecisionTaskInput {
        PollForDecisionTaskInput(
            domain: SimulatedWorld.domain,
            identity: optional("d1", "d2", "d3"),
            maximumPageSize: profile.smallPages && !random.isOneIn(3) ? Int.random(in: 1...6, using: &random) : nil,
            reverseOrder: random.isOneIn(6),
            startAtPreviousStartedEvent: random.isOneIn(4),
            taskList: list()
        )
    }

    mutating func decide(_ task: HeldDecision, mark: String) -> RespondDecisionTaskCompletedInput {
        var decisions = (0..<Int.random(in: 0...3, using: &random)).map { _ in openDecision() }
        if random.isOneIn(profile.closesOneIn) { decisions.append(closeDecision()) }
        if random.isOneIn(60) { decisions.append(openDecision()) }
        let overrides = random.isOneIn(10)
        return RespondDecisionTaskCompletedInput(
            decisions: decisions.isEmpty && random.isOneIn(2) ? nil : decisions,
            executionContext: mark,
            taskList: overrides ? list() : nil,
            taskListScheduleToStartTimeout: overrides && random.isOneIn(2) ? oneOf("0", "5", "60") : nil,
            taskToken: task.token
        )
    }

    private mutating func openDecision() -> Decision {
        let activityId = "a\(Int.random(in: 0..<4, using: &random))"
        let timerId = "t\(Int.random(in: 0..<3, using: &random))"
        switch Int.random(in: 0..<22, using: &random) {
        case 0..<8: return .scheduleActivityTask(schedule(activityId))
        case 8..<10: return .requestCancelActivityTask(.init(activityId: activityId))
        case 10..<13:
            return .startTimer(.init(startToFireTimeout: oneOf("0", "1", "9", "100", "4000"), timerId: timerId))
        case 13: return .cancelTimer(.init(timerId: timerId))
        case 14: return .recordMarker(.init(details: optional("d"), markerName: "m"))
        case 15, 16:
            let target = target()
            return .signalExternalWorkflowExecution(
                .init(runId: target.runId, signalName: "s", workflowId: target.workflowId)
            )
        case 17:
            let target = target()
            return .requestCancelExternalWorkflowExecution(.init(runId: target.runId, workflowId: target.workflowId))
        case 18..<21:
            return .startChildWorkflowExecution(
                .init(
                    childPolicy: policy(),
                    executionStartToCloseTimeout: optional("30", "600"),
                    input: optional("child"),
                    tagList: random.isOneIn(3) ? ["child"] : nil,
                    taskList: random.isOneIn(6) ? list() : nil,
                    workflowId: random.isOneIn(2) ? "c\(Int.random(in: 0..<6, using: &random))" : workflowId(),
                    workflowType: workflowType()
                )
            )
        default:
            return .scheduleLambdaFunction(
                .init(id: "l\(Int.random(in: 0..<2, using: &random))", name: "f", startToCloseTimeout: optional("20"))
            )
        }
    }

    private mutating func schedule(_ activityId: String) -> ScheduleActivityTaskDecisionAttributes {
        ScheduleActivityTaskDecisionAttributes(
            activityId: activityId,
            activityType: random.isOneIn(20)
                ? SimulatedWorld.activityTypes[2]
                : SimulatedWorld.activityTypes[Int.random(in: 0..<2, using: &random)],
            heartbeatTimeout: optional("3", "NONE"),
            input: optional("work"),
            scheduleToCloseTimeout: optional("20", "NONE"),
            scheduleToStartTimeout: optional("0", "10", "NONE"),
            startToCloseTimeout: optional("8", "60", "NONE"),
            taskList: random.isOneIn(5) ? list() : nil,
            taskPriority: optional("3", "-3")
        )
    }

    /// Somebody whom a decision signals or cancels: mostly an open execution, by chance with its run id.
    private mutating func target() -> (workflowId: String, runId: String?) {
        if random.isOneIn(3), let run = someRun() { return (run.workflowId, run.runId) }
        return (workflowId(), nil)
    }

    private mutating func closeDecision() -> Decision {
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: .completeWorkflowExecution(.init(result: optional("r")))
        case 2: .failWorkflowExecution(.init(details: optional("d"), reason: optional("because")))
        case 3: .cancelWorkflowExecution(.init())
        default:
            .continueAsNewWorkflowExecution(
                .init(
                    executionStartToCloseTimeout: optional("900"),
                    input: optional("again"),
                    tagList: ["red"],
                    workflowTypeVersion: optional("1", "2")
                )
            )
        }
    }

    mutating func answer(_ task: HeldActivity, mark: String) -> SimulatedRequest {
        let choice = Int.random(in: 0..<5, using: &random)
        if handsBack { return .handBack(taskToken: task.token, mark: mark) }
        return switch choice {
        case 0: .fail(.init(details: optional("d"), reason: mark, taskToken: task.token))
        case 1: .cancelActivity(.init(details: mark, taskToken: task.token))
        default: .complete(.init(result: mark, taskToken: task.token))
        }
    }
}
