import AppSettings
import CommandSupport
import Foundation
import Logging
import Pools
import SWFModel

/// The loop of a supervisor: asks the core what to do, does it, and waits for what happens. On the main thread, without tasks
/// (see ``ChildProcess``).
struct SupervisorRun {
    private let options: EnvironmentOptions
    private let setup: SupervisorSetup
    private let lock: SupervisorLock
    private let logger: Logger
    private let clock: SteadyClock
    private let started: Timestamp
    private let own: (pid: Int32, birth: UInt64, build: String)
    private var settings: Settings
    private var supervision: Supervision
    private var replacement: SupervisorReplacement
    private var notices: SupervisorNotices
    /// The log of a server that is not ready yet.
    private var serverLog: LogTail?
    /// What the state file holds.
    private var written: Supervision?
    private var isWriteFailing = false

    /// A supervisor that begins, or goes on with what the program before it in this process left.
    init(
        _ options: EnvironmentOptions,
        _ settings: Settings,
        _ setup: SupervisorSetup,
        lock: SupervisorLock,
        after report: SupervisorReport?,
        logger: Logger
    ) {
        self.options = options
        self.settings = settings
        self.setup = setup
        self.lock = lock
        self.logger = logger
        let pid = ProcessInfo.processInfo.processIdentifier
        own = (pid, KernelProcess.birth(of: pid) ?? 0, ProgramFile.runningFingerprint?.short ?? "")
        let isOurs = report?.pid == own.pid && report?.birth == own.birth
        notices = SupervisorNotices(
            ServiceNotice(variables: ProcessInfo.processInfo.environment, pid: pid),
            isReady: isOurs
        )
        clock = isOurs ? report?.clock ?? SteadyClock() : SteadyClock()
        let now = clock.now()
        started = isOurs ? report?.started ?? now : now
        replacement = SupervisorReplacement(setup.file, logger: logger)
        if isOurs, let report {
            supervision = report.supervision
            supervision.follow(settings)
            logger.notice("goes on as a new program file with all its processes", metadata: ["build": "\(own.build)"])
        } else {
            supervision = Supervision(at: now)
            supervision.follow(settings)
            supervision.want(wanted(), at: now)
            lookForLeftovers(report, at: now)
        }
    }

    /// Looks after the processes until there are none to look after; the exit code.
    mutating func run() -> Int32 {
        while true {
            let now = clock.now()
            lookAround(at: now)
            if let code = takeSteps(at: now) {
                endOrphans()
                tell()
                write(now)
                logger.notice("left with \(code)")
                return code
            }
            tell()
            write(now)
            notices.tell(supervision, settings, setup.folder, at: now)
            replaceItself(at: now)
            switch HeldSignals.next(within: pause(at: clock.now())) {
            case .stop: stop()
            case .reload: reload()
            case .child, nil: break
            }
            reap()
        }
    }

    // What happened.

    private mutating func reap() {
        while let (pid, ending) = ChildProcess.reap() {
            if replacement.ended(pid, ending) { continue }
            // Whatever else ends here is an orphan of a child.
            supervision.ended(pid: pid, ending, at: clock.now())
        }
    }

