import SWFModel
import SWFWire
import Testing

@Suite struct EncodedHistoryTests {
    private static let first =
        #"{"eventId":1,"eventTimestamp":1497371587.073,"eventType":"WorkflowExecutionStarted","#
        + #""workflowExecutionStartedEventAttributes":{"childPolicy":"TERMINATE","executionStartToCloseTimeout":"300","#
        + #""parentInitiatedEventId":0,"taskList":{"name":"tl"},"taskStartToCloseTimeout":"300","#
        + #""workflowType":{"name":"example","version":"1"}}}"#
    private static let second =
        #"{"decisionTaskScheduledEventAttributes":{"scheduleToStartTimeout":"NONE","#
        + #""startToCloseTimeout":"300","taskList":{"name":"tl"}},"eventId":2,"eventTimestamp":1497371587.073,"#
        + #""eventType":"DecisionTaskScheduled"}"#
    private static let third =
        #"{"decisionTaskStartedEventAttributes":{"identity":"d1","scheduledEventId":2},"#
        + #""eventId":3,"eventTimestamp":1497371587.123,"eventType":"DecisionTaskStarted"}"#

    private static let events = [
        HistoryEvent(
            eventId: 1,
            eventTimestamp: Timestamp(milliseconds: 1_497_371_587_073),
            attributes: .workflowExecutionStarted(
                WorkflowExecutionStartedEventAttributes(
                    childPolicy: .terminate,
                    executionStartToCloseTimeout: "300",
                    parentInitiatedEventId: 0,
                    taskList: TaskList(name: "tl"),
                    taskStartToCloseTimeout: "300",
                    workflowType: WorkflowType(name: "example", version: "1")
                )
            )
        ),
        HistoryEvent(
            eventId: 2,
            eventTimestamp: Timestamp(milliseconds: 1_497_371_587_073),
            attributes: .decisionTaskScheduled(
                DecisionTaskScheduledEventAttributes(
                    scheduleToStartTimeout: "NONE",
                    startToCloseTimeout: "300",
                    taskList: TaskList(name: "tl")
                )
            )
        ),
        HistoryEvent(
            eventId: 3,
            eventTimestamp: Timestamp(milliseconds: 1_497_371_587_123),
            attributes: .decisionTaskStarted(
                DecisionTaskStartedEventAttributes(identity: "d1", scheduledEventId: 2)
            )
        ),
    ]

    private static func task(_ events: EncodedEvents, nextPageToken: String? = nil) -> EncodedDecisionTask {
        EncodedDecisionTask(
            events: events,
            nextPageToken: nextPageToken,
            previousStartedEventId: 0,
            startedEventId: 3,
            taskToken: "AAAAKg",
            workflowExecution: WorkflowExecution(runId: "22X5=", workflowId: "w1"),
            workflowType: WorkflowType(name: "example", version: "1")
        )
    }

    /// The sample of swf-spec.md 9.21, byte for byte.
    @Test func `a decision task is spliced as the service writes it`() throws {
        var events = EncodedEvents()
        events.append(json: Array(Self.first.utf8), count: 1)
        events.append(json: [], count: 0)
        events.append(json: Array("\(Self.second),\(Self.third)".utf8), count: 2)
        #expect(events.count == 3)
        let expected =
            #"{"events":["# + "\(Self.first),\(Self.second),\(Self.third)"
            + #"],"previousStartedEventId":0,"startedEventId":3,"taskToken":"AAAAKg","#
            + #""workflowExecution":{"runId":"22X5=","workflowId":"w1"},"workflowType":{"name":"example","version":"1"}}"#
        let task = Self.task(events)
        #expect(String(decoding: try task.encoded(), as: UTF8.self) == expected)
        #expect(try task.decoded().events == Self.events)
        #expect(try AWSJSON.decode(DecisionTask.self, from: task.encoded()) == task.decoded())
    }

    @Test func `events encoded here are the same bytes`() throws {
        let bytes = try EncodedEvents.encode(Self.events)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(Self.first),\(Self.second),\(Self.third)")
        #expect(try EncodedEvents.encode([]).isEmpty)
        #expect(try EncodedEvents(Self.events).joined == bytes)
    }

