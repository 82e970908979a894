import SWFModel
import SWFWire
import Synchronization

/// What a client has learnt of the service's clock, from every answer that it got.
final class ServiceTime: Sendable {
    private struct State {
        var comparison = ClockComparison()
        /// The field that was read last, and what it says: within a second all answers say the same.
        var latest: (text: String, moment: Timestamp)?
    }

    private let state = Mutex(State())

    /// What is known.
    var offset: ClockOffset? { state.withLock { $0.comparison.offset } }

    /// Takes the `Date` of an answer; one that cannot be read tells nothing.
    func take(_ date: String, sent: Timestamp, received: Timestamp) {
        state.withLock { state in
            let moment: Timestamp
            if let latest = state.latest, latest.text == date {
                moment = latest.moment
            } else {
                guard let read = Timestamp(httpDate: date) else { return }
                state.latest = (date, read)
                moment = read
            }
            state.comparison.take(moment, sent: sent, received: received)
        }
    }
}
