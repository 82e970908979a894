extension Settings {
    /// How `martlet deploy` builds, checks and puts new programs in place.
    public struct Deploy: Hashable, Sendable {
        /// The folder of the repository. Defaults to the folder of the settings.
        public var repository: String
        /// The command that compiles the programs, run in the repository. Defaults to `scripts/build.sh release`.
        public var build: [String]
        /// Where the compiled programs are then. Defaults to `.build/release`. Nothing runs from there: they are copied.
        public var programs: String
        /// The command that runs the tests, in the repository. Defaults to `scripts/test.sh`.
        public var tests: [String]
        /// How many of the last closed executions of each workflow type the new programs must replay, 0 to 1,000, beside the
        /// open ones. Defaults to 10.
        public var closedHistories: Int
        /// How long the pools have to run the new programs and be answered by the service, in seconds, 1 to 86,400, before
        /// the old programs are put back. Defaults to 120: a poll that waits lasts 60.
        public var watchSeconds: Int
        /// How long all must stay well before that is believed, in seconds, 0 to 3,600. Defaults to 10.
        public var settleSeconds: Int
        /// How many releases are kept besides the one in place and the one before, 0 to 100. Defaults to 1.
        public var keptReleases: Int
    }
}

extension Settings.Deploy {
    init(_ reader: inout SettingsReader) {
        repository = reader.path("repository", default: ".")
        build = Self.command("build", default: ["scripts/build.sh", "release"], &reader)
        programs = reader.path("programs", default: ".build/release")
        tests = Self.command("tests", default: ["scripts/test.sh"], &reader)
        closedHistories = reader.integer("closedHistories", default: 10, in: 0...1000)
        watchSeconds = reader.integer("watchSeconds", default: 120, in: 1...86_400)
        settleSeconds = reader.integer("settleSeconds", default: 10, in: 0...3600)
        keptReleases = reader.integer("keptReleases", default: 1, in: 0...100)
    }

    private static func command(_ key: String, default standard: [String], _ reader: inout SettingsReader) -> [String] {
        let words = reader.strings(key)
        guard words.isEmpty else { return words }
        let text = "[\(standard.map { "\"\($0)\"" }.joined(separator: ","))]"
        reader.settle(text, json: text)
        return standard
    }
}
