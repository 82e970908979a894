import DeciderCore

/// What a history tells of the tries to follow it that failed.
///
/// Every decider reads the same from it, so whichever gets the next decision task goes on with the back-off.
package struct HoldRecord: Hashable, Sendable {
    /// How many answers at the end of the history, one after the other, did nothing but start a timer for the next try.
    package private(set) var count = 0
    /// What the latest marker says.
    package private(set) var reason: String?
    /// The timer for the next try, while it runs.
    private var timerId: String?
    /// The timers that run, those of earlier holds included: code that could follow need not have waited for them.
    private var openTimers: Set<String> = []
    /// Whether the service refused the timer of the latest answer: then only a wait here keeps the tries apart.
    private(set) var isTimerRefused = false

    /// The last event that was read.
    private var lastEventId: EventId = 0

    /// The longest wait for the next try while tries are cheap.
    private static let longestSeconds = 600
    /// So many tries are cheap: about those of a day.
    private static let cheapTries = 150
    /// So much room must be left in the history for tries to be cheap: a fifth.
    private static let cheapPart = 5
    /// What a try adds to the history: scheduled, started and completed, its timer and the end of that.
    private static let eventsPerTry = 5
    /// How long the room that is left is to last: as long as an execution may be open, a year.
    private static let lifeSeconds = Limits().executionDurationSeconds
    /// What a marker says when there is nothing new.
    private static let unchanged = "As before"

    /// Reads a history, or its beginning.
    package init(_ events: some Sequence<HistoryEvent>) {
        var isHold = false
        for event in events {
            lastEventId = event.eventId
            switch event.attributes {
            case .decisionTaskCompleted:
                if !isHold { endTries() }
                isHold = false
                isTimerRefused = false
            case .timerStarted(let attributes) where attributes.timerId.hasPrefix(OwnName.holdTimer):
                isHold = true
                timerId = attributes.timerId
                openTimers.insert(attributes.timerId)
                count += 1
            case .startTimerFailed(let attributes) where attributes.timerId.hasPrefix(OwnName.holdTimer):
                isHold = true
                isTimerRefused = true
                count += 1
            case .timerFired(let attributes) where attributes.timerId.hasPrefix(OwnName.holdTimer):
                openTimers.remove(attributes.timerId)
                if timerId == attributes.timerId { timerId = nil }
            case .markerRecorded(let attributes) where attributes.markerName == OwnName.heldMarker:
                isHold = true
                let said = attributes.details.map(Self.reason(in:))
                if said != Self.unchanged { reason = said }
            default:
                break
            }
        }
        if !isHold { endTries() }
    }

    /// The code has decided: tries begin anew, with a timer of their own.
    private mutating func endTries() {
        count = 0
        timerId = nil
    }

    /// Whether the timer for the next try is running.
    var isTimerRunning: Bool { timerId != nil }

    /// A name for the timer of the next try that no running one has.
    private var nextTimerId: String {
        var number = count + 1
        while openTimers.contains("\(OwnName.holdTimer)\(number)") { number += 1 }
        return "\(OwnName.holdTimer)\(number)"
    }

    /// The wait before the next try.
    ///
    /// - Parameter limit: How many events a history may have.
    func waitSeconds(limit: Int) -> Int { Self.waitSeconds(tries: count, events: lastEventId, limit: limit) }

    /// The wait after some tries, in a history of some length: 1, 2, 4 … seconds up to ten minutes.
    ///
    /// A full history ends its execution, and tries every ten minutes fill one in five weeks. So after a day, or in a history
    /// with little room, tries come so far apart that a year of them fits into what room is left at each.
    static func waitSeconds(tries: Int, events: Int, limit: Int) -> Int {
        let room = max(limit - events, eventsPerTry)
        let isCheap = tries < cheapTries && room >= limit / cheapPart
        let longest = isCheap ? longestSeconds : max(longestSeconds, lifeSeconds * eventsPerTry / room)
        return min(longest, 1 << min(max(tries, 0), 25))
    }

    /// Whether the history does not say yet that it is held for this reason.
    func isNews(_ trouble: DecisionTrouble) -> Bool { reason != Self.text(of: trouble) }

    /// The decisions that hold the execution.
    ///
    /// There is one timer at a time: an event that comes before it fires calls for a try of its own, which starts no
    /// further one. That answer has the marker in any case, for something in it must say that it decides nothing; what
    /// stands there already is not said at length again.
    ///
    /// - Parameter limit: How many events a history may have.
    func decisions(_ trouble: DecisionTrouble, identity: String, limit: Int) -> [Decision] {
        var decisions: [Decision] = []
        if isNews(trouble) || isTimerRunning {
            let text = isNews(trouble) ? Self.text(of: trouble) : Self.unchanged
            let details = "\(text)\(Self.separator)\(identity)"
            decisions.append(
                .recordMarker(RecordMarkerDecisionAttributes(details: details, markerName: OwnName.heldMarker))
            )
        }
        if !isTimerRunning {
            decisions.append(
                .startTimer(
                    StartTimerDecisionAttributes(
                        startToFireTimeout: String(waitSeconds(limit: limit)),
                        timerId: nextTimerId
                    )
                )
            )
        }
        return decisions
    }

    private static let separator = "\nDecider: "

    private static func text(of trouble: DecisionTrouble) -> String {
        [trouble.sentence, trouble.advice].compactMap { $0 }.joined(separator: "\n").cut(to: 8_000)
    }

    /// The details without the decider that wrote them: another that finds the same says nothing new.
    private static func reason(in details: String) -> String {
        details.ranges(of: separator).last.map { String(details[..<$0.lowerBound]) } ?? details
    }
}
