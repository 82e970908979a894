import DeciderCore
import Foundation
import SWFModel
import SWFWire
import Testing

/// Histories that were recorded from Amazon SWF. They stand beside the repository; without them these tests are left out.
@Suite("Histories recorded from Amazon SWF")
struct RecordedHistoryTests {
    struct Recorded: Decodable {
        var events: [HistoryEvent]
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/histories")

    static let files: [URL] = {
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let files = (found ?? []).filter { $0.pathExtension == "json" }
        if files.isEmpty { print("Left out: histories recorded from Amazon SWF, for want of ../shared/histories") }
        return files.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }()

    /// Code that asks for exactly what the history has, decision task by decision task.
    private func echo(_ events: [HistoryEvent], change: @escaping (Decision) -> Decision = { $0 }) -> Follower {
        var turns = events.compactMap { event in
            if case .decisionTaskCompleted = event.attributes { event.eventId } else { nil }
        }
        var isNewTurn = false
        return Follower { resolution, replay in
            isNewTurn = replay.lastEventId == turns.first
            guard isNewTurn else { return }
            let completed = turns.removeFirst()
            for event in events {
                guard let decision = Self.decision(of: event, in: completed).map(change) else { continue }
                replay.ask(decision)
            }
        }
    }

    private static func decision(of event: HistoryEvent, in completed: EventId) -> Decision? {
        switch event.attributes {
        case .activityTaskScheduled(let given) where given.decisionTaskCompletedEventId == completed:
            .scheduleActivityTask(.init(activityId: given.activityId, activityType: given.activityType))
        case .timerStarted(let given) where given.decisionTaskCompletedEventId == completed:
            .startTimer(.init(startToFireTimeout: given.startToFireTimeout, timerId: given.timerId))
        case .markerRecorded(let given) where given.decisionTaskCompletedEventId == completed:
            .recordMarker(.init(markerName: given.markerName))
        case .workflowExecutionCompleted(let given) where given.decisionTaskCompletedEventId == completed:
            Close.complete(result: given.result).decision
        case .workflowExecutionFailed(let given) where given.decisionTaskCompletedEventId == completed:
            Close.fail(reason: given.reason ?? "", details: given.details).decision
        case .workflowExecutionCanceled(let given) where given.decisionTaskCompletedEventId == completed:
            Close.cancel(details: given.details).decision
        default: nil
        }
    }

    @Test(.enabled(if: !files.isEmpty), arguments: files)
    func `are followed to their end`(_ file: URL) throws {
        let events = try AWSJSON.decode(Recorded.self, from: [UInt8](try Data(contentsOf: file))).events
        var follower = echo(events)
        try follower.follow(events)
        #expect(follower.replay.isClosed)
        #expect(follower.replay.hasEnded)
    }

    @Test(.enabled(if: !files.isEmpty), arguments: files)
    func `diverge when every activity and marker has another name`(_ file: URL) throws {
        let events = try AWSJSON.decode(Recorded.self, from: [UInt8](try Data(contentsOf: file))).events
        let first = events.first { event in
            switch event.attributes {
            case .activityTaskScheduled, .markerRecorded: true
            default: false
            }
        }
        guard let first else { return }
        var follower = echo(events) { decision in
            switch decision {
            case .scheduleActivityTask(var attributes):
                attributes.activityType.name += "2"
                return .scheduleActivityTask(attributes)
            case .recordMarker(var attributes):
                attributes.markerName += "2"
                return .recordMarker(attributes)
            default: return decision
            }
        }
        let error = #expect(throws: ReplayError.self) { try follower.follow(events) }
        guard case .divergence(let divergence) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(divergence.eventId == first.eventId)
    }
}

extension Replay {
    /// Asks for a decision as it stands in a history.
    fileprivate mutating func ask(_ decision: Decision) {
        switch decision {
        case .scheduleActivityTask(let attributes): _ = schedule(attributes, place: nil)
        case .startTimer(let attributes): _ = startTimer(attributes, place: nil)
        case .recordMarker(let attributes): recordMarker(attributes, place: nil)
        case .completeWorkflowExecution(let attributes): end(.complete(result: attributes.result), place: nil)
        case .failWorkflowExecution(let attributes):
            end(.fail(reason: attributes.reason ?? "", details: attributes.details), place: nil)
        case .cancelWorkflowExecution(let attributes): end(.cancel(details: attributes.details), place: nil)
        default: break
        }
    }
}
