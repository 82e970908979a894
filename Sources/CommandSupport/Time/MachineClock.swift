import Foundation
public import SWFModel

/// The clock of this machine: for what people read and what a process says of itself, never for what is decided.
public enum MachineClock {
    /// Now.
    public static var now: Timestamp { Timestamp(seconds: Date().timeIntervalSince1970) }
}
