extension Settings {
    /// What the activities that ship with Martlet need.
    public struct Activities: Hashable, Sendable {
        /// The folder that published articles are written to. Defaults to `var/published/<environment>`.
        public var outputFolder: String
        /// How long activities wait before they work, in seconds, 0 to 3,600: for demonstrations and tests. Defaults to 0.
        public var pauseSeconds: Double
    }
}

extension Settings.Activities {
    init(environment: String, _ reader: inout SettingsReader) {
        outputFolder = reader.path("outputFolder", default: "var/published/\(environment)")
        pauseSeconds = reader.seconds("pauseSeconds", default: 0, upTo: 3600)
    }
}
