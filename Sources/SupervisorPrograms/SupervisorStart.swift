import AppSettings
import CommandSupport
import Foundation
import Pools

/// Starts a supervisor in the background and tells what comes of it.
struct SupervisorStart {
    private let options: EnvironmentOptions
    private let settings: Settings
    private let terminal: Terminal
    private let setup: SupervisorSetup
    /// How long to wait until everything is there.
    private static let patience = Duration.seconds(60)

    init(_ options: EnvironmentOptions, _ settings: Settings, _ terminal: Terminal) {
        self.options = options
        self.settings = settings
        self.terminal = terminal
        setup = SupervisorSetup(settings)
    }

    /// That an environment is looked after already, by whom, and what it keeps running.
    static func alreadyRunning(_ settings: Settings, _ running: SupervisorReport?) -> String {
        guard let running else { return "\(settings.environment): another supervisor is just beginning" }
        let processes = running.supervision.processes.filter { $0.wanted.name != .register }
        var counts: [(pool: String, running: Int)] = []
        for process in processes where process.isThere {
            let pool = process.wanted.name.pool
            if let index = counts.firstIndex(where: { $0.pool == pool }) {
                counts[index].running += 1
            } else {
                counts.append((pool, 1))
            }
        }
        let list = counts.map { $0.pool == "server" ? "server" : "\($0.running) \($0.pool)" }.joined(separator: ", ")
        return "\(settings.environment): already running: supervisor \(running.pid) looks after "
            + (list.isEmpty ? "nothing" : list)
    }

    /// The exit code for this environment.
    func run() throws -> Int32 {
        let name = settings.environment
        try setup.makeFolders()
        if SupervisorLock.isHeld(setup.folder.lock) {
            terminal.print(Self.alreadyRunning(settings, setup.running))
            for process in setup.running?.supervision.processes ?? [] {
                guard let reason = process.givenUpBecause else { continue }
                terminal.complain("\(name): \(process.wanted.name) was given up: \(reason); reload tries it again")
            }
            return 0
        }
        if let before = setup.report, before.supervision.phase != .stoppingServer, !before.isThere {
            terminal.print(
                "\(name): the supervisor before (process \(before.pid)) did not end by itself; starting anew"
            )
        }
        if geteuid() == 0 {
            terminal.complain("\(name): this is root, which nothing here needs; another user is safer")
        }
        let tail = LogTail(log)
        let pid: Int32
        do {
            pid = try ChildProcess.start(
                .init(
                    program: setup.file.path,
                    arguments: [setup.file.path, "run", "-e", name] + options.passedOn,
                    variables: ProcessInfo.processInfo.environment,
                    log: log,
                    outlives: true
                )
            )
        } catch {
            throw Complaint(.system, "The supervisor cannot be started: \(error.description).")
        }
        return follow(pid, tail)
    }

    private var log: String { setup.folder.logs + "/supervisor.log" }

    /// Tells of each process as it is started, until all are, or something is wrong.
    private func follow(_ pid: Int32, _ tail: LogTail) -> Int32 {
        let name = settings.environment
        let deadline = ContinuousClock.now + Self.patience
        var told: Set<ProcessName> = []
        var ending: ProcessEnding?
        while true {
            // It may have written something before it ended, so it is looked for first.
            while let (child, how) = ChildProcess.reap() {
                if child == pid { ending = how }
            }
            let report = setup.report.flatMap { $0.pid == pid ? $0 : nil }
            for process in report?.supervision.processes ?? [] where process.wanted.name != .register {
                guard let number = process.pid, process.state == .running,
                    told.insert(process.wanted.name).inserted
                else { continue }
                terminal.print("\(name): started \(process.wanted.name) (process \(number))")
            }
            if let ending {
                if ending == .exited(0) {
                    terminal.print("\(name): there is nothing to look after")
                    return 0
                }
                terminal.complain("\(name): the supervisor \(ending); its log (\(log)) ends so:")
                tail.lines().suffix(5).forEach { terminal.complain(PlainText.oneLine($0)) }
                if case .exited(let code) = ending { return code }
                return ProgramStatus.unexpected.rawValue
            }
            if let report {
                let processes = report.supervision.processes
                // Once may be chance; what fails again is told.
                let failed = processes.first { $0.state == .givenUp || ($0.state == .waiting && $0.restarts > 1) }
                if let failed { return complain(failed) }
                // A process of the supervisor before may finish for long; its place is taken when it is free.
                let isUp = processes.allSatisfy { [.running, .left, .leftover].contains($0.state) }
                if report.supervision.phase == .pools, isUp {
                    for process in processes where process.state == .leftover {
                        terminal.print("\(name): \(process.wanted.name) still finishes what it holds from before")
                    }
                    terminal.print("\(name): all is started; supervisor \(pid), logs in \(setup.folder.logs)")
                    return 0
                }
            }
            if ContinuousClock.now >= deadline {
                let missing = report?.supervision.processes.filter { !$0.isThere && $0.state != .left } ?? []
                let names = missing.map(\.wanted.name.description).joined(separator: ", ")
                terminal.complain(
                    "\(name): after a minute these are not started: \(names); supervisor \(pid) goes on"
                )
                return ProgramStatus.missing.rawValue
            }
            // Between two looks at the log and the report of a supervisor that is no child of this program.
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    private func complain(_ process: SupervisedProcess) -> Int32 {
        let name = process.wanted.name
        let log = setup.folder.log(name)
        let next = process.givenUpBecause == nil ? "its supervisor goes on trying" : "it is given up"
        let ending = process.lastEnding ?? "ended"
        terminal.complain("\(settings.environment): \(name) \(ending); \(next). Its log (\(log)) ends so:")
        let lines = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n") ?? []
        lines.suffix(5).forEach { terminal.complain(PlainText.short(String($0), 400)) }
        return ProgramStatus.missing.rawValue
    }
}
