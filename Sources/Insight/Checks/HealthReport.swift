public import CommandSupport
public import SWFModel

/// Whether an environment works, for a monitor that looks from outside: what `martlet health` says.
public struct HealthReport: Sendable {
    /// How much is too much.
    public struct Limits: Hashable, Sendable {
        /// How long ago the last poll of a pool may be.
        public var pollAge = HealthReport.pollAge
        /// How long a task may wait.
        public var waiting = Duration.seconds(900)
        /// The least bytes that must be free.
        public var freeBytes = DiskSpace.minimumBytes
        /// How far the clocks may be apart.
        public var drift = ClockDrift.limit

        /// The limits when nobody says otherwise.
        public init() {}
    }

    /// Work that must complete from time to time: a dead man's switch.
    public struct Heartbeat: Hashable, Sendable {
        /// The workflow.
        public var workflow: String
        /// How long ago it may have completed last.
        public var maximumAge: Duration
        /// When it did, as far back as was looked; nil when it did not.
        public var completed: Timestamp?

        /// Creates the value from its parts.
        public init(workflow: String, maximumAge: Duration, completed: Timestamp? = nil) {
            self.workflow = workflow
            self.maximumAge = maximumAge
            self.completed = completed
        }
    }

    /// How long ago the last poll may be: an answer comes within a minute, and the next poll follows after a back-off.
    public static let pollAge = Duration.seconds(180)

    /// What is wrong, a sentence each.
    public private(set) var problems: [String] = []
    /// What is well, a few words each.
    public private(set) var facts: [String] = []
    private let limits: Limits
    private let time: LocalTime

    /// Begins with nothing known.
    public init(limits: Limits = Limits(), time: LocalTime) {
        self.limits = limits
        self.time = time
    }

    /// Whether all is well.
    public var isWell: Bool { problems.isEmpty }

    /// The one line.
    public var line: String {
        isWell ? "ok: \(facts.joined(separator: "; "))" : "NOT WELL: \(problems.joined(separator: "; "))"
    }

    /// The service answered, or why it did not.
    public mutating func service(answer: Duration?, complaint: String? = nil) {
        if let answer {
            facts.append("service answers in \(DurationWords.text(answer))")
        } else {
            let why = complaint.map { ": " + PlainText.short($0.last == "." ? String($0.dropLast()) : $0, 200) } ?? ""
            problems.append("the service does not answer\(why)")
        }
    }

    /// The polls of pools: of this machine where it runs some, else those that the service knows.
    ///
    /// - Parameter lists: The lists that pools of this environment must poll; what the service tells of them.
    public mutating func polls(_ pools: [PoolSight], _ lists: [TaskListFacts]) {
        if pools.contains(where: { $0.running + $0.gone > 0 }) {
            for pool in pools { add(pool) }
            return
        }
        let known = lists.filter { $0.pollers != nil }
        // A monitor that cries each time is not listened to: what is not known is said, and is no problem.
        if known.isEmpty { facts.append("who polls is not known here") }
        for list in known {
            let name = "\(list.kind.rawValue) list \(PlainText.short(list.name))"
            let last = list.pollers?.first
            if !list.isAbandoned(now: time.now), last == nil || last?.isWaiting == false, !list.busy.isEmpty {
                facts.append("\(name): all that poll it are busy")
            } else if let last, last.isWaiting || time.now - last.lastPollTimestamp <= limits.pollAge {
                facts.append("\(name) polled\(last.isWaiting ? "" : " \(time.ago(last.lastPollTimestamp))")")
            } else {
                problems.append("\(name): \(TaskListFacts.words(list, time))")
            }
        }
    }

    private mutating func add(_ pool: PoolSight) {
        let name = PlainText.short(pool.name)
        // A server polls nothing: that it answers is looked at for itself.
        if name == "server" { return }
        if pool.running == 0 {
            problems.append("\(name): no process is there")
        } else if pool.isPolling(now: time.now, within: limits.pollAge) {
            let last = pool.lastPoll.map { " polled \(time.ago($0))" } ?? ""
            facts.append("\(name)\(pool.busy == pool.running ? " all busy" : last)")
        } else {
            problems.append(
                pool.lastPoll.map { "\(name) had its last poll answered \(time.ago($0))" }
                    ?? "\(name) had no poll answered yet"
            )
        }
    }

    /// The tasks that wait.
    public mutating func tasks(_ lists: [TaskListFacts]) {
        let oldest = lists.compactMap { list in list.oldest.map { (list, $0) } }.min { $0.1 < $1.1 }
        guard let (list, since) = oldest else {
            let waiting = lists.map(\.waiting).reduce(0, +)
            facts.append(waiting == 0 ? "no task waits" : "\(waiting) tasks wait, since when is not known")
            return
        }
        let words = "oldest task waits \(DurationWords.text(max(.zero, time.now - since)))"
        if time.now - since > limits.waiting {
            problems.append("\(words) in the \(list.kind.rawValue) list \(PlainText.short(list.name))")
        } else {
            facts.append(words)
        }
    }

    /// The room on the file systems.
    public mutating func disk(_ spaces: [DiskSpace]) {
        for space in spaces where space.freeBytes < limits.freeBytes {
            problems.append("disk: \(space.sentence)")
        }
        if let least = spaces.min(by: { $0.freeBytes < $1.freeBytes }), least.freeBytes >= limits.freeBytes {
            facts.append("disk \(DiskSpace.words(least.freeBytes)) free")
        }
    }

    /// The clock of this machine.
    public mutating func clock(_ drift: ClockDrift?) {
        guard let drift else { return }
        if drift.isBeyond(limits.drift) { problems.append(drift.sentence) } else { facts.append(drift.sentence) }
    }

    /// Work that must complete from time to time.
    public mutating func heartbeat(_ heartbeat: Heartbeat) {
        let name = PlainText.short(heartbeat.workflow)
        let limit = DurationWords.text(heartbeat.maximumAge)
        guard let completed = heartbeat.completed else {
            problems.append("\(name) has not completed in the last \(limit), nor before as far as is kept")
            return
        }
        if time.now - completed > heartbeat.maximumAge {
            problems.append("\(name) last completed \(time.ago(completed)) (limit \(limit))")
        } else {
            facts.append("\(name) completed \(time.ago(completed))")
        }
    }
}

extension HealthReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case isWell, problems, facts
        case moment = "check_timestamp"
    }

    /// Writes one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isWell, forKey: .isWell)
        try container.encode(time.now, forKey: .moment)
        try container.encode(problems, forKey: .problems)
        try container.encode(facts, forKey: .facts)
    }
}
