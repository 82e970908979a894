public import Pools
import SWFModel

/// Whether the processes of the pools took up a set of programs and are answered by the service: what a deploy goes by.
///
/// A process that exists proves nothing. One counts when it says itself that it is of the build that was put in place, and
/// that the service has answered it since. One that still holds a task has until its task ends, however long that takes.
/// No moment that a process tells is held against a clock: its clock may be wrong.
public struct PoolWatch: Sendable {
    /// A place in a pool.
    public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// The environment.
        public var environment: String
        /// The pool.
        public var pool: String
        /// The place in the pool, from 1.
        public var slot: Int

        /// Creates the value from its parts.
        public init(environment: String, pool: String, slot: Int) {
            self.environment = environment
            self.pool = pool
            self.slot = slot
        }

        /// Creates the place that a report is about.
        public init(_ report: ProcessReport) {
            self.init(environment: report.environment, pool: report.pool, slot: report.slot)
        }

        /// Orders places by environment, pool and slot.
        public static func < (one: Place, other: Place) -> Bool {
            (one.environment, one.pool, one.slot) < (other.environment, other.pool, other.slot)
        }

        /// `live/workers-3`.
        public var description: String { "\(environment)/\(pool)-\(slot)" }
    }

    /// What is seen of a place at one moment.
    public struct Sight: Hashable, Sendable {
        /// What the process says of itself; nil when there is no report.
        public var report: ProcessReport?
        /// Whether the process that wrote it is there.
        public var isAlive: Bool
        /// How often its supervisor started it again after it failed; 0 when nobody counts.
        public var restarts: Int
        /// Why its supervisor does not start it again; nil when it does, or has no need to.
        public var givenUp: String?
        /// Whether it left on purpose, and is not missed.
        public var hasLeft: Bool

        /// Creates the value from its parts.
        public init(
            report: ProcessReport?,
            isAlive: Bool,
            restarts: Int = 0,
            givenUp: String? = nil,
            hasLeft: Bool = false
        ) {
            self.report = report
            self.isAlive = isAlive
            self.restarts = restarts
            self.givenUp = givenUp
            self.hasLeft = hasLeft
        }
    }

    /// What a look came to.
    public enum Verdict: Hashable, Sendable {
        /// Not all is well yet; what is waited for.
        case waiting(String)
        /// All is well; what is worth knowing besides.
        case well([String])
        /// It will not become well; why, as a sentence.
        case unwell(String)
    }

    /// A process, told from another that has its number later.
    private struct Life: Hashable {
        var pid: Int32
        var birth: UInt64
    }

    /// What is known of a place since the programs were replaced.
    private struct Watched {
        var lastPoll: Timestamp?
        var restarts: Int
        var lives: Set<Life>

        init(_ sight: Sight) {
            lastPoll = sight.report?.lastPoll
            restarts = sight.restarts
            lives = []
            meet(sight)
        }

        mutating func meet(_ sight: Sight) {
            guard let report = sight.report else { return }
            lives.insert(Life(pid: report.pid, birth: report.birth))
        }

        /// How often it was started anew: by who counts it, or by the processes that were seen.
        func restarts(_ sight: Sight?) -> Int {
            max(lives.count - 1, (sight?.restarts ?? restarts) - restarts)
        }
    }

    /// How many times a process of one place may be started anew while it is watched: once may be chance.
    public static let restartLimit = 1

    private let builds: [String: String]
    private let limit: Duration
    private let settling: Duration
    private let places: [Place]
    private var watched: [Place: Watched]
    /// How long after the replacement all were well first.
    private var wellSince: Duration?

    /// Begins to watch the places that were filled when the programs were replaced.
    ///
    /// - Parameters:
    ///   - before: What was seen then. Who had left, or was given up before, is not watched.
    ///   - builds: How the build that each program must report ends, by the program's name: the fingerprint of its file.
    ///     Processes of other programs are not watched.
    ///   - limit: How long the processes have.
    ///   - settling: How long all must stay well before that is believed.
    public init(before: [Place: Sight], builds: [String: String], limit: Duration, settling: Duration) {
        self.builds = builds
        self.limit = limit
        self.settling = settling
        let filled = before.filter { _, sight in
            !sight.hasLeft && sight.givenUp == nil && (sight.report.map { builds[$0.program] != nil } ?? true)
        }
        places = filled.keys.sorted()
        watched = filled.mapValues(Watched.init)
    }

    /// Looks once.
    ///
    /// - Parameter elapsed: How long ago the programs were replaced.
    public mutating func look(at sights: [Place: Sight], after elapsed: Duration) -> Verdict {
        guard !places.isEmpty else { return .well(["no process of a pool runs here, so nobody was watched"]) }
        for place in places {
            guard let sight = sights[place] else { continue }
            watched[place]?.meet(sight)
            if let reason = sight.givenUp { return .unwell("\(place) was given up: \(reason).") }
            let restarts = watched[place]?.restarts(sight) ?? 0
            if restarts > Self.restartLimit {
                return .unwell("\(place) was started anew \(restarts) times within \(Self.words(elapsed)).")
            }
        }
        let states = places.map { (place: $0, state: state($0, sights[$0])) }
        let missing = states.filter { $0.state != .well }
        if missing.isEmpty { return settled(elapsed) }
        wellSince = nil
        guard elapsed >= limit else {
            let few = missing.prefix(3).map { "\($0.place) \($0.state.words)" }
            let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
            let count = "\(states.count - missing.count) of \(states.count)"
            return .waiting("\(count) are well; \(few.joined(separator: ", "))\(more)")
        }
        if let failed = missing.first(where: { !$0.state.isBusy }) {
            return .unwell("\(failed.place) \(failed.state.words) after \(Self.words(elapsed)).")
        }
        return .well(missing.map { "\($0.place) \($0.state.words), and takes the new program afterwards" })
    }

    private mutating func settled(_ elapsed: Duration) -> Verdict {
        let since = wellSince ?? elapsed
        wellSince = since
        guard elapsed - since >= settling else {
            return .waiting("all \(places.count) are well; staying for a moment to see whether that lasts")
        }
        return .well([])
    }

    /// What a place is about.
    private enum State: Hashable {
        case well
        case busy(String)
        case wrong(String)

        var isBusy: Bool { if case .busy = self { true } else { false } }

        var words: String {
            switch self {
            case .well: "is well"
            case .busy(let words), .wrong(let words): words
            }
        }
    }

    private func state(_ place: Place, _ sight: Sight?) -> State {
        guard let sight else { return .wrong("does not run") }
        if sight.hasLeft { return .well }
        guard let report = sight.report else { return .wrong("says nothing of itself") }
        guard sight.isAlive else { return .wrong("does not run") }
        guard let build = builds[report.program], report.build.hasSuffix(build) else {
            if let task = report.inHand.first { return .busy("still works on \(task.type) of \(task.workflowId)") }
            return .wrong("still runs \(report.build)")
        }
        // A process that took up the program has no poll yet; one that runs the same program still has an older one.
        guard let poll = report.lastPoll, poll != watched[place]?.lastPoll else {
            return .wrong("has not been answered by the service")
        }
        return .well
    }

    /// Whole seconds are enough here.
    private static func words(_ duration: Duration) -> String { "\(duration.components.seconds) s" }
}
