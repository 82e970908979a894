import SWFModel
import Testing
import WorkflowCore

/// The rules of decisions: swf-spec.md section 3, and the defaults of section 6.
@Suite struct DecisionRuleTests {
    /// An execution whose first decision task a decider has.
    private static func machine(
        _ attributes: WorkflowExecutionStartedEventAttributes = Fixtures.started(),
        limits: Limits = Limits()
    ) throws -> ExecutionMachine {
        var (machine, _) = ExecutionMachine.start(
            attributes,
            identity: Fixtures.identity(),
            limits: limits,
            at: Fixtures.start
        )
        _ = try machine.decisionTaskStarted(scheduledEventId: 2, identity: nil, at: Fixtures.start)
        return machine
    }

    private static func decide(
        _ decisions: [Decision],
        on machine: inout ExecutionMachine,
        context: DecisionContext = Fixtures.context()
    ) throws -> Transition {
        let (scheduled, started) = machine.state.startedDecisionTask
        return try machine.decisionTaskCompleted(
            scheduledEventId: scheduled,
            startedEventId: started,
            RespondDecisionTaskCompletedInput(decisions: decisions, taskToken: "token"),
            context: context,
            at: Fixtures.start
        )
    }

    private static func activity(
        _ id: String = "a",
        type: String = "Render",
        change: (inout ScheduleActivityTaskDecisionAttributes) -> Void = { _ in }
    ) -> Decision {
        var attributes = ScheduleActivityTaskDecisionAttributes(
            activityId: id,
            activityType: ActivityType(name: type, version: "1")
        )
        change(&attributes)
        return .scheduleActivityTask(attributes)
    }

    private static let closes: [Decision] = [
        .completeWorkflowExecution(.init()), .failWorkflowExecution(.init()), .cancelWorkflowExecution(.init()),
        .continueAsNewWorkflowExecution(.init()),
    ]

