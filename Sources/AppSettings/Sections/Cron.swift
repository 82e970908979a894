extension Settings {
    /// What `cron` starts.
    public struct Cron: Hashable, Sendable {
        /// The schedules, in the order in which they are looked at. None by default.
        public var schedules: [Schedule]
    }

    /// One schedule of `cron`. It has `cron`, `notSince`, or both.
    public struct Schedule: Hashable, Sendable {
        /// The id of the schedule: the workflow id of what it starts, followed by the tick when it has only `cron`.
        /// At most 200 characters. Defaults to the name of the workflow.
        public var id: String
        /// The name of the workflow.
        public var workflow: String
        /// The version of the workflow; the version that this build knows when absent.
        public var version: String?
        /// When to start: a cron expression of five fields in UTC. With `notSince` it is a window: minutes in which a start may happen.
        public var cron: String?
        /// Start when the last completed run started longer ago than this: `31m`, `3h46m`.
        public var notSince: Duration?
        /// The input, as JSON text; none when absent.
        public var input: String?
        /// Tags for the execution, at most 4: the fifth place is the schedule's own.
        public var tags: [String]

        /// Creates a schedule from its parts.
        public init(
            id: String,
            workflow: String,
            version: String? = nil,
            cron: String? = nil,
            notSince: Duration? = nil,
            input: String? = nil,
            tags: [String] = []
        ) {
            self.id = id
            self.workflow = workflow
            self.version = version
            self.cron = cron
            self.notSince = notSince
            self.input = input
            self.tags = tags
        }
    }
}

extension Settings.Cron {
    init(_ reader: inout SettingsReader) {
        schedules = reader.list("schedules") { Settings.Schedule(&$0) }
        var seen: Set<String> = []
        for schedule in schedules where !seen.insert(schedule.id).inserted {
            reader.problem("schedules", "has two schedules with the id \"\(schedule.id)\"; give each its own.")
        }
    }
}

extension Settings.Schedule {
    init?(_ reader: inout SettingsReader) {
        let id = reader.parsed("id", expecting: "at most 200 characters without : / | and control characters") { text in
            let forbidden = text.unicodeScalars.contains { $0.value < 0x20 || ":/|".unicodeScalars.contains($0) }
            return text.isEmpty || text.count > 200 || forbidden ? nil : text
        }
        let workflow = reader.optionalString("workflow")
        version = reader.optionalString("version")
        cron = reader.optionalString("cron")
        notSince = reader.parsed("notSince", expecting: "a duration like \"31m\" or \"3h46m\"", DurationText.parse)
        input = reader.json("input")
        tags = reader.strings("tags")
        if tags.count > 4 { reader.problem("tags", "may have at most 4 tags, and has \(tags.count).") }
        if workflow == nil { reader.problem("workflow", "is missing: it names the workflow to start.") }
        if cron == nil, notSince == nil {
            reader.problem("cron", "and notSince are both missing: one of them says when to start.")
        }
        self.workflow = workflow ?? ""
        self.id = id ?? workflow ?? ""
    }
}
