/// A setting that was read, and where its value came from.
public struct SettingOrigin: Hashable, Sendable {
    /// The path of the setting: `server.port`.
    public var path: String
    /// Where its value came from.
    public var source: Source
    /// The value as text; empty when there is none. No secret is ever here: settings hold names of files and variables only.
    public var value: String

    /// Where a value can come from, the strongest first.
    public enum Source: Hashable, Sendable {
        /// The command line.
        case flag(String)
        /// A variable of the process's environment.
        case variable(String)
        /// The settings file, at this line.
        case file(line: Int)
        /// Nobody said anything.
        case standard
    }
}
