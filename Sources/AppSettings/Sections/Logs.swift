extension Settings {
    /// How and what the programs log.
    public struct Logs: Hashable, Sendable {
        /// What is worth a line. Defaults to `info`; the variable `DEBUG`, set to true, makes it `debug` unless a flag or
        /// `MARTLET_LOGS_LEVEL` says otherwise.
        public var level: Level
        /// The levels of single modules (`martlet.worker`, `martlet.decider`, `martlet.server`, `http` …). None by default.
        public var levels: [ModuleLevel]
        /// How a line looks. Defaults to `auto`.
        public var format: Format
        /// Whether lines go to standard error. Defaults to `auto`.
        public var stderr: Choice
        /// A file for the lines; absolute. `{process}` in it stands for the process: `workers-3`. Absent by default.
        public var file: String?
        /// How many megabytes the file may have before it is renamed to `FILE.1`, 1 to 10,000. Defaults to 10.
        public var fileMegabytes: Int
        /// How many older files are kept, 1 to 1,000. Defaults to 5.
        public var fileCount: Int
        /// A syslog daemon for the lines. Absent by default.
        public var syslog: Syslog?
        /// The group that every line names, for services that sort lines by it. Defaults to `martlet`.
        public var group: String
        /// What each line's stream begins with; it ends with the process. Defaults to the name of the machine.
        public var streamPrefix: String?
        /// Members of a task's input that lines about the task carry, by their names. None by default.
        public var inputKeys: [String]
        /// How many lines may wait for a slow sink before further ones are lost, 100 to 1,000,000. Defaults to 10,000.
        public var bufferLines: Int

        /// The least important lines that are written.
        public enum Level: String, CaseIterable, Hashable, Sendable {
            case trace, debug, info, notice, warning, error, critical

            /// Whether fewer lines are written than with another level.
            func isAbove(_ other: Level) -> Bool {
                let order = Self.allCases
                return (order.firstIndex(of: self) ?? 0) > (order.firstIndex(of: other) ?? 0)
            }
        }

        /// A module and its level.
        public struct ModuleLevel: Hashable, Sendable {
            /// The name of the module; it counts for what stands below it too.
            public var module: String
            /// Its level.
            public var level: Level
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

        /// Whether lines go to standard error.
        public enum Choice: String, CaseIterable, Hashable, Sendable {
            /// On a terminal, and where there is neither a file nor a syslog daemon.
            case auto
            /// Always.
            case on
            /// Never, except what is wrong with the log itself.
            case off
        }
    }
}

extension Settings.Logs {
    /// Keys that lines about tasks have already; a member of an input cannot be called so there.
    private static let taken: Set = [
        "log_timestamp", "level", "logger", "message", "environment", "group", "identity", "role", "stream", "domain",
        "workflowId", "runId", "workflowType", "activityId", "activityType", "attempt", "run_time", "reason", "error",
    ]

    init(_ reader: inout SettingsReader) {
        level = reader.choice("level", default: .info)
        if level.isAbove(.debug), reader.isDebugAsked() {
            level = .debug
            reader.settle(level.rawValue, from: .variable(VariableName.debug))
        }
        levels = reader.texts("levels").compactMap { name, text in
            guard let level = Level(rawValue: text.lowercased()) else {
                let words = Level.allCases.map(\.rawValue).joined(separator: ", ")
                reader.problem("levels", "gives \(name) the level \"\(text)\"; a level is one of \(words).")
                return nil
            }
            return ModuleLevel(module: name, level: level)
        }
        format = reader.choice("format", default: .auto)
        stderr = reader.choice("stderr", default: .auto)
        file = reader.optionalPath("file")
        fileMegabytes = reader.integer("fileMegabytes", default: 10, in: 1...10_000)
        fileCount = reader.integer("fileCount", default: 5, in: 1...1000)
        syslog = Syslog(&reader)
        group = reader.string("group", default: "martlet")
        streamPrefix = reader.optionalString("streamPrefix")
        inputKeys = reader.strings("inputKeys")
        for key in inputKeys {
            if SecretName.isSecret(key) {
                reader.problem("inputKeys", "names \(key), which sounds like a secret; no secret goes into a log.")
            } else if key.isEmpty || key.count > 64 || Self.taken.contains(key) {
                reader.problem(
                    "inputKeys",
                    "names \"\(key)\"; a key has 1 to 64 characters and is not one of every line."
                )
            }
        }
        if inputKeys.count > 16 {
            reader.problem("inputKeys", "may name at most 16 keys, and names \(inputKeys.count).")
        }
        bufferLines = reader.integer("bufferLines", default: 10_000, in: 100...1_000_000)
    }
}