    @Test(arguments: closes)
    func `3.1 a close that is not last refuses the whole list and leaves the task`(close: Decision) throws {
        var machine = try Self.machine()
        let before = machine
        let lists: [[Decision]] = [
            [close, .recordMarker(.init(markerName: "m"))], [close, close],
            [.recordMarker(.init(markerName: "m")), close, .completeWorkflowExecution(.init())],
        ]
        for list in lists {
            #expect(throws: Fault(.validation, "Close must be last decision in list")) {
                try Self.decide(list, on: &machine)
            }
        }
        #expect(machine == before)
        _ = try Self.decide([close], on: &machine)
        #expect(!machine.state.isOpen)
    }

    @Test(arguments: closes)
    func `3.1 what is open never holds a close back`(close: Decision) throws {
        var machine = try Self.machine()
        let opened: [Decision] = [
            Self.activity(), .startTimer(.init(startToFireTimeout: "5", timerId: "t")),
            .startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType)),
        ]
        let transition = try Self.decide(opened + [close], on: &machine)
        #expect(transition.events.last?.eventType.closeStatus != nil)
        #expect(machine.state.openCounts.openActivityTasks == 1)
        #expect(machine.state.openCounts.openTimers == 1)
        #expect(transition.effects.contains(.withdraw(kind: .activity, scheduledEventId: 5)))
    }

    @Test(arguments: closes)
    func `3.1 a close fails while an event is unseen, and schedules nothing`(close: Decision) throws {
        var machine = try Self.machine()
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Fixtures.start)
        let transition = try Self.decide([.recordMarker(.init(markerName: "m")), close], on: &machine)
        #expect(transition.events.map(\.eventType.rawValue).dropFirst(2).first?.hasSuffix("Failed") == true)
        #expect(transition.events.count == 3)
        #expect(machine.state.isOpen)
        // The task that the signal scheduled is offered now.
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [5])
    }

    @Test(arguments: closes)
    func `3.1 what the same list caused does not hold its close back`(close: Decision) throws {
        var machine = try Self.machine()
        _ = try Self.decide(
            [
                .cancelTimer(.init(timerId: "x")), Self.activity(), .requestCancelActivityTask(.init(activityId: "a")),
                close,
            ],
            on: &machine
        )
        #expect(!machine.state.isOpen)
    }

    @Test func `3.1 each decision sees what the ones before it did`() throws {
        var machine = try Self.machine()
        let transition = try Self.decide(
            [
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")), .cancelTimer(.init(timerId: "t")),
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")), Self.activity(),
                Self.activity(),
            ],
            on: &machine
        )
        #expect(
            transition.events.map(\.eventType) == [
                .decisionTaskCompleted, .timerStarted, .timerCanceled, .timerStarted, .activityTaskScheduled,
                .scheduleActivityTaskFailed, .decisionTaskScheduled,
            ]
        )
    }

    @Test func `3.1 a list with failed decisions schedules exactly one decision task, last`() throws {
        var machine = try Self.machine()
        let transition = try Self.decide(
            [
                .cancelTimer(.init(timerId: "x")), .requestCancelActivityTask(.init(activityId: "x")),
                .recordMarker(.init(markerName: "m")),
            ],
            on: &machine
        )
        #expect(transition.events.count { $0.eventType == .decisionTaskScheduled } == 1)
        #expect(transition.events.last?.eventType == .decisionTaskScheduled)
        #expect(Set(transition.events.map(\.eventTimestamp)).count == 1)
    }

    @Test(
        arguments: [
            [], [.recordMarker(.init(markerName: "m"))], [.startTimer(.init(startToFireTimeout: "0", timerId: "t"))],
            [activity()],
            [.signalExternalWorkflowExecution(.init(signalName: "s", workflowId: "x"))],
            [.requestCancelExternalWorkflowExecution(.init(workflowId: "x"))],
            [.startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType))],
            [.scheduleLambdaFunction(.init(id: "f", name: "f"))],
        ] as [[Decision]]
    )
    func `3.1 a list that succeeds schedules no decision task`(decisions: [Decision]) throws {
        var machine = try Self.machine()
        let transition = try Self.decide(decisions, on: &machine)
        #expect(!transition.events.contains { $0.eventType == .decisionTaskScheduled })
        #expect(transition.events.count == decisions.count + 1)
    }

    static let activityCauses: [(Decision, ScheduleActivityTaskFailedCause)] = [
        (activity(type: "Unknown"), .activityTypeDoesNotExist),
        (activity(type: "Deprecated"), .activityTypeDeprecated),
        (activity("used", type: "Bare"), .activityIdAlreadyInUse),
        (activity(type: "Bare"), .defaultTaskListUndefined),
        (activity(type: "Bare") { $0.taskList = TaskList(name: "l") }, .defaultScheduleToStartTimeoutUndefined),
        (
            activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
            }, .defaultScheduleToCloseTimeoutUndefined
        ),
        (
            activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
                $0.scheduleToCloseTimeout = "5"
            }, .defaultStartToCloseTimeoutUndefined
        ),
        (
            activity(type: "Bare") {
                $0.taskList = TaskList(name: "l")
                $0.scheduleToStartTimeout = "NONE"
                $0.scheduleToCloseTimeout = "5"
                $0.startToCloseTimeout = "5"
                // Empty text counts as not given.
                $0.heartbeatTimeout = ""
            }, .defaultHeartbeatTimeoutUndefined
        ),
    ]

    @Test(arguments: activityCauses)
    func `3.2.1 an activity task is refused for the first cause in the service's order`(
        decision: Decision,
        cause: ScheduleActivityTaskFailedCause
    ) throws {
        var machine = try Self.machine()
        let transition = try Self.decide([Self.activity("used"), decision], on: &machine)
        guard case .scheduleActivityTaskFailed(let attributes) = transition.events[2].attributes else {
            Issue.record("\(transition.events[2])")
            return
        }
        #expect(attributes.cause == cause)
        #expect(attributes.decisionTaskCompletedEventId == 4)
    }

    @Test func `3.2.1 the decision's settings go before the type's, and all are recorded`() throws {
        var machine = try Self.machine()
        let decision = Self.activity {
            $0.scheduleToStartTimeout = "1"
            $0.startToCloseTimeout = "2"
            $0.taskPriority = "7"
            $0.control = "c"
            $0.input = "i"
        }
        let transition = try Self.decide([decision], on: &machine)
        guard case .activityTaskScheduled(let attributes) = transition.events[1].attributes else {
            Issue.record("\(transition.events[1])")
            return
        }
        #expect(attributes.scheduleToStartTimeout == "1")
        #expect(attributes.scheduleToCloseTimeout == "NONE")
        #expect(attributes.startToCloseTimeout == "2")
        #expect(attributes.heartbeatTimeout == "NONE")
        #expect(attributes.taskList.name == "work")
        #expect(attributes.taskPriority == "7")
        #expect(attributes.control == "c")
        #expect(
            transition.effects == [
                .offer(
                    OfferedTask(
                        kind: .activity,
                        taskList: "work",
                        priority: 7,
                        scheduledEventId: 5,
                        scheduledAt: Fixtures.start
                    )
                )
            ]
        )
        #expect(machine.state.activityTask(scheduledEventId: 5)?.input == "i")
    }

    @Test func `8.1 the limits on open activity tasks, timers and children are causes`() throws {
        var limits = Limits()
        limits.openActivityTasks = 2
        limits.openTimers = 1
        limits.openChildren = 1
        var machine = try Self.machine()
        let child = { Decision.startChildWorkflowExecution(.init(workflowId: $0, workflowType: Fixtures.workflowType)) }
        let transition = try Self.decide(
            [
                Self.activity("a"), Self.activity("b"), Self.activity("c"),
                .startTimer(.init(startToFireTimeout: "5", timerId: "t")),
                .startTimer(.init(startToFireTimeout: "5", timerId: "u")), child("c1"), child("c2"),
            ],
            on: &machine,
            context: Fixtures.context(limits: limits)
        )
        let causes = transition.events.compactMap { event -> String? in
            switch event.attributes {
            case .scheduleActivityTaskFailed(let attributes): attributes.cause.rawValue
            case .startTimerFailed(let attributes): attributes.cause.rawValue
            case .startChildWorkflowExecutionFailed(let attributes): attributes.cause.rawValue
            default: nil
            }
        }
        #expect(
            causes == [
                "OPEN_ACTIVITIES_LIMIT_EXCEEDED", "OPEN_TIMERS_LIMIT_EXCEEDED", "OPEN_CHILDREN_LIMIT_EXCEEDED",
            ]
        )
    }

    @Test func `6.2 a deprecated domain takes no new activities and children`() throws {
        var machine = try Self.machine()
        let transition = try Self.decide(
            [
                Self.activity(),
                .startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType)),
            ],
            on: &machine,
            context: Fixtures.context(isDomainDeprecated: true)
        )
        #expect(
            transition.events.map(\.eventType).dropFirst() == [
                .scheduleActivityTaskFailed, .startChildWorkflowExecutionFailed, .decisionTaskScheduled,
            ]
        )
    }

    @Test func `3.2.2 a worker learns of the cancel by every later heartbeat`() throws {
        var machine = try Self.machine()
        _ = try Self.decide([Self.activity()], on: &machine)
        _ = try machine.activityTaskStarted(scheduledEventId: 5, identity: nil, at: Fixtures.start)
        let heartbeat = { (machine: inout ExecutionMachine) in
            try machine.activityTaskHeartbeat(scheduledEventId: 5, startedEventId: 6, details: nil, at: Fixtures.start)
                .status.cancelRequested
        }
        #expect(try heartbeat(&machine) == false)
        // A cancel request to the execution is not passed on (swf-observed.md S8).
        _ = try machine.cancelRequested(from: nil, cause: nil, at: Fixtures.start)
        #expect(try heartbeat(&machine) == false)
        _ = try machine.decisionTaskStarted(scheduledEventId: 8, identity: nil, at: Fixtures.start)
        let transition = try Self.decide([.requestCancelActivityTask(.init(activityId: "a"))], on: &machine)
        #expect(transition.events.map(\.eventType) == [.decisionTaskCompleted, .activityTaskCancelRequested])
        #expect(try heartbeat(&machine))
        #expect(try heartbeat(&machine))
    }

    @Test func `3.2.6 a new run takes its settings from the decision and the type, never from the old run`() throws {
        var machine = try Self.machine(Fixtures.started(taskPriority: "9", lambdaRole: "role"))
        let transition = try Self.decide(
            [.continueAsNewWorkflowExecution(.init(input: "i", taskList: TaskList(name: "mine")))],
            on: &machine
        )
        guard case .continueAs(let started, let runId) = transition.effects.last else {
            Issue.record("\(transition.effects)")
            return
        }
        #expect(runId == "r2")
        #expect(started.continuedExecutionRunId == "r1")
        #expect(started.executionStartToCloseTimeout == "600")
        #expect(started.taskStartToCloseTimeout == "20")
        #expect(started.childPolicy == .abandon)
        #expect(started.taskList.name == "mine")
        #expect(started.taskPriority == nil)
        #expect(started.lambdaRole == nil)
        #expect(started.parentInitiatedEventId == 0)
        #expect(machine.state.close?.status == .continuedAsNew)
    }

    static let continueCauses:
        [(String, ContinueAsNewWorkflowExecutionDecisionAttributes, ContinueAsNewWorkflowExecutionFailedCause)] = [
            ("Unknown", .init(), .workflowTypeDoesNotExist),
            ("Deprecated", .init(), .workflowTypeDeprecated),
            ("Bare", .init(), .defaultExecutionStartToCloseTimeoutUndefined),
            ("Bare", .init(executionStartToCloseTimeout: "5"), .defaultTaskListUndefined),
            (
                "Bare", .init(executionStartToCloseTimeout: "5", taskList: TaskList(name: "l")),
                .defaultTaskStartToCloseTimeoutUndefined
            ),
            (
                "Bare",
                .init(
                    executionStartToCloseTimeout: "5",
                    taskList: TaskList(name: "l"),
                    taskStartToCloseTimeout: "NONE"
                ),
                .defaultChildPolicyUndefined
            ),
        ]

    @Test(arguments: continueCauses)
    func `3.2.6 continuing as new is refused for the first cause in order, and asks for another decision`(
        type: String,
        decision: ContinueAsNewWorkflowExecutionDecisionAttributes,
        cause: ContinueAsNewWorkflowExecutionFailedCause
    ) throws {
        var attributes = Fixtures.started()
        attributes.workflowType = WorkflowType(name: type, version: "1")
        var machine = try Self.machine(attributes)
        let transition = try Self.decide([.continueAsNewWorkflowExecution(decision)], on: &machine)
        #expect(
            transition.events[1].attributes
                == .continueAsNewWorkflowExecutionFailed(.init(cause: cause, decisionTaskCompletedEventId: 4))
        )
        #expect(transition.events.last?.eventType == .decisionTaskScheduled)
    }

    @Test func `8.1 a child is refused when the domain has too many open executions`() throws {
        var machine = try Self.machine()
        let transition = try Self.decide(
            [.startChildWorkflowExecution(.init(workflowId: "c", workflowType: Fixtures.workflowType))],
            on: &machine,
            context: Fixtures.context(openExecutions: 100_000)
        )
        guard case .startChildWorkflowExecutionFailed(let attributes) = transition.events[1].attributes else {
            Issue.record("\(transition.events)")
            return
        }
        #expect(attributes.cause == .openWorkflowsLimitExceeded)
        #expect(attributes.initiatedEventId == 0)
    }

    @Test func `2.4.25 the execution context stays until another is given, and empty text is one`() throws {
        var machine = try Self.machine()
        let contexts: [(String?, String?)] = [("one", "one"), (nil, "one"), ("", "")]
        for (given, wanted) in contexts {
            let (scheduled, started) = machine.state.startedDecisionTask
            _ = try machine.decisionTaskCompleted(
                scheduledEventId: scheduled,
                startedEventId: started,
                RespondDecisionTaskCompletedInput(executionContext: given, taskToken: "token"),
                context: Fixtures.context(),
                at: Fixtures.start
            )
            #expect(machine.state.detail.latestExecutionContext == wanted)
            _ = try machine.signaled(name: "s", input: nil, from: nil, at: Fixtures.start)
            let next = machine.state.offeredTasks.first?.scheduledEventId ?? 0
            _ = try machine.decisionTaskStarted(scheduledEventId: next, identity: nil, at: Fixtures.start)
        }
    }

    static let startFaults: [(StartWorkflowExecutionInput, String)] = [
        (start(), "executionStartToCloseTimeout"),
        (start { $0.executionStartToCloseTimeout = "5" }, "taskList"),
        (
            start {
                $0.executionStartToCloseTimeout = "5"
                $0.taskList = TaskList(name: "l")
            }, "taskStartToCloseTimeout"
        ),
        (
            start {
                $0.executionStartToCloseTimeout = "5"
                $0.taskList = TaskList(name: "l")
                $0.taskStartToCloseTimeout = "NONE"
            }, "childPolicy"
        ),
    ]

    private static func start(
        _ change: (inout StartWorkflowExecutionInput) -> Void = { _ in }
    ) -> StartWorkflowExecutionInput {
        var input = StartWorkflowExecutionInput(
            domain: "shop",
            workflowId: "w",
            workflowType: Fixtures.workflowType
        )
        change(&input)
        return input
    }

    @Test(arguments: startFaults)
    func `6.3 a start that leaves something undefined names the first of it`(
        input: StartWorkflowExecutionInput,
        member: String
    ) {
        #expect(throws: Fault(.defaultUndefined, member)) {
            try StartResolution.resolve(input: input, type: WorkflowTypeConfiguration(), limits: Limits())
        }
    }

    @Test func `6.3 the type's defaults fill in what the start leaves open`() throws {
        let input = Self.start {
            $0.taskStartToCloseTimeout = "NONE"
            $0.tagList = []
        }
        let started = try StartResolution.resolve(input: input, type: Fixtures.workflowDefaults, limits: Limits())
        #expect(started.executionStartToCloseTimeout == "600")
        #expect(started.taskStartToCloseTimeout == "NONE")
        #expect(started.childPolicy == .abandon)
        #expect(started.taskList.name == "children")
        #expect(started.parentInitiatedEventId == 0)
        #expect(started.tagList == nil)
    }

    @Test func `8.1 a start longer than a year is refused`() {
        let input = Self.start { $0.executionStartToCloseTimeout = "31536001" }
        #expect(throws: Fault.self) {
            try StartResolution.resolve(input: input, type: Fixtures.workflowDefaults, limits: Limits())
        }
    }
}
