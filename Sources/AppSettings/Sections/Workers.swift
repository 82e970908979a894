extension Settings {
    /// The pool of activity workers.
    public struct Workers: Hashable, Sendable {
        /// How many processes `scripts/run.sh start` keeps running; 0 for none. Defaults to 5.
        public var count: Int
        /// How many tasks each process works on at once. Defaults to 1, for a task may fill a processor.
        public var slots: Int
        /// A worker leaves, with 0, when it has had nothing to do for so many seconds and nothing waits in its task list either;
        /// 0 for never. For machines that come and go. Defaults to 0.
        public var maxIdleSeconds: Int
        /// A worker leaves, with 0, when it has run for so many seconds, after finishing what it holds; 0 for never. Defaults
        /// to 0.
        public var maxUptimeSeconds: Int
        /// For how many seconds a machine is paid at a time: a worker leaves for idleness only in the last twentieth of such a
        /// period, counted from the start of the machine; 0 for at any time, else 60 and more. Defaults to 0.
        public var idleGranularitySeconds: Int
        /// A worker begins to poll after a random part of so many seconds, so that many that start together do not poll
        /// together. Defaults to 0.
        public var jitterSeconds: Int
    }
}

extension Settings.Workers {
    init(_ reader: inout SettingsReader) {
        count = reader.integer("count", default: 5, in: 0...1000)
        slots = reader.integer("slots", default: 1, in: 1...1000)
        maxIdleSeconds = reader.integer("maxIdleSeconds", default: 0, in: 0...31_536_000)
        maxUptimeSeconds = reader.integer("maxUptimeSeconds", default: 0, in: 0...31_536_000)
        idleGranularitySeconds = reader.integer("idleGranularitySeconds", default: 0, in: 0...31_536_000)
        jitterSeconds = reader.integer("jitterSeconds", default: 0, in: 0...86_400)
        if (1..<60).contains(idleGranularitySeconds) {
            reader.problem(
                "idleGranularitySeconds",
                "is \(idleGranularitySeconds); make it 60 or more, or 0: workers look once a second, and a twentieth of it must "
                    + "hold a few looks."
            )
        }
    }
}
