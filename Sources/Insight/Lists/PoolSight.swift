public import AppSettings
public import Pools
public import SWFModel

/// A pool, as its processes tell of themselves.
public struct PoolSight: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many processes the settings want; nil when they do not know the pool.
    public var wanted: Int?
    /// How many are there.
    public var running = 0
    /// How many of those finish what they hold and then leave.
    public var leaving = 0
    /// How many have no hand free: they poll again when they have.
    public var busy = 0
    /// How many have a report and are gone.
    public var gone = 0
    /// When the service last answered a poll of one that is there.
    public var lastPoll: Timestamp?
    /// How many tasks they hold.
    public var inHand = 0
    /// Since when the oldest of those is held.
    public var oldestInHand: Timestamp?
    /// How many tasks those that are there have finished.
    public var tasksDone = 0
    /// The builds that they run.
    public var builds: Set<String> = []

    /// The pools of some reports, and those that are wanted and have none: those of the settings in their order, then others.
    public static func pools(
        _ reports: [(report: ProcessReport, isAlive: Bool)],
        wanted: [Settings.Pool]
    ) -> [PoolSight] {
        var pools: [PoolSight] = wanted.filter { $0.count > 0 }.map { PoolSight(name: $0.name, wanted: $0.count) }
        for (report, isAlive) in reports.sorted(by: { $0.report.pool < $1.report.pool }) {
            let slots = wanted.first { $0.name == report.pool }?.slots ?? 1
            if let place = pools.firstIndex(where: { $0.name == report.pool }) {
                pools[place].add(report, isAlive, slots: slots)
            } else {
                var pool = PoolSight(name: report.pool, wanted: nil)
                pool.add(report, isAlive, slots: slots)
                pools.append(pool)
            }
        }
        return pools
    }

    /// Whether one of its processes that has a hand free has had a poll answered lately, or none has a hand free.
    public func isPolling(now: Timestamp, within age: Duration) -> Bool {
        running > 0 && (busy == running || lastPoll.map { now - $0 <= age } ?? false)
    }

    private mutating func add(_ report: ProcessReport, _ isAlive: Bool, slots: Int) {
        guard isAlive else {
            gone += 1
            return
        }
        running += 1
        builds.insert(report.build)
        if report.state == .draining || report.state == .replacing { leaving += 1 }
        if report.inHand.count >= slots { busy += 1 }
        lastPoll = [lastPoll, report.lastPoll].compactMap { $0 }.max()
        inHand += report.inHand.count
        oldestInHand = ([oldestInHand].compactMap { $0 } + report.inHand.map(\.since)).min()
        tasksDone += report.tasksDone
    }
}

extension PoolSight: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, wanted, running, leaving, busy, gone, inHand, tasksDone, builds
        case lastPoll = "last_poll_timestamp"
        case oldestInHand = "oldest_in_hand_timestamp"
    }

    /// Writes the pool.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(wanted, forKey: .wanted)
        try container.encode(running, forKey: .running)
        try container.encode(leaving, forKey: .leaving)
        try container.encode(busy, forKey: .busy)
        try container.encode(gone, forKey: .gone)
        try container.encode(inHand, forKey: .inHand)
        try container.encode(tasksDone, forKey: .tasksDone)
        try container.encode(builds.sorted(), forKey: .builds)
        try container.encodeIfPresent(lastPoll, forKey: .lastPoll)
        try container.encodeIfPresent(oldestInHand, forKey: .oldestInHand)
    }
}
