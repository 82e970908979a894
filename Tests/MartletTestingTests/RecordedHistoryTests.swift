import Foundation
import Martlet
import MartletTesting
import Testing

/// Histories that were recorded from Amazon SWF, held against workflows that do what their deciders did. They stand beside the
/// repository; without them these tests are left out.
///
/// The deciders were another client's, which named activities and timers in its own way: the ids are written as Martlet gives
/// them. All else is as Amazon SWF wrote it.
@Suite("Workflows replay histories recorded from Amazon SWF")
struct RecordedHistoryTests {
    /// A recorded execution and the code that does the same.
    struct Execution: Sendable, CustomStringConvertible {
        var file: String
        var workflow: any Workflow.Type
        var description: String { file }
    }

    static let executions = [
        Execution(file: "chain_send_result", workflow: Recorded.Chain.self),
        Execution(file: "failing_activity_input", workflow: Recorded.FailingAtOnce.self),
        Execution(file: "failing_activity_output", workflow: Recorded.CatchingFailure.self),
        Execution(file: "failing_workflow_input", workflow: Recorded.FailingAtOnce.self),
        Execution(file: "simpleflow_activity_rerun", workflow: Recorded.Sleep.self),
        Execution(file: "simpleflow_idempotent", workflow: Recorded.TwoNames.self),
        Execution(file: "unrequested_signal", workflow: Recorded.SendSignal.self),
        Execution(file: "with_replays", workflow: Recorded.Markers.self),
        Execution(file: "without_replays", workflow: Recorded.MarkersAtOnce.self),
    ]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/histories")

    static let isThere: Bool = {
        let isThere = FileManager.default.fileExists(atPath: folder.path)
        if !isThere {
            print("Left out: replays of histories recorded from Amazon SWF, for want of ../shared/histories")
        }
        return isThere
    }()

    private static func recorded(_ file: String) throws -> HistoryFixture {
        var fixture = try HistoryFixture(path: folder.appending(path: "\(file).json").path)
        fixture.events = renamed(fixture.events)
        return fixture
    }

    /// The events with the ids that Martlet's library gives to activities and timers: their number in the run.
    private static func renamed(_ events: [HistoryEvent]) -> [HistoryEvent] {
        var activities = 0
        var timers: [EventId: String] = [:]
        return events.map { event in
            var event = event
            switch event.attributes {
            case .activityTaskScheduled(var attributes):
                activities += 1
                attributes.activityId = "\(attributes.activityType.name)-\(activities)"
                event.attributes = .activityTaskScheduled(attributes)
            case .timerStarted(var attributes):
                attributes.timerId = "sleep-\(timers.count + 1)"
                timers[event.eventId] = attributes.timerId
                event.attributes = .timerStarted(attributes)
            case .timerFired(var attributes):
                attributes.timerId = timers[attributes.startedEventId] ?? attributes.timerId
                event.attributes = .timerFired(attributes)
            default: break
            }
            return event
        }
    }

    private func verdict(of workflow: any Workflow.Type, on file: String) throws -> ReplayReport {
        let history = try Self.recorded(file)
        return Replayer(workflows: [workflow]).replay(history.events, of: history.execution, domain: history.domain)
    }

    @Test(.enabled(if: isThere), arguments: executions)
    func `code that does what was done replays it`(_ execution: Execution) throws {
        let report = try verdict(of: execution.workflow, on: execution.file)
        #expect(report.verdict == .replays, "\(report)")
        #expect(report.eventCount > 4)
        #expect(report.decisionTaskCount > 0)
    }

    @Test(.enabled(if: isThere), arguments: executions)
    func `a history that is still open there is replayed as well, wherever it stands`(_ execution: Execution) throws {
        let history = try Self.recorded(execution.file)
        for count in 1..<history.events.count {
            let report = Replayer(workflows: [execution.workflow]).replay(
                Array(history.events.prefix(count)),
                of: history.execution,
                domain: history.domain
            )
            #expect(report.verdict == .replays, "\(count) events: \(report)")
        }
    }

    @Test(.enabled(if: isThere))
    func `and its last decision is the one that was recorded, with the same result`() throws {
        #expect(try lastDecision(of: Recorded.Chain.self, on: "chain_send_result") == "[6,12]")
        #expect(try lastDecision(of: Recorded.SendSignal.self, on: "unrequested_signal") == #""signal sent!""#)
    }

    /// The result that the code decides at the last decision task; it must be the recorded one.
    private func lastDecision<W: Workflow>(of workflow: W.Type, on file: String) throws -> String? {
        let history = try Self.recorded(file)
        let started = try #require(history.events.lastIndex { $0.eventType == .decisionTaskStarted })
        let computer = DecisionComputer(workflow, execution: history.execution, domain: history.domain)
        defer { computer.release() }
        let decisions = try computer.decisions(on: Array(history.events[...started]))
        guard case .completeWorkflowExecution(let decided)? = decisions.last,
            case .workflowExecutionCompleted(let recorded)? = history.events.last?.attributes
        else {
            Issue.record("\(decisions)")
            return nil
        }
        #expect(decided.result == recorded.result)
        return decided.result
    }

    @Test(
        .enabled(if: isThere),
        arguments: [
            // The steps in another order, one step fewer, a step more, another name of a marker, and a wait fewer.
            (Recorded.ChainReversed.self, "chain_send_result", 5),
            (Recorded.ChainCutShort.self, "chain_send_result", 11),
            (Recorded.ChainGoingOn.self, "chain_send_result", 17), (Recorded.MarkersRenamed.self, "without_replays", 7),
            (Recorded.MarkersAtOnce.self, "with_replays", 6),
            // A workflow of Martlet asks an activity that runs to end before it ends itself.
            (Recorded.Canceling.self, "cancel_requested", 11),
        ] as [(any Workflow.Type, String, EventId)]
    )
    func `changed code diverges at the first event that it would not have made`(
        _ workflow: any Workflow.Type,
        _ file: String,
        _ eventId: EventId
    ) throws {
        let report = try verdict(of: workflow, on: file)
        guard case .diverges(let divergence) = report.verdict else {
            Issue.record("\(workflow): \(report)")
            return
        }
        #expect(divergence.eventId == eventId, "\(report)")
    }

    @Test(.enabled(if: isThere))
    func `the sentence says what the history has and what the code asks for`() throws {
        let report = try verdict(of: Recorded.MarkersRenamed.self, on: "without_replays")
        #expect(
            report.description.hasPrefix(
                "example example does not follow its history: event 7: the history has MarkerRecorded marker 2, but the code "
                    + "asks for RecordMarker marker 3 at MartletTestingTests/RecordedWorkflows.swift:"
            ),
            "\(report)"
        )
    }
}
