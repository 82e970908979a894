import CChild
import Foundation

/// The signals of a supervisor, taken one at a time by its loop instead of interrupting it.
public enum HeldSignals {
    /// A signal that the loop acts on.
    public enum Signal: Hashable, Sendable {
        /// TERM or INT: stop.
        case stop
        /// HUP: read the settings again.
        case reload
        /// A child ended.
        case child
    }

    /// Holds the signals back from now on; called by the main thread before there is another one.
    public static func begin() { martlet_child_hold_signals() }

    /// The next signal; nil when none came for so long.
    public static func next(within limit: Duration) -> Signal? {
        let (seconds, attoseconds) = limit.components
        let milliseconds = max(0, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
        return switch martlet_child_await_signal(milliseconds) {
        case SIGTERM, SIGINT: .stop
        case SIGHUP: .reload
        case SIGCHLD: .child
        default: nil
        }
    }
}
