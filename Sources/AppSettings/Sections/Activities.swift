extension Settings {
    /// What the activities that ship with Martlet need.
    public struct Activities: Hashable, Sendable {
        /// The folder that published articles are written to. Defaults to `var/published/<environment>`.
        public var outputFolder: String
        /// How long activities wait before they work, in seconds, 0 to 3,600: for demonstrations and tests. Defaults to 0.
        public var pauseSeconds: Double
        /// Where readers find the publications: the page of version 1 of article 00353 is `<siteAddress>/00353/v1/`. It goes
        /// into the deposit. Defaults to `https://example.org/articles`.
        public var siteAddress: String
        /// Who deposits, as the registration agency knows them. Defaults to `Martlet`.
        public var depositorName: String
        /// Where the registration agency sends its answers. Defaults to `deposits@example.org`.
        public var depositorEmail: String
    }
}

extension Settings.Activities {
    init(environment: String, _ reader: inout SettingsReader) {
        outputFolder = reader.path("outputFolder", default: "var/published/\(environment)")
        pauseSeconds = reader.seconds("pauseSeconds", default: 0, upTo: 3600)
        siteAddress = reader.string("siteAddress", default: "https://example.org/articles")
        depositorName = reader.string("depositorName", default: "Martlet")
        depositorEmail = reader.string("depositorEmail", default: "deposits@example.org")
    }
}
