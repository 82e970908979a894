import SWFModel

/// Narrows down how far two clocks are apart, answer by answer. Pure: all times are arguments.
///
/// An answer that says 12:00:05, asked for at 11:59:59.9 and there at 12:00:00.3, was written at some moment between, when the
/// service's clock stood at 5 and something: so the service is ahead by more than 4.7 and less than 6.1 seconds. Each answer
/// gives such bounds, and the offset is within all of them. A long poll gives wide ones, and takes nothing away.
///
/// Clocks drift, so bounds widen with their age. Bounds that contradict each other mean that a clock was set: what was known
/// before is forgotten.
struct ClockComparison: Equatable, Sendable {
    /// The bounds in milliseconds, service minus here.
    private struct Bounds: Equatable, Sendable {
        var low: Int
        var high: Int
        var at: Timestamp
    }

    private var bounds: Bounds?

    /// How far two clocks drift apart at most, as a part of the time: good quartz does a twentieth of it.
    private static let driftParts = 2_000

    /// Nothing is known.
    init() {}

    /// Takes an answer.
    ///
    /// - Parameters:
    ///   - date: What the answer says, in whole seconds.
    ///   - sent: When the call began, by the clock here.
    ///   - received: When the answer was there.
    mutating func take(_ date: Timestamp, sent: Timestamp, received: Timestamp) {
        // The clock here was set back meanwhile: nothing is to be learnt.
        guard received >= sent else { return }
        let new = Bounds(
            low: date.milliseconds - received.milliseconds,
            high: date.milliseconds + 1_000 - sent.milliseconds,
            at: received
        )
        guard let old = bounds else {
            bounds = new
            return
        }
        // Rounded up: bounds are never narrower than the truth.
        let drift = (abs(received.milliseconds - old.at.milliseconds) + Self.driftParts - 1) / Self.driftParts
        let low = max(new.low, old.low - drift)
        let high = min(new.high, old.high + drift)
        bounds = low <= high ? Bounds(low: low, high: high, at: received) : new
    }

    /// What is known: the middle of the bounds.
    var offset: ClockOffset? {
        bounds.map { bounds in
            ClockOffset(
                offset: .milliseconds((bounds.low + bounds.high) / 2),
                uncertainty: .milliseconds((bounds.high - bounds.low + 1) / 2),
                measuredAt: bounds.at
            )
        }
    }
}
