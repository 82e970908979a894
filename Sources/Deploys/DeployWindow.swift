public import SWFModel

/// Whether a moment is a quiet one: nothing runs, and nothing is about to start.
///
/// A deploy breaks nothing at any moment, because each process finishes what it holds first. In a quiet one it is over
/// sooner, and whoever must look at something has less to look at.
public struct DeployWindow: Hashable, Sendable {
    /// The next start of a schedule.
    public struct Start: Hashable, Sendable {
        /// The id of the schedule.
        public var schedule: String
        /// When it starts something next.
        public var at: Timestamp

        /// Creates the value from its parts.
        public init(schedule: String, at: Timestamp) {
            self.schedule = schedule
            self.at = at
        }
    }

    /// What a schedule started last, by the schedule alone or by the service.
    public struct Run: Hashable, Sendable {
        /// The id of the schedule.
        public var schedule: String
        /// When it started.
        public var since: Timestamp
        /// When it is expected to be over, by how long such runs took; nil when that is not known.
        public var until: Timestamp?

        /// Creates the value from its parts.
        public init(schedule: String, since: Timestamp, until: Timestamp?) {
            self.schedule = schedule
            self.since = since
            self.until = until
        }
    }

    /// Until when the moment is safe, ``margin`` before the next start; nil when nothing is scheduled.
    public var until: Timestamp?
    /// What stands against the moment, each the rest of a sentence; none when it is safe.
    public var obstacles: [String]

    /// How long before a start nothing should be deployed any more.
    public static let margin = Duration.seconds(60)

    /// Whether nothing stands against it.
    public var isSafe: Bool { obstacles.isEmpty }

    /// Judges a moment.
    ///
    /// - Parameters:
    ///   - starts: The next start of each schedule after the moment.
    ///   - runs: What the schedules started before the moment, as far as it may still run then.
    ///   - openTasks: How many activity tasks are open; nil when another moment than now is judged, or nobody could be asked.
    ///   - clock: How a moment is told.
    public init(
        at moment: Timestamp,
        starts: [Start],
        runs: [Run],
        openTasks: Int?,
        clock: (Timestamp) -> String
    ) {
        let next = starts.min { ($0.at, $0.schedule) < ($1.at, $1.schedule) }
        until = next.map { $0.at + (.zero - Self.margin) }
        obstacles = []
        for run in runs.sorted(by: { ($0.since, $0.schedule) < ($1.since, $1.schedule) }) {
            guard run.since <= moment, run.until.map({ $0 > moment }) ?? true else { continue }
            let end = run.until.map { " and is expected to run until \(clock($0))" } ?? " and is not over"
            obstacles.append("\(run.schedule) started at \(clock(run.since))\(end)")
        }
        if let next, let until, moment >= until {
            obstacles.append("\(next.schedule) starts at \(clock(next.at))")
        }
        if let openTasks, openTasks > 0 {
            obstacles.append(openTasks == 1 ? "1 activity task is open" : "\(openTasks) activity tasks are open")
        }
    }

    /// `safe until 00:29`, `safe`, or `unsafe: S3Monitor starts at 00:30; 3 activity tasks are open`.
    public func words(clock: (Timestamp) -> String) -> String {
        guard isSafe else { return "unsafe: \(obstacles.joined(separator: "; "))" }
        return until.map { "safe until \(clock($0))" } ?? "safe: nothing is scheduled"
    }
}
