extension Settings {
    /// The pool of deciders.
    public struct Deciders: Hashable, Sendable {
        /// How many processes `scripts/run.sh start` keeps running; 0 for none. Defaults to 3.
        public var count: Int
        /// How many decision tasks each process works on at once. Defaults to 8: they take milliseconds.
        public var slots: Int
        /// What becomes of an execution whose history the code no longer follows, or whose workflow a decider does not know.
        /// Defaults to `hold`.
        public var divergence: Divergence
        /// How many executions each process holds between their decision tasks, so that only new events are read; 0 for
        /// none. Defaults to 1000.
        public var heldExecutions: Int
        /// About how many megabytes they may take together. Defaults to 256.
        public var heldMegabytes: Int
        /// Whether each decision is computed a second time over the whole history, to find code that is not deterministic.
        /// Defaults to `auto`.
        public var checkReplay: CheckReplay
        /// How long workflow code may compute between two waits, in seconds, before it is given up and its execution failed.
        /// Defaults to 10.
        public var turnLimitSeconds: Int

        /// What becomes of an execution that the code cannot follow.
        public enum Divergence: String, CaseIterable, Hashable, Sendable {
            /// It stays open and says why in its history, until a decider can follow it.
            case hold
            /// It is failed.
            case fail
        }

        /// Whether decisions are computed twice.
        public enum CheckReplay: String, CaseIterable, Hashable, Sendable {
            /// In the environment `dev`, and in no other.
            case auto
            /// Always.
            case on
            /// Never.
            case off
        }
    }

    /// Whether deciders compute each decision twice in this environment.
    public var checksReplay: Bool {
        switch deciders.checkReplay {
        case .auto: environment == "dev"
        case .on: true
        case .off: false
        }
    }
}

extension Settings.Deciders {
    init(_ reader: inout SettingsReader) {
        count = reader.integer("count", default: 3, in: 0...1000)
        slots = reader.integer("slots", default: 8, in: 1...1000)
        divergence = reader.choice("divergence", default: .hold)
        heldExecutions = reader.integer("heldExecutions", default: 1000, in: 0...1_000_000)
        heldMegabytes = reader.integer("heldMegabytes", default: 256, in: 0...1_000_000)
        checkReplay = reader.choice("checkReplay", default: .auto)
        turnLimitSeconds = reader.integer("turnLimitSeconds", default: 10, in: 1...3600)
    }
}
