extension Settings {
    /// What `cron` starts.
    public struct Cron: Hashable, Sendable {
        /// The file with the schedules (``ScheduleFile``); absolute. Defaults to `cron/schedules.json` below the home. The
        /// default file may be missing: then there are no schedules.
        public var file: String

        /// Creates the section from its parts.
        public init(file: String) {
            self.file = file
        }
    }
}

extension Settings.Cron {
    init(_ reader: inout SettingsReader) {
        file = reader.path("file", default: "cron/schedules.json")
        reader.moved("schedules", to: "the file of cron.file, cron/schedules.json")
    }
}
