extension Settings {
    /// A pool of like processes.
    public struct Pool: Hashable, Sendable {
        /// How many processes `scripts/run.sh start` keeps running; 0 for none. Defaults to 3 deciders and 5 workers.
        public var count: Int
        /// How many tasks each process works on at once. Defaults to 8 for deciders, whose tasks take milliseconds, and to 1
        /// for workers, whose tasks may fill a processor.
        public var slots: Int
    }
}

extension Settings.Pool {
    init(count: Int, slots: Int, _ reader: inout SettingsReader) {
        self.count = reader.integer("count", default: count, in: 0...1000)
        self.slots = reader.integer("slots", default: slots, in: 1...1000)
    }
}
