import DeciderCore
import SWFModel

/// Code of an execution, as a table: what it asks for when it learns something.
///
/// The follower stands in for the engine that runs real code; it takes turns as the engine does.
struct Follower {
    var replay = Replay()
    /// What the code does when it learns something.
    let code: (Resolution, inout Replay) -> Void
    private(set) var seen: [Resolution] = []

    init(_ code: @escaping (Resolution, inout Replay) -> Void) {
        self.code = code
    }

    /// Applies events; the last may be the start of the decision task at hand.
    mutating func follow(_ events: [HistoryEvent]) throws(ReplayError) {
        let first = events.firstIndex { $0.eventId > replay.lastEventId } ?? events.endIndex
        replay.lookAhead(events[first...])
        for event in events[first...] {
            if try replay.apply(event) { turn() }
        }
    }

    /// The decisions of the decision task at hand.
    mutating func decide(within limit: BatchLimit = BatchLimit()) throws(ReplayError) -> [Decision] {
        try replay.beginLiveTurn()
        turn()
        return replay.decisions(within: limit)
    }

    private mutating func turn() {
        while let resolution = replay.nextResolution() {
            seen.append(resolution)
            code(resolution, &replay)
        }
        replay.endTurn()
    }
}

extension Replay {
    /// Asks for an activity of a type that is named as the id begins: `A-1` is an `A`.
    @discardableResult
    mutating func activity(_ id: String, line: Int = 1) -> CommandId {
        let name = String(id.prefix { $0 != "-" })
        return schedule(
            ScheduleActivityTaskDecisionAttributes(
                activityId: id,
                activityType: ActivityType(name: name, version: "1")
            ),
            place: SourcePlace(fileID: "Test/Code.swift", line: line)
        )
    }

    @discardableResult
    mutating func timer(_ id: String, line: Int = 1) -> CommandId {
        startTimer(
            StartTimerDecisionAttributes(startToFireTimeout: "1", timerId: id),
            place: SourcePlace(fileID: "Test/Code.swift", line: line)
        )
    }
}

extension Decision {
    /// A decision in short: `+A-1`, `-A-1`, `+timer t`, `-timer t`, `complete`, …
    var short: String {
        switch self {
        case .scheduleActivityTask(let attributes): "+\(attributes.activityId)"
        case .requestCancelActivityTask(let attributes): "-\(attributes.activityId)"
        case .startTimer(let attributes): "+timer \(attributes.timerId)"
        case .cancelTimer(let attributes): "-timer \(attributes.timerId)"
        case .recordMarker(let attributes): "marker \(attributes.markerName)"
        case .completeWorkflowExecution(let attributes): "complete \(attributes.result ?? "")"
        case .failWorkflowExecution(let attributes): "fail \(attributes.reason ?? "")"
        case .cancelWorkflowExecution: "cancel"
        default: decisionType.rawValue
        }
    }
}
