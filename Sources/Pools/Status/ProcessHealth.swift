public import SWFModel

/// PURE: whether a process does its work, judged by its last successful poll and not by its being there.
public enum ProcessHealth: Hashable, Sendable {
    /// It polls, or all its hands are full.
    case well
    /// It has not had the time to poll yet.
    case starting
    /// It finishes what it holds, and leaves or runs a new program file.
    case leaving
    /// It left on purpose, and is not missed.
    case left
    /// It is missing, or does not poll; the reason in words.
    case unwell(String)

    /// Whether somebody should look.
    public var isUnwell: Bool { if case .unwell = self { true } else { false } }

    /// Judges a process.
    ///
    /// - Parameters:
    ///   - process: What the supervisor knows; nil when it knows of none in this place, or there is no supervisor.
    ///   - report: What the process said of itself, if it is that of the process that is there.
    ///   - slots: How many tasks it works on at once; nil for a program that does not poll.
    ///   - pollAge: How old the last poll of a process that has a hand free may be.
    public static func of(
        _ process: SupervisedProcess?,
        _ report: ProcessReport?,
        slots: Int?,
        pollAge: Duration,
        now: Timestamp
    ) -> ProcessHealth {
        guard let process else { return .unwell("it is not running") }
        switch process.state {
        case .running: break
        case .leaving, .handingBack, .killed: return .leaving
        case .left: return .left
        case .pending: return .unwell("it has not been started")
        case .waiting: return .unwell("it \(process.lastEnding ?? "ended") and starts again")
        case .leftover: return .unwell("its place is taken by a process of an earlier supervisor")
        case .givenUp: return .unwell("it was given up: \(process.givenUpBecause ?? "it failed too often")")
        case .stopped: return .unwell("it was stopped")
        }
        guard let slots else { return .well }
        let since = process.started ?? now
        guard let report else {
            return now - since < pollAge ? .starting : .unwell("it has said nothing of itself")
        }
        switch report.state {
        case .draining, .replacing: return .leaving
        case .starting, .polling: break
        }
        // Who has no hand free does not poll, and need not.
        if report.inHand.count >= slots { return .well }
        guard let lastPoll = report.lastPoll else {
            return now - report.started < pollAge ? .starting : .unwell("no poll of it has been answered")
        }
        // What was in hand for an hour is no reason to call the poll before it old.
        guard now - max(lastPoll, report.lastDone ?? lastPoll) < pollAge else {
            return .unwell("its last answered poll is \((now - lastPoll).inSeconds) old")
        }
        return .well
    }
}