    private mutating func stop() {
        let path = setup.folder.grace
        var grace: Duration?
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            grace = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)).map { .milliseconds(Int($0 * 1000)) }
            try? FileManager.default.removeItem(atPath: path)
        }
        notices.stopping()
        perform(supervision.stop(grace: grace, at: clock.now()))
    }

    private mutating func reload() {
        do {
            settings = try options.load(settings.environment)
        } catch {
            logger.error("the settings are wrong, and those from before stay: \(PlainText.oneLine(error.description))")
            return
        }
        supervision.follow(settings)
        supervision.want(wanted(), at: clock.now())
        logger.notice("read the settings again")
        for process in supervision.processes where process.state == .running {
            guard let pid = process.pid, let birth = process.birth else { continue }
            ChildProcess.passOnHangUp(pid: pid, birth: birth)
        }
    }

    private mutating func lookAround(at now: Timestamp) {
        if supervision.phase == .server, let serverLog,
            let line = serverLog.lines().last(where: { $0.hasPrefix("ready: ") })
        {
            self.serverLog = nil
            logger.notice("the server is \(line)")
            supervision.serverIsReady(at: now)
        }
        // They are nobody's children that we could wait for.
        for process in supervision.processes where process.state == .leftover {
            guard let pid = process.pid, let birth = process.birth, !KernelProcess.isThere(pid, birth) else { continue }
            supervision.ended(pid: pid, .exited(0), at: now)
        }
    }

    private mutating func lookForLeftovers(_ report: SupervisorReport?, at now: Timestamp) {
        guard let report else { return }
        if report.supervision.phase != .stoppingServer {
            logger.warning("the supervisor before this one (process \(report.pid)) did not end by itself")
        }
        for process in report.supervision.processes {
            guard let pid = process.pid, let birth = process.birth, KernelProcess.isThere(pid, birth) else { continue }
            supervision.foundLeftover(process.wanted.name, pid: pid, birth: birth, at: now)
        }
    }

    // What is done.

    /// Does what the core says; the exit code when that is to leave.
    private mutating func takeSteps(at now: Timestamp) -> Int32? {
        let steps = supervision.steps(at: now)
        perform(steps)
        return steps.lazy.compactMap { if case .leave(let code) = $0 { code } else { nil } }.first
    }

    private mutating func perform(_ steps: [SupervisionStep]) {
        for step in steps {
            switch step {
            case .start(let wanted): start(wanted)
            case .send(let signal, _, let pid, let birth): ChildProcess.send(signal, pid: pid, birth: birth)
            case .leave: break
            }
        }
    }

    private mutating func start(_ wanted: WantedProcess) {
        let log = setup.folder.log(wanted.name)
        if wanted.name == .server { serverLog = LogTail(log) }
        let program = setup.program(wanted.program)
        do {
            let pid = try ChildProcess.start(
                .init(program: program, arguments: [program] + wanted.arguments, variables: setup.variables, log: log)
            )
            // It cannot be gone before it is reaped, so the kernel knows when it began.
            let birth = KernelProcess.birth(of: pid) ?? 0
            supervision.started(wanted.name, pid: pid, birth: birth, at: clock.now())
        } catch {
            supervision.couldNotStart(wanted.name, because: error.description, at: clock.now())
        }
    }

    /// Nothing that a child started is left when the supervisor leaves.
    private func endOrphans() {
        for pid in ChildProcess.all() {
            if let birth = KernelProcess.birth(of: pid) { ChildProcess.send(.kill, pid: pid, birth: birth) }
        }
        while ChildProcess.reap() != nil {}
    }

    private func wanted() -> [WantedProcess] {
        WantedProcesses.of(
            settings,
            further: options.assignments.flatMap { ["--set", $0] },
            serverBuild: ProgramFile(path: setup.program("server")).fingerprint?.short ?? ""
        )
    }

    // What is said.

    private mutating func tell() {
        for news in supervision.takeNews() {
            let text = news.name.map { "\($0) \(news.text)" } ?? news.text
            logger.log(level: news.isProblem ? .warning : .notice, "\(text)")
        }
    }

    private func report() -> SupervisorReport {
        SupervisorReport(
            pid: own.pid,
            birth: own.birth,
            environment: settings.environment,
            program: setup.file.path,
            build: own.build,
            started: started,
            supervision: supervision,
            clock: clock,
            lockDescriptor: lock.descriptor
        )
    }

    /// Writes the state file when something has changed; true when it holds what is so.
    @discardableResult
    private mutating func write(_ now: Timestamp) -> Bool {
        guard supervision != written else { return true }
        do {
            try ReportFile.write(report(), to: setup.folder.supervisor)
            written = supervision
            if isWriteFailing { logger.notice("the state file can be written again") }
            isWriteFailing = false
            return true
        } catch {
            // A full disk is no reason to let go of processes; it is tried again with each look, and told once.
            if !isWriteFailing { logger.error("the state file cannot be written: \(error.localizedDescription)") }
            isWriteFailing = true
            return false
        }
    }

    private mutating func replaceItself(at now: Timestamp) {
        guard supervision.phase == .pools, supervision.processes.allSatisfy({ !$0.isLeaving }),
            let path = replacement.ready(at: now, variables: setup.variables)
        else { return }
        guard (try? options.load(settings.environment)) != nil else {
            replacement.refuse("the settings are wrong, and it would leave at once")
            return
        }
        written = nil
        guard write(now) else { return }
        logger.notice("its program file was replaced: the new one goes on")
        // The thread that writes lines does not come along.
        ProgramLogs.drainAll()
        let failure = ChildProcess.become(path, CommandLine.arguments, keeping: lock.descriptor)
        replacement.refuse(failure.description)
    }

    private func pause(at now: Timestamp) -> Duration {
        let waitsForOthers =
            supervision.phase == .server || supervision.processes.contains { $0.state == .leftover }
        let look: Duration = waitsForOthers ? .milliseconds(100) : .seconds(1)
        guard let next = supervision.nextMoment(after: now) else { return look }
        return max(.milliseconds(1), min(look, next - now))
    }
}

extension Supervision {
    /// Takes the rules from the settings.
    fileprivate mutating func follow(_ settings: Settings) {
        let wish = settings.supervision
        rules = RestartRules(limit: wish.restarts, window: .seconds(wish.windowSeconds))
        apart = .milliseconds(Int(wish.apartSeconds * 1000))
        grace = .seconds(wish.graceSeconds)
    }
}
