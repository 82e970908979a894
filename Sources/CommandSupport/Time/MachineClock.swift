import Foundation
public import SWFModel

/// The clock of this machine: for what people read, what a process says of itself, and how old files
/// are; never for what the service decides.
public enum MachineClock {
    /// Now.
    public static var now: Timestamp { Timestamp(seconds: Date().timeIntervalSince1970) }
}
