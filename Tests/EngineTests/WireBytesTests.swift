import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// Zeros that are written and members that are left out, in the bytes that go over the wire (swf-spec.md 1.3, swf-observed.md
/// W7, W8, E1, E3, E10, T3).
@Suite struct WireBytesTests {
    /// The events of an execution as they are stored and sent.
    private func events(_ rig: EngineByHand, _ id: Int = 1) async throws -> [String] {
        try await rig.store.events(of: id, in: 1...1_000).flatMap { chunk in
            chunk.events.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test func `an idle poll has its zeros and nothing else`() throws {
        #expect(
            String(decoding: PollAnswer.noDecisionTask, as: UTF8.self)
                == #"{"previousStartedEventId":0,"startedEventId":0}"#
        )
        #expect(String(decoding: PollAnswer.noActivityTask, as: UTF8.self) == #"{"startedEventId":0}"#)
    }

    @Test func `links to nothing are 0, and what nobody gave is not there`() async throws {
        let rig = try await EngineByHand()
        _ = try await rig.engine.startWorkflowExecution(
            .init(domain: Session.domain, tagList: [], workflowId: "w", workflowType: Session.workflowType)
        )
        let task = try #require(
            try await rig.engine.pollForDecisionTaskEncoded(.init(domain: Session.domain, taskList: Session.taskList))
        )
        let answer = String(decoding: try task.encoded(), as: UTF8.self)
        #expect(answer.contains(#""previousStartedEventId":0,"startedEventId":3,"#))
        #expect(!answer.contains("nextPageToken"))
        try await rig.session.signal("w", "s")
        try await rig.session.cancel("w")
        try await rig.engine.respondDecisionTaskCompleted(
            .init(
                decisions: [
                    .scheduleActivityTask(
                        .init(activityId: "a", activityType: Session.activityType, scheduleToStartTimeout: "1")
                    ),
                    .startTimer(.init(startToFireTimeout: "9", timerId: "t")),
                    .startChildWorkflowExecution(
                        .init(workflowId: "c", workflowType: WorkflowType(name: "None", version: "1"))
                    ),
                ],
                executionContext: "",
                taskToken: task.taskToken
            )
        )
        try await rig.advance(by: .seconds(1))
        let lines = try await events(rig)
        func attributes(_ type: EventType) throws -> String {
            let line = try #require(lines.first { $0.contains("\"eventType\":\"\(type.rawValue)\"") })
            let name = type.rawValue.prefix(1).lowercased() + type.rawValue.dropFirst() + "EventAttributes\":"
            let rest = line[(try #require(line.firstRange(of: name))).upperBound...]
            // The attributes go up to the next member of the event, or to its end.
            return String(rest.firstRange(of: ",\"eventId\"").map { rest[..<$0.lowerBound] } ?? rest.dropLast())
        }
        #expect(
            try attributes(.workflowExecutionStarted)
                == #"{"childPolicy":"TERMINATE","executionStartToCloseTimeout":"3600","parentInitiatedEventId":0,"#
                + #""taskList":{"name":"DefaultTaskList"},"taskStartToCloseTimeout":"30","workflowType":{"name":"Pipeline","version":"1"}}"#
        )
        #expect(try attributes(.decisionTaskStarted) == #"{"scheduledEventId":2}"#, "no identity")
        #expect(try attributes(.workflowExecutionSignaled) == #"{"externalInitiatedEventId":0,"signalName":"s"}"#)
        #expect(try attributes(.workflowExecutionCancelRequested) == #"{"externalInitiatedEventId":0}"#)
        #expect(
            try attributes(.decisionTaskCompleted)
                == #"{"executionContext":"","scheduledEventId":2,"startedEventId":3}"#,
            "empty text is kept"
        )
        #expect(
            try attributes(.startChildWorkflowExecutionFailed)
                == #"{"cause":"WORKFLOW_TYPE_DOES_NOT_EXIST","decisionTaskCompletedEventId":7,"initiatedEventId":0,"workflowId":"c","workflowType":{"name":"None","version":"1"}}"#
        )
        #expect(
            try attributes(.activityTaskTimedOut)
                == #"{"scheduledEventId":8,"startedEventId":0,"timeoutType":"SCHEDULE_TO_START"}"#,
            "no details"
        )
        #expect(
            try attributes(.timerStarted)
                == #"{"decisionTaskCompletedEventId":7,"startToFireTimeout":"9","timerId":"t"}"#,
            "no control"
        )
        #expect(!lines.joined().contains("null"))
    }

    @Test func `describe has false, all five counts, and empty text where it was given`() async throws {
        let rig = try await EngineByHand()
        let execution = try await rig.session.start("w")
        func described() async throws -> String {
            String(decoding: try AWSJSON.encode(try await rig.describe(execution)), as: UTF8.self)
                .replacing(execution.runId, with: "R")
        }
        #expect(
            try await described()
                == #"{"executionConfiguration":{"childPolicy":"TERMINATE","executionStartToCloseTimeout":"3600","#
                + #""taskList":{"name":"DefaultTaskList"},"taskStartToCloseTimeout":"30"},"#
                + #""executionInfo":{"cancelRequested":false,"execution":{"runId":"R","workflowId":"w"},"#
                + #""executionStatus":"OPEN","startTimestamp":1790000000,"workflowType":{"name":"Pipeline","version":"1"}},"#
                + #""openCounts":{"openActivityTasks":0,"openChildWorkflowExecutions":0,"openDecisionTasks":1,"#
                + #""openLambdaFunctions":0,"openTimers":0}}"#
        )
        try await rig.session.answer(try await rig.session.decisionTask(), executionContext: "")
        #expect(try await described().contains(#""latestExecutionContext":"","openCounts""#))
    }

    @Test func `counts have their zero and false, lists their empty list`() async throws {
        let rig = try await EngineByHand()
        let pending = try await rig.engine.countPendingActivityTasks(
            .init(domain: Session.domain, taskList: TaskList(name: "never used"))
        )
        #expect(String(decoding: try AWSJSON.encode(pending), as: UTF8.self) == #"{"count":0,"truncated":false}"#)
        let since = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let count = try await rig.engine.countOpenWorkflowExecutions(
            .init(domain: Session.domain, startTimeFilter: since)
        )
        #expect(String(decoding: try AWSJSON.encode(count), as: UTF8.self) == #"{"count":0,"truncated":false}"#)
        let list = try await rig.engine.listOpenWorkflowExecutions(
            .init(domain: Session.domain, startTimeFilter: since)
        )
        #expect(String(decoding: try AWSJSON.encode(list), as: UTF8.self) == #"{"executionInfos":[]}"#)
    }
}
