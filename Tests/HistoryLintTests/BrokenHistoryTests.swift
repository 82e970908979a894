import HistoryLint
import SWFModel
import Testing

/// The linter refuses histories that are broken in one place each.
@Suite struct BrokenHistoryTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        /// The rule that it breaks, and no other.
        var rule: LintRule
        var name: String
        /// Words that the linter's sentence must hold.
        var complaint: String
        var events: [HistoryEvent]
        var testDescription: String { name }
    }

    @Test(arguments: Self.table)
    func `the linter refuses a broken history, and names the rule it breaks and no other`(broken: Broken) {
        let violations = HistoryLinter.violations(in: broken.events)
        #expect(violations.contains { $0.description.contains(broken.complaint) }, "\(violations)")
        #expect(Set(violations.map(\.rule)) == [broken.rule], "\(violations)")
    }

    @Test(arguments: LintRule.allCases)
    func `each rule has a history that breaks only it`(rule: LintRule) {
        #expect(Self.table.contains { $0.rule == rule })
        #expect(rule.meaning.hasSuffix("."))
        #expect(rule.source.hasPrefix("swf-spec.md"))
    }

    @Test func `the linter accepts the history that the others are broken from`() {
        #expect(HistoryLinter.lint(Self.sound) == [])
    }

    @Test func `an unfinished history owes nothing, and is no violation`() {
        for count in 1...Self.sound.count {
            var linter = HistoryLinter()
            for event in Self.sound.prefix(count) { linter.take(event) }
            #expect(linter.violations == [], "\(count)")
        }
    }

    @Test(arguments: [
        ("martlet.handedBack by a: stopping", ActivityTaskTimeoutType.startToClose, []),
        ("martlet.handedBack", .startToClose, []),
        ("martlet.handedBack", .heartbeat, [LintRule.items]), ("martlet.handedBack", .scheduleToClose, [.items]),
        ("half", .startToClose, [.clocks]), ("martlet.handedBackwards", .startToClose, [.clocks]),
    ])
    func `an activity task that was handed back says so and may end early`(
        details: String,
        type: ActivityTaskTimeoutType,
        rules: [LintRule]
    ) {
        let events = Self.history(
            Self.opening + [
                (3, Self.activity(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
                (
                    5,
                    .activityTaskTimedOut(
                        .init(details: details, scheduledEventId: 5, startedEventId: 6, timeoutType: type)
                    )
                ),
                (5, Self.scheduledTask),
            ]
        )
        #expect(HistoryLinter.violations(in: events).map(\.rule) == rules)
    }

    @Test func `a decision task ends early only where deciders may hand back`() {
        let events = Self.history([
            (1, Self.started), (1, Self.scheduledTask), (2, Self.startedTask(2)),
            (
                3,
                .decisionTaskTimedOut(.init(scheduledEventId: 2, startedEventId: 3, timeoutType: .startToClose))
            ),
            (3, Self.scheduledTask),
        ])
        #expect(HistoryLinter.violations(in: events).map(\.rule) == [.clocks])
        #expect(HistoryLinter.violations(in: events, mayHandBack: true) == [])
    }

    /// One event each, with its moment in seconds.
    private static func history(_ events: [(Int, HistoryEvent.Attributes)]) -> [HistoryEvent] {
        events.enumerated().map { index, event in
            HistoryEvent(
                eventId: index + 1,
                eventTimestamp: Timestamp(milliseconds: event.0 * 1000),
                attributes: event.1
            )
        }
    }

    private static let workflowType = WorkflowType(name: "Publish", version: "1")
    private static let activityType = ActivityType(name: "Render", version: "1")
    private static let started = HistoryEvent.Attributes.workflowExecutionStarted(
        .init(
            childPolicy: .terminate,
            executionStartToCloseTimeout: "3600",
            parentInitiatedEventId: 0,
            taskList: TaskList(name: "main"),
            taskStartToCloseTimeout: "30",
            workflowType: workflowType
        )
    )
    private static let scheduledTask = HistoryEvent.Attributes.decisionTaskScheduled(
        .init(scheduleToStartTimeout: "NONE", startToCloseTimeout: "30", taskList: TaskList(name: "main"))
    )
    private static func startedTask(_ scheduled: EventId) -> HistoryEvent.Attributes {
        .decisionTaskStarted(.init(scheduledEventId: scheduled))
    }
    private static func completedTask(_ scheduled: EventId, _ started: EventId) -> HistoryEvent.Attributes {
        .decisionTaskCompleted(.init(scheduledEventId: scheduled, startedEventId: started))
    }
    private static func activity(
        _ answer: EventId,
        _ id: String = "a",
        startToClose: String? = "60"
    )
        -> HistoryEvent.Attributes
    {
        .activityTaskScheduled(
            .init(
                activityId: id,
                activityType: activityType,
                decisionTaskCompletedEventId: answer,
                heartbeatTimeout: "NONE",
                scheduleToCloseTimeout: "NONE",
                scheduleToStartTimeout: "10",
                startToCloseTimeout: startToClose,
                taskList: TaskList(name: "work")
            )
        )
    }
    private static func timer(_ answer: EventId) -> HistoryEvent.Attributes {
        .timerStarted(.init(decisionTaskCompletedEventId: answer, startToFireTimeout: "5", timerId: "t"))
    }
    private static let signaled = HistoryEvent.Attributes.workflowExecutionSignaled(
        .init(externalInitiatedEventId: 0, signalName: "s")
    )
    private static func completed(_ answer: EventId) -> HistoryEvent.Attributes {
        .workflowExecutionCompleted(.init(decisionTaskCompletedEventId: answer))
    }
    private static func activityCompleted(_ scheduled: EventId, _ started: EventId) -> HistoryEvent.Attributes {
        .activityTaskCompleted(.init(scheduledEventId: scheduled, startedEventId: started))
    }
    private static func unhandled(_ answer: EventId) -> HistoryEvent.Attributes {
        .completeWorkflowExecutionFailed(.init(cause: .unhandledDecision, decisionTaskCompletedEventId: answer))
    }
    private static func child(_ answer: EventId) -> HistoryEvent.Attributes {
        .startChildWorkflowExecutionInitiated(
            .init(
                childPolicy: .terminate,
                decisionTaskCompletedEventId: answer,
                taskList: TaskList(name: "main"),
                workflowId: "c",
                workflowType: workflowType
            )
        )
    }

    /// Up to the first answer: four events.
    private static let opening: [(Int, HistoryEvent.Attributes)] = [
        (1, started), (1, scheduledTask), (2, startedTask(2)), (3, completedTask(2, 3)),
    ]

    private static let sound = history(
        opening + [
            (3, activity(4)), (3, timer(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
            (8, .timerFired(.init(startedEventId: 6, timerId: "t"))), (8, scheduledTask), (9, startedTask(9)),
            (10, activityCompleted(5, 7)), (10, scheduledTask), (11, completedTask(9, 10)), (11, unhandled(13)),
            (12, startedTask(12)), (13, completedTask(12, 15)), (13, completed(16)),
        ]
    )

    private static func gap() -> [HistoryEvent] {
        let marker = HistoryEvent.Attributes.markerRecorded(
            .init(decisionTaskCompletedEventId: 4, markerName: "m")
        )
        var events = history(opening + [(3, marker), (3, marker), (3, completed(4))])
        events.remove(at: 4)
        return events
    }

    static let table = [
        Broken(
            rule: .numbers,
            name: "a missing event",
            complaint: "does not follow 4",
            events: gap()
        ),
        Broken(
            rule: .times,
            name: "time goes back",
            complaint: "earlier than the event before",
            events: history([(1, started), (1, scheduledTask), (0, startedTask(2))])
        ),
        Broken(
            rule: .beginning,
            name: "no start",
            complaint: "starts with event 1",
            events: history([(1, signaled), (1, scheduledTask)])
        ),
        Broken(
            rule: .beginning,
            name: "a second start",
            complaint: "starts with event 1, and once",
            events: history([(1, started), (1, scheduledTask), (2, started)])
        ),
        Broken(
            rule: .beginning,
            name: "event 2 is something else",
            complaint: "event 2 must be DecisionTaskScheduled",
            events: history([(1, started), (1, signaled), (1, scheduledTask)])
        ),
        Broken(
            rule: .beginning,
            name: "event 2 is of another moment",
            complaint: "of one moment",
            events: history([(1, started), (2, scheduledTask)])
        ),
        Broken(
            rule: .close,
            name: "an event after the close",
            complaint: "follows the close at 5",
            events: history(opening + [(3, completed(4)), (4, signaled), (4, scheduledTask)])
        ),
        Broken(
            rule: .decisionTaskLinks,
            name: "a decision task started twice",
            complaint: "decision task 2 does not wait",
            events: history(opening + [(4, startedTask(2))])
        ),
        Broken(
            rule: .decisionTaskLinks,
            name: "an answer to a task that was not started",
            complaint: "is not started at 3",
            events: history([(1, started), (1, scheduledTask), (2, completedTask(2, 3))])
        ),
        Broken(
            rule: .oneDecisionTask,
            name: "two decision tasks wait",
            complaint: "waits already",
            events: history([(1, started), (1, scheduledTask), (2, signaled), (2, scheduledTask)])
        ),
        Broken(
            rule: .oneDecisionTask,
            name: "two decision tasks behind a started one",
            complaint: "waits already",
            events: history([
                (1, started), (1, scheduledTask), (2, startedTask(2)), (3, signaled), (3, scheduledTask),
                (4, signaled), (4, scheduledTask),
            ])
        ),
        Broken(
            rule: .oneDecisionTask,
            name: "two decision tasks started",
            complaint: "is started and not answered",
            events: history([
                (1, started), (1, scheduledTask), (2, startedTask(2)), (3, signaled), (3, scheduledTask),
                (4, startedTask(5)),
            ])
        ),
        Broken(
            rule: .queuedDecisionTask,
            name: "the decision task does not directly follow its cause",
            complaint: "does not directly follow event 4",
            events: history([
                (1, started), (1, scheduledTask), (2, startedTask(2)), (3, signaled), (3, signaled),
                (3, scheduledTask),
            ])
        ),
        Broken(
            rule: .wakeUp,
            name: "a lost wake-up at the end",
            complaint: "no decision task was scheduled for it",
            events: history(opening + [(4, signaled)])
        ),
        Broken(
            rule: .wakeUp,
            name: "a lost wake-up in the middle",
            complaint: "no decision task was scheduled for event 5",
            events: history(opening + [(4, signaled), (5, signaled), (5, scheduledTask)])
        ),
        Broken(
            rule: .wakeUp,
            name: "a decision task without a cause",
            complaint: "no event needs it",
            events: history(opening + [(3, scheduledTask)])
        ),
        Broken(
            rule: .clocks,
            name: "a decision task that times out early",
            complaint: "it is early",
            events: history([
                (1, started), (1, scheduledTask), (2, startedTask(2)),
                (31, .decisionTaskTimedOut(.init(scheduledEventId: 2, startedEventId: 3, timeoutType: .startToClose))),
                (31, scheduledTask),
            ])
        ),
        Broken(
            rule: .decisionTaskLinks,
            name: "a decision task that nobody took times out as started",
            complaint: "no such decision task is started",
            events: history([
                (1, started), (1, scheduledTask),
                (41, .decisionTaskTimedOut(.init(scheduledEventId: 2, startedEventId: 0, timeoutType: .startToClose))),
            ])
        ),
        Broken(
            rule: .answer,
            name: "a decision's event of another moment",
            complaint: "not of the same moment as answer 4",
            events: history(opening + [(4, timer(4))])
        ),
        Broken(
            rule: .answer,
            name: "a decision's event away from its answer",
            complaint: "does not stand among the events of answer 4",
            events: history(opening + [(3, signaled), (3, scheduledTask), (3, timer(4))])
        ),
        Broken(
            rule: .answer,
            name: "a decision's event of no answer",
            complaint: "does not stand among the events of answer 3",
            events: history(opening + [(3, timer(3))])
        ),
        Broken(
            rule: .unhandledDecision,
            name: "a close refused as unhandled with nothing unhandled",
            complaint: "no decision task was scheduled while the decider worked",
            events: history(opening + [(3, unhandled(4)), (3, scheduledTask)])
        ),
        Broken(
            rule: .items,
            name: "an activity without a timeout",
            complaint: "a timeout is missing",
            events: history(opening + [(3, activity(4, startToClose: nil))])
        ),
        Broken(
            rule: .items,
            name: "an activity id twice",
            complaint: "activity id a is open since 5",
            events: history(opening + [(3, activity(4)), (3, activity(4))])
        ),
        Broken(
            rule: .items,
            name: "an activity started twice",
            complaint: "started at 6",
            events: history(
                opening + [
                    (3, activity(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
                    (5, .activityTaskStarted(.init(scheduledEventId: 5))),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "an activity completed twice",
            complaint: "no such activity task is open",
            events: history(
                opening + [
                    (3, activity(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
                    (5, activityCompleted(5, 6)), (5, scheduledTask), (6, activityCompleted(5, 6)),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "an activity that nobody took completes",
            complaint: "nobody had started the task",
            events: history(opening + [(3, activity(4)), (5, activityCompleted(5, 0)), (5, scheduledTask)])
        ),
        Broken(
            rule: .items,
            name: "an activity's wrong start",
            complaint: "the task's start is 6, not 4",
            events: history(
                opening + [
                    (3, activity(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
                    (5, activityCompleted(5, 4)), (5, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "an activity timeout of the wrong kind",
            complaint: "nobody had started the task",
            events: history(
                opening + [
                    (3, activity(4)),
                    (
                        90,
                        .activityTaskTimedOut(.init(scheduledEventId: 5, startedEventId: 0, timeoutType: .startToClose))
                    ),
                    (90, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .clocks,
            name: "an activity timeout before its time",
            complaint: "it is early",
            events: history(
                opening + [
                    (3, activity(4)),
                    (
                        9,
                        .activityTaskTimedOut(
                            .init(scheduledEventId: 5, startedEventId: 0, timeoutType: .scheduleToStart)
                        )
                    ),
                    (9, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .clocks,
            name: "a timeout that is NONE runs out",
            complaint: "it is early",
            events: history(
                opening + [
                    (3, activity(4)),
                    (
                        9,
                        .activityTaskTimedOut(
                            .init(scheduledEventId: 5, startedEventId: 0, timeoutType: .scheduleToClose)
                        )
                    ),
                    (9, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "a cancel that nobody requested names a request",
            complaint: "latestCancelRequestedEventId",
            events: history(
                opening + [
                    (3, activity(4)), (4, .activityTaskStarted(.init(scheduledEventId: 5))),
                    (
                        5,
                        .activityTaskCanceled(
                            .init(latestCancelRequestedEventId: 4, scheduledEventId: 5, startedEventId: 6)
                        )
                    ), (5, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .clocks,
            name: "a timer fires early",
            complaint: "it is early",
            events: history(
                opening + [(3, timer(4)), (7, .timerFired(.init(startedEventId: 5, timerId: "t"))), (7, scheduledTask)]
            )
        ),
        Broken(
            rule: .items,
            name: "a timer fires twice",
            complaint: "no such timer is open",
            events: history(
                opening + [
                    (3, timer(4)), (8, .timerFired(.init(startedEventId: 5, timerId: "t"))), (8, scheduledTask),
                    (9, .timerFired(.init(startedEventId: 5, timerId: "t"))),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "a timer id twice",
            complaint: "timer id t is open",
            events: history(opening + [(3, timer(4)), (3, timer(4))])
        ),
        Broken(
            rule: .items,
            name: "a child closes that did not start",
            complaint: "the child did not start at 5",
            events: history(
                opening + [
                    (3, child(4)),
                    (
                        4,
                        .childWorkflowExecutionTerminated(
                            .init(
                                initiatedEventId: 5,
                                startedEventId: 5,
                                workflowExecution: WorkflowExecution(runId: "r", workflowId: "c"),
                                workflowType: workflowType
                            )
                        )
                    ), (4, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .answer,
            name: "a child's late failure names another answer",
            complaint: "was not initiated there",
            events: history(
                opening + [
                    (3, child(4)),
                    (
                        4,
                        .startChildWorkflowExecutionFailed(
                            .init(
                                cause: .workflowAlreadyRunning,
                                decisionTaskCompletedEventId: 3,
                                initiatedEventId: 5,
                                workflowId: "c",
                                workflowType: workflowType
                            )
                        )
                    ), (4, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "the outcome of a signal that was not sent",
            complaint: "no such request is open",
            events: history(
                opening + [
                    (
                        4,
                        .externalWorkflowExecutionSignaled(
                            .init(
                                initiatedEventId: 4,
                                workflowExecution: WorkflowExecution(runId: "r", workflowId: "c")
                            )
                        )
                    ), (4, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .items,
            name: "a lambda task completes that did not start",
            complaint: "no such lambda task is open",
            events: history(
                opening + [
                    (
                        3,
                        .lambdaFunctionScheduled(.init(decisionTaskCompletedEventId: 4, id: "f", name: "f"))
                    ), (4, .lambdaFunctionCompleted(.init(scheduledEventId: 5, startedEventId: 4))), (4, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .clocks,
            name: "an execution times out early",
            complaint: "WorkflowExecutionTimedOut: it is early",
            events: history(
                opening + [
                    (3600, .workflowExecutionTimedOut(.init(childPolicy: .terminate, timeoutType: .startToClose)))
                ]
            )
        ),
        Broken(
            rule: .parent,
            name: "a parent without the event that initiated the child",
            complaint: "do not go together",
            events: history([
                (
                    1,
                    .workflowExecutionStarted(
                        .init(
                            childPolicy: .terminate,
                            executionStartToCloseTimeout: "3600",
                            parentInitiatedEventId: 0,
                            parentWorkflowExecution: WorkflowExecution(runId: "r", workflowId: "p"),
                            taskList: TaskList(name: "main"),
                            taskStartToCloseTimeout: "30",
                            workflowType: workflowType
                        )
                    )
                ), (1, scheduledTask),
            ])
        ),
        Broken(
            rule: .items,
            name: "a child's start that fails late for a reason that is known at once",
            complaint: "cause and initiatedEventId do not go together",
            events: history(
                opening + [
                    (3, child(4)),
                    (
                        4,
                        .startChildWorkflowExecutionFailed(
                            .init(
                                cause: .workflowTypeDeprecated,
                                decisionTaskCompletedEventId: 4,
                                initiatedEventId: 5,
                                workflowId: "c",
                                workflowType: workflowType
                            )
                        )
                    ), (4, scheduledTask),
                ]
            )
        ),
        Broken(
            rule: .clocks,
            name: "a lambda task times out early",
            complaint: "it is early",
            events: history(
                opening + [
                    (
                        3,
                        .lambdaFunctionScheduled(
                            .init(decisionTaskCompletedEventId: 4, id: "f", name: "f", startToCloseTimeout: "20")
                        )
                    ), (4, .lambdaFunctionStarted(.init(scheduledEventId: 5))),
                    (
                        23,
                        .lambdaFunctionTimedOut(
                            .init(scheduledEventId: 5, startedEventId: 6, timeoutType: .startToClose)
                        )
                    ), (23, scheduledTask),
                ]
            )
        ),
    ]
}
