public import SWFModel

/// PURE: the supervisor of an environment. What is wanted, what is there, what ended and how, and the time go in; what to
/// start, to signal, and what to say come out.
///
/// The server comes first, then the types are registered, then the pools are started a little apart. When it is stopped, the
/// pools leave first and the server last. Moments are of a clock that never goes back.
public struct Supervision: Codable, Hashable, Sendable {
    /// How far it is.
    public internal(set) var phase: Phase
    /// The processes, in the order in which they are started.
    public internal(set) var processes: [SupervisedProcess]
    /// When a process is started again.
    public var rules = RestartRules()
    /// How far apart processes are started.
    public var apart = Duration.milliseconds(200)
    /// How long a process that was asked to leave may finish what it holds.
    public var grace = Duration.seconds(300)
    /// How long it may take to hand it back after that.
    public var handBack = Duration.seconds(5)
    /// Before this moment nothing is started.
    var nextFree: Timestamp
    /// What happened since ``takeNews()``.
    var news: [SupervisionNews] = []

    /// How far a supervisor is.
    public enum Phase: String, Codable, CaseIterable, Hashable, Sendable {
        /// The server is started, and is not ready.
        case server
        /// Domain and types are registered.
        case registration
        /// Everything is started, and kept.
        case pools
        /// The pools leave.
        case stoppingPools
        /// The server leaves.
        case stoppingServer

        /// Whether everything is on its way out.
        public var isStopping: Bool { self == .stoppingPools || self == .stoppingServer }
    }

    /// What is written down for a supervisor that takes over; it takes the rest from the settings.
    private enum CodingKeys: String, CodingKey {
        case phase, processes
        case nextFree = "next_free_timestamp"
    }

    /// Creates a supervisor that has begun nothing.
    public init(at now: Timestamp) {
        phase = .server
        processes = []
        nextFree = now
    }

    /// The process in a place.
    public func process(_ name: ProcessName) -> SupervisedProcess? { processes.first { $0.wanted.name == name } }

    /// What happened since this was asked last.
    public mutating func takeNews() -> [SupervisionNews] {
        defer { news = [] }
        return news
    }

    // What should be.

    /// Says what should run, from the beginning or after a change of the settings. What is no longer wanted is asked to leave;
    /// what should run with other settings leaves and is started anew, one at a time in each pool; what was given up is tried
    /// again; what left on purpose stays gone.
    public mutating func want(_ wanted: [WantedProcess], at now: Timestamp) {
        guard !phase.isStopping else { return }
        for process in processes where !wanted.contains(where: { $0.name == process.wanted.name }) {
            change(process.wanted.name) { $0.returns = false }
        }
        processes.removeAll { !$0.returns && !$0.isThere }
        for want in wanted {
            guard let index = index(want.name) else {
                processes.append(SupervisedProcess(want))
                continue
            }
            processes[index].wanted = want
            processes[index].returns = true
            // Code that is new may have types that are new.
            let registersAgain = want.name == .register && processes[index].state == .left
            if processes[index].state == .givenUp || registersAgain {
                processes[index].restartTimes = []
                processes[index].failures = 0
                processes[index].givenUpBecause = nil
                processes[index].state = .pending
            }
        }
        let order = Dictionary(wanted.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        processes.sort { (order[$0.wanted.name] ?? .max) < (order[$1.wanted.name] ?? .max) }
        if phase == .server, index(.server) == nil { phase = index(.register) == nil ? .pools : .registration }
    }

    /// Says that a process of an earlier supervisor is still in a place: it was asked to leave by the kernel when that
    /// supervisor ended, and gets the grace to do so.
    public mutating func foundLeftover(_ name: ProcessName, pid: Int32, birth: UInt64, at now: Timestamp) {
        var process = process(name) ?? SupervisedProcess(WantedProcess(name: name, program: "", arguments: []))
        process.returns = index(name) != nil
        process.state = .leftover
        process.pid = pid
        process.birth = birth
        process.deadline = now + grace
        if let index = index(name) { processes[index] = process } else { processes.append(process) }
        news.append(
            SupervisionNews(
                name,
                "(process \(pid)) was left by a supervisor that was killed; it has \(grace.inSeconds) to finish"
            )
        )
    }

    // What happened.

    /// Says that a process was started.
    public mutating func started(_ name: ProcessName, pid: Int32, birth: UInt64, at now: Timestamp) {
        nextFree = now + apart
        change(name) { process in
            process.state = .running
            process.pid = pid
            process.birth = birth
            process.started = now
            process.nextStart = nil
            process.runs = process.wanted
        }
        guard let process = process(name) else { return }
        let again = process.lastEnded == nil ? "started" : "started again"
        news.append(SupervisionNews(name, "\(again) as process \(pid)"))
    }

    /// Says that a process could not be started.
    public mutating func couldNotStart(_ name: ProcessName, because reason: String, at now: Timestamp) {
        nextFree = now + apart
        end(name, .notStarted(reason), at: now)
    }

    /// Says that a process ended; false when it is none of ours.
    @discardableResult
    public mutating func ended(pid: Int32, _ ending: ProcessEnding, at now: Timestamp) -> Bool {
        guard let process = processes.first(where: { $0.pid == pid }) else { return false }
        end(process.wanted.name, ending, at: now)
        return true
    }

    /// Says that the server is ready to be called.
    public mutating func serverIsReady(at now: Timestamp) {
        guard phase == .server else { return }
        phase = index(.register) == nil ? .pools : .registration
    }

    /// Says that everything shall leave. The first time each process is asked to finish what it holds; said again, those that
    /// are still there are asked to hand it back.
    public mutating func stop(grace: Duration? = nil, at now: Timestamp) -> [SupervisionStep] {
        if let grace { self.grace = grace }
        guard phase.isStopping else {
            phase = .stoppingPools
            news.append(
                SupervisionNews(nil, "stopping: everything finishes what it holds, for at most \(self.grace.inSeconds)")
            )
            let latest = now + self.grace
            for index in processes.indices {
                switch processes[index].state {
                case .pending, .waiting: processes[index].state = .stopped
                case .leftover, .leaving: processes[index].deadline = min(processes[index].deadline ?? latest, latest)
                default: break
                }
            }
            return []
        }
        var steps: [SupervisionStep] = []
        for process in processes where process.state == .leaving {
            steps += askToHandBack(process.wanted.name, at: now)
        }
        return steps
    }

    func index(_ name: ProcessName) -> Int? { processes.firstIndex { $0.wanted.name == name } }

    mutating func change(_ name: ProcessName, _ body: (inout SupervisedProcess) -> Void) {
        guard let index = index(name) else { return }
        body(&processes[index])
    }
}

extension Duration {
    /// `12 s`: whole seconds are enough for a log of processes.
    var inSeconds: String { "\(components.seconds) s" }
}
