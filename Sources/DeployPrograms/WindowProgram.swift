public import CommandSupport
import Deploys
import Foundation
import SWFModel
import SWFWire

/// What `martlet deploy --window` tells: whether a moment is a quiet one, and until when.
public struct WindowProgram: Sendable {
    /// Another moment than now, as it was given.
    public var at: String?
    /// Whether to write a JSON object.
    public var json: Bool

    /// Creates the value from its parts.
    public init(at: String?, json: Bool) {
        self.at = at
        self.json = json
    }

    /// Tells; the exit code is 1 when the moment is not safe.
    public func run(_ options: SettingsOptions) async throws {
        try await Program.run("martlet", options) { program in
            let now = MachineClock.now
            var moment = now
            if let at {
                guard let given = ClockText.moment(at, on: now) else {
                    throw Complaint(.usage, "--at \(at) is no moment; write 00:15, or 2026-03-01T00:15Z.")
                }
                moment = given
            }
            let clock = { ClockText.text($0, on: now) }
            let window = try await WindowReading(settings: program.settings, logger: program.logger).window(
                at: moment,
                isNow: at == nil,
                clock: clock
            )
            if json {
                program.terminal.print(String(decoding: try AWSJSON.encode(Told(window, moment)), as: UTF8.self))
            } else {
                program.terminal.print(window.words(clock: clock))
            }
            return window.isSafe ? .ok : .unexpected
        }
    }

    private struct Told: Encodable {
        var isSafe: Bool
        var obstacles: [String]
        var moment: Timestamp
        var until: Timestamp?

        init(_ window: DeployWindow, _ moment: Timestamp) {
            isSafe = window.isSafe
            obstacles = window.obstacles
            self.moment = moment
            until = window.until
        }

        private enum CodingKeys: String, CodingKey {
            case isSafe = "safe"
            case obstacles
            case moment = "moment_timestamp"
            case until = "until_timestamp"
        }
    }
}

/// Moments of a day as people say them, by the clock of the machine: `00:15`.
enum ClockText {
    /// The moment of that clock time on the day of another moment; nil when the text is none.
    static func moment(_ text: String, on day: Timestamp) -> Timestamp? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, text.count <= 5, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return MomentText.parse(text) }
        var seconds = time_t(day.milliseconds / 1000)
        var time = tm()
        guard localtime_r(&seconds, &time) != nil else { return nil }
        (time.tm_hour, time.tm_min, time.tm_sec, time.tm_isdst) = (Int32(hour), Int32(minute), 0, -1)
        return Timestamp(milliseconds: mktime(&time) * 1000)
    }

    /// `00:15`, with the date when it is another day's.
    static func text(_ moment: Timestamp, on day: Timestamp) -> String {
        String(LocalTime(now: day).text(moment).dropLast(3))
    }
}
