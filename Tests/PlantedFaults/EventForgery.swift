import SWFModel
import SWFWire
import Storage

/// Changes to events on their way into a store.
enum EventForgery {
    private static func events(of commit: ExecutionCommit) -> [HistoryEvent] {
        commit.events?.events.compactMap { try? AWSJSON.decode(HistoryEvent.self, from: Array($0)) } ?? []
    }

    private static func write(_ events: [HistoryEvent], to commit: inout ExecutionCommit) {
        let lines = events.compactMap { try? AWSJSON.encode($0) }
        commit.events?.lines = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// The ninth event of a history is written with the time of an hour before.
    static func setBack(_ commit: inout ExecutionCommit) {
        guard let chunk = commit.events, (chunk.first...chunk.last).contains(9) else { return }
        var events = events(of: commit)
        for index in events.indices where events[index].eventId == 9 {
            events[index].eventTimestamp = events[index].eventTimestamp + .seconds(-3_600)
        }
        write(events, to: &commit)
    }

    /// Whether the commit starts a timer.
    static func startsTimer(_ commit: ExecutionCommit) -> Bool {
        events(of: commit).contains { $0.eventType == .timerStarted }
    }

    /// The end of a timer is written again in place of the decision task after it.
    static func doubleOutcome(_ commit: inout ExecutionCommit) {
        var events = events(of: commit)
        guard let index = events.firstIndex(where: { $0.eventType == .timerFired }), index + 1 < events.count else {
            return
        }
        events[index + 1].attributes = events[index].attributes
        write(events, to: &commit)
    }
}
