extension Settings {
    /// The pool of activity workers.
    public struct Workers: Hashable, Sendable {
        /// How many processes `scripts/run.sh start` keeps running; 0 for none. Defaults to 5.
        public var count: Int
        /// How many tasks each process works on at once. Defaults to 1, for a task may fill a processor.
        public var slots: Int
    }
}

extension Settings.Workers {
    init(_ reader: inout SettingsReader) {
        count = reader.integer("count", default: 5, in: 0...1000)
        slots = reader.integer("slots", default: 1, in: 1...1000)
    }
}
