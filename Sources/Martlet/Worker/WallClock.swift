#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The machine's clock, for what people and other systems are shown.
enum WallClock {
    static var now: Timestamp { Timestamp(seconds: Date().timeIntervalSince1970) }
}
