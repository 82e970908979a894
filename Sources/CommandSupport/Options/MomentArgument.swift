public import ArgumentParser
public import SWFModel
import Schedules

/// A moment on the command line: `2026-03-01T02:00Z`, seconds since 1970, or `10:02`, which is today in UTC.
public struct MomentArgument: ExpressibleByArgument, Sendable {
    /// The moment.
    public var moment: Timestamp

    /// Reads a moment; nil when the text is none.
    public init?(argument: String) {
        if let moment = MomentText.parse(argument) {
            self.moment = moment
            return
        }
        let today = CivilTime(MachineClock.now).date
        guard argument.count == 5, let moment = MomentText.parse("\(today)T\(argument)Z") else { return nil }
        self.moment = moment
    }
}
