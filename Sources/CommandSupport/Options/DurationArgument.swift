import AppSettings
public import ArgumentParser

/// A length of time on the command line: `90s`, `24h`, `7d`.
public struct DurationArgument: ExpressibleByArgument, Sendable {
    /// The length.
    public var duration: Duration

    /// Creates the value.
    public init(_ duration: Duration) {
        self.duration = duration
    }

    /// Reads a length of time; nil when the text is none.
    public init?(argument: String) {
        guard let duration = DurationText.parse(argument) else { return nil }
        self.duration = duration
    }

    /// How the default is shown in help.
    public var defaultValueDescription: String {
        let seconds = Int(duration.components.seconds)
        return seconds % 86_400 == 0 ? "\(seconds / 86_400)d" : "\(seconds)s"
    }
}
