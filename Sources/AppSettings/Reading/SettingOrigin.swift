/// A setting that was read, and where its value came from.
public struct SettingOrigin: Hashable, Sendable {
    /// The path of the setting: `server.port`.
    public var path: String
    /// Where its value came from.
    public var source: Source
    /// The value as text; empty when there is none. Of a secret it says where that is, never what it is.
    public var value: String
    /// The value as JSON, as a settings file would have it; `null` when there is none. A secret in plain text is `"(secret)"`.
    public var json = "null"
    /// Whether it holds groups of settings, which have paths of their own: schedules, pools, functions.
    public var isGroup = false

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
