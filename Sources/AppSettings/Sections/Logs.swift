extension Settings {
    /// How and what the programs log. Logs go to standard error; `scripts/run.sh` keeps those of a pool in `var/log`.
    public struct Logs: Hashable, Sendable {
        /// What is worth a line. Defaults to `info`.
        public var level: Level
        /// How a line looks. Defaults to `auto`.
        public var format: Format

        /// The least important lines that are written.
        public enum Level: String, CaseIterable, Hashable, Sendable {
            case trace, debug, info, notice, warning, error, critical
        }

        /// How a line looks.
        public enum Format: String, CaseIterable, Hashable, Sendable {
            /// Readable in a terminal, JSON elsewhere.
            case auto
            /// One JSON object a line.
            case json
            /// For people.
            case text
        }
    }
}

extension Settings.Logs {
    init(_ reader: inout SettingsReader) {
        level = reader.choice("level", default: .info)
        format = reader.choice("format", default: .auto)
    }
}
