extension Settings {
    /// How the supervisor looks after the processes of the environment.
    public struct Supervision: Hashable, Sendable {
        /// How often one process may be started again within `windowSeconds` before it is given up; 0 to 1,000. Defaults to 10.
        public var restarts: Int
        /// The length of that window, 1 to 86,400 seconds. Defaults to 600.
        public var windowSeconds: Int
        /// How far apart processes are started, in seconds, so that their polls do not all come at once. Defaults to 0.2.
        public var apartSeconds: Double
        /// How long a process may take to finish what it holds when it is asked to leave, in seconds, before it is asked to
        /// hand it back and then killed. Defaults to 300.
        public var graceSeconds: Int
        /// How old the last successful poll of a process that has a hand free may be before it counts as unhealthy, in
        /// seconds; it must be longer than a poll waits. Defaults to 180: three polls that wait for a minute.
        public var pollAgeSeconds: Int
    }
}

extension Settings.Supervision {
    init(_ reader: inout SettingsReader) {
        restarts = reader.integer("restarts", default: 10, in: 0...1000)
        windowSeconds = reader.integer("windowSeconds", default: 600, in: 1...86_400)
        apartSeconds = reader.seconds("apartSeconds", default: 0.2, upTo: 60)
        graceSeconds = reader.integer("graceSeconds", default: 300, in: 0...86_400)
        pollAgeSeconds = reader.integer("pollAgeSeconds", default: 180, in: 1...86_400)
    }
}
