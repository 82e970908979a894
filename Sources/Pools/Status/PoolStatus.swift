public import SWFModel

/// PURE: how a pool is, from what its supervisor and its processes say.
public struct PoolStatus: Hashable, Sendable {
    /// The name of the pool.
    public var name: String
    /// How many processes there should be; those that left on purpose are not missed.
    public var wanted: Int
    /// Its processes, by slot, each with how it is.
    public var processes: [Member]

    /// A process of a pool.
    public struct Member: Hashable, Sendable {
        /// Its place.
        public var slot: Int
        /// What the supervisor knows of it.
        public var process: SupervisedProcess?
        /// What it says of itself; nil when it is not there.
        public var report: ProcessReport?
        /// How it is.
        public var health: ProcessHealth
    }

    /// Looks at a pool.
    ///
    /// - Parameters:
    ///   - count: How many processes the settings want.
    ///   - slots: How many tasks each works on at once; nil for a server.
    ///   - supervision: What the supervisor knows; nil when there is none.
    ///   - reports: What the processes say of themselves, by slot.
    public init(
        name: String,
        count: Int,
        slots: Int?,
        supervision: Supervision?,
        reports: [Int: ProcessReport],
        pollAge: Duration,
        now: Timestamp
    ) {
        self.name = name
        let known = supervision?.processes.filter { $0.wanted.name.pool == name } ?? []
        let places = Set(known.map(\.wanted.name.slot)).union(count > 0 ? Array(1...count) : [])
        processes = places.sorted().map { slot in
            let process = known.first { $0.wanted.name.slot == slot }
            // A report lies there after its process is gone, and a number may be given again.
            let report = reports[slot].flatMap { $0.pid == process?.pid && $0.birth == process?.birth ? $0 : nil }
            let health = ProcessHealth.of(process, report, slots: slots, pollAge: pollAge, now: now)
            return Member(slot: slot, process: process, report: report, health: health)
        }
        wanted = max(0, count - processes.filter { $0.health == .left }.count)
    }

    /// How many processes there are.
    public var running: Int { processes.filter { $0.process?.isThere == true && $0.process?.state != .leftover }.count }

    /// How often processes were started again after they failed.
    public var restarts: Int { processes.reduce(0) { $0 + ($1.process?.restarts ?? 0) } }

    /// When the service last answered a poll of any of them.
    public var lastPoll: Timestamp? { processes.compactMap { $0.report?.lastPoll }.max() }

    /// How many tasks they hold together.
    public var inHand: Int { processes.reduce(0) { $0 + ($1.report?.inHand.count ?? 0) } }

    /// What somebody should look at: a sentence for each process that is not well.
    public var problems: [String] {
        processes.compactMap { member in
            guard case .unwell(let reason) = member.health else { return nil }
            return "\(ProcessName(pool: name, slot: member.slot)): \(reason)"
        }
    }
}