    @Test(arguments: [nil, "token"] as [String?], [0, 1, 3])
    func `spliced pages are the bytes of the encoded value`(_ token: String?, _ count: Int) throws {
        let events = try EncodedEvents(Array(Self.events.prefix(count)))
        #expect(events.isEmpty == (count == 0))
        let task = Self.task(events, nextPageToken: token)
        #expect(try task.encoded() == AWSJSON.encode(task.decoded()))
        let history = EncodedHistory(events: events, nextPageToken: token)
        #expect(try history.encoded() == AWSJSON.encode(history.decoded()))
        #expect(try history.decoded().events.count == count)
    }

    @Test func `bytes that are no events are refused`() {
        var events = EncodedEvents()
        events.append(json: Array("{}".utf8), count: 1)
        #expect(throws: DecodingError.self) { try events.decoded() }
    }

    /// The sample of swf-spec.md 9.21, byte for byte.
    @Test func `a described execution is written as the service writes it`() throws {
        let detail = WorkflowExecutionDetail(
            executionConfiguration: WorkflowExecutionConfiguration(
                childPolicy: .terminate,
                executionStartToCloseTimeout: "300",
                taskList: TaskList(name: "tl"),
                taskStartToCloseTimeout: "300"
            ),
            executionInfo: WorkflowExecutionInfo(
                cancelRequested: false,
                closeStatus: .canceled,
                closeTimestamp: Timestamp(milliseconds: 1_497_371_589_140),
                execution: WorkflowExecution(runId: "22X5=", workflowId: "w1"),
                executionStatus: .closed,
                startTimestamp: Timestamp(milliseconds: 1_497_371_587_073),
                workflowType: WorkflowType(name: "example", version: "1")
            ),
            latestActivityTaskTimestamp: Timestamp(milliseconds: 1_497_371_587_840),
            openCounts: WorkflowExecutionOpenCounts(
                openActivityTasks: 1,
                openChildWorkflowExecutions: 0,
                openDecisionTasks: 0,
                openLambdaFunctions: 0,
                openTimers: 0
            )
        )
        let expected =
            #"{"executionConfiguration":{"childPolicy":"TERMINATE","executionStartToCloseTimeout":"300","#
            + #""taskList":{"name":"tl"},"taskStartToCloseTimeout":"300"},"executionInfo":{"cancelRequested":false,"#
            + #""closeStatus":"CANCELED","closeTimestamp":1497371589.14,"execution":{"runId":"22X5=","workflowId":"w1"},"#
            + #""executionStatus":"CLOSED","startTimestamp":1497371587.073,"#
            + #""workflowType":{"name":"example","version":"1"}},"latestActivityTaskTimestamp":1497371587.84,"#
            + #""openCounts":{"openActivityTasks":1,"openChildWorkflowExecutions":0,"openDecisionTasks":0,"#
            + #""openLambdaFunctions":0,"openTimers":0}}"#
        #expect(String(decoding: try AWSJSON.encode(detail), as: UTF8.self) == expected)
        #expect(try AWSJSON.decode(WorkflowExecutionDetail.self, from: Array(expected.utf8)) == detail)
    }

    @Test(arguments: [
        "{}", #"{"previousStartedEventId":0,"startedEventId":0}"#, #"{"taskToken":"","startedEventId":0}"#,
        #"{"taskToken":null,"events":[],"workflowType":null}"#,
    ])
    func `an answer without a token is no task`(_ body: String) throws {
        #expect(try PollAnswer.decode(DecisionTask.self, from: Array(body.utf8)) == nil)
        #expect(try PollAnswer.decode(ActivityTask.self, from: Array(body.utf8)) == nil)
    }

    @Test func `an answer with a token is a task`() throws {
        let task = Self.task(try EncodedEvents(Self.events))
        #expect(try PollAnswer.decode(DecisionTask.self, from: task.encoded()) == task.decoded())
        #expect(throws: DecodingError.self) {
            try PollAnswer.decode(DecisionTask.self, from: Array(#"{"taskToken":"t"}"#.utf8))
        }
        #expect(try PollAnswer.decode(DecisionTask.self, from: PollAnswer.noDecisionTask) == nil)
        #expect(try PollAnswer.decode(ActivityTask.self, from: PollAnswer.noActivityTask) == nil)
    }
}
