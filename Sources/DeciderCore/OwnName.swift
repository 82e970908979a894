import SWFModel

/// The names of the markers and timers that Martlet writes into a history of its own accord.
///
/// All begin with ``prefix``. The code never asks for such a marker, so replay passes over those of the history, and does
/// not miss those that are not there: they may be added, changed and left out without a divergence.
public enum OwnName {
    /// What every name begins with; an author's names may not.
    public static let prefix = "martlet."
    /// The timers that call for the rest of an answer that was too large.
    static let continueTimer = "martlet.continue-"
    /// The timers before a refused close is tried again.
    static let closeTimer = "martlet.close-"
    /// The timers that call for the next try of a decider that could not follow the history.
    public static let holdTimer = "martlet.hold-"
    /// The marker that says why a decider could not follow the history.
    public static let heldMarker = "martlet.note.held"
    /// The marker of a signal that the workflow does not know.
    public static let unknownSignalMarker = "martlet.note.unknown-signal"
    /// The marker of a signal whose payload cannot be read.
    public static let undecodableSignalMarker = "martlet.note.undecodable-signal"
    /// The marker of signals that the code had not received when it ended.
    public static let unreceivedSignalsMarker = "martlet.note.unreceived-signals"
    /// The markers that hold with which version of a change the code went on.
    public static let versionMarker = "martlet.version."
    /// The markers that hold how many events a history may have, from the decision task on that their name says.
    public static let historyLimitMarker = "martlet.history-limit-"

    /// Whether the event says that an answer was not, or not wholly, what the code had asked for: what is missing goes
    /// with the next answer. A refused timer says so as well; its refusal calls for that answer.
    static func saysOfTheRest(_ event: HistoryEvent.Attributes) -> Bool {
        switch event {
        case .timerStarted(let attributes) where attributes.timerId.hasPrefix(continueTimer): true
        case .startTimerFailed(let attributes) where attributes.timerId.hasPrefix(continueTimer): true
        default: holds(event)
        }
    }

    /// Whether the event records what an answer has that only holds the execution.
    static func holds(_ event: HistoryEvent.Attributes) -> Bool {
        switch event {
        case .timerStarted(let attributes): attributes.timerId.hasPrefix(holdTimer)
        case .startTimerFailed(let attributes): attributes.timerId.hasPrefix(holdTimer)
        case .markerRecorded(let attributes): attributes.markerName == heldMarker
        case .recordMarkerFailed(let attributes): attributes.markerName == heldMarker
        default: false
        }
    }

    /// Whether the event starts a timer that calls for the rest of an answer that was too large.
    static func isContinueTimer(_ event: HistoryEvent.Attributes) -> Bool {
        if case .timerStarted(let attributes) = event { attributes.timerId.hasPrefix(continueTimer) } else { false }
    }

    /// Whether the decision records with which version of a change the code goes on.
    static func isVersion(_ decision: Decision) -> Bool {
        if case .recordMarker(let attributes) = decision {
            attributes.markerName.hasPrefix(versionMarker)
        } else {
            false
        }
    }

    /// Whether the decision records such a marker.
    static func isNote(_ decision: Decision) -> Bool {
        if case .recordMarker(let attributes) = decision { attributes.markerName.hasPrefix(prefix) } else { false }
    }

    /// Whether the event is such a marker, or the refusal of one.
    static func isNote(_ event: HistoryEvent.Attributes) -> Bool {
        switch event {
        case .markerRecorded(let attributes): attributes.markerName.hasPrefix(prefix)
        case .recordMarkerFailed(let attributes): attributes.markerName.hasPrefix(prefix)
        default: false
        }
    }
}
