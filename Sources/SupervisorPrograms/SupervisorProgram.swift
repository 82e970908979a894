import AppSettings
public import ArgumentParser
import CommandSupport
import Foundation
import Logging
import Pools

/// The commands of the program `supervisor`, on the main thread and without tasks (see ``ChildProcess``).
public enum SupervisorProgram {
    /// Looks after one environment until there is nothing to look after, or until TERM.
    ///
    /// - Throws: The exit code, when it is not 0.
    public static func run(_ options: EnvironmentOptions) throws(ExitCode) {
        // Before there is another thread, which would take the signals.
        HeldSignals.begin()
        try ended { terminal in
            let all = try options.load()
            guard all.count == 1, let settings = all.first else {
                throw Complaint(.usage, "A supervisor looks after one environment; start begins one for each.")
            }
            let setup = SupervisorSetup(settings)
            try setup.makeFolders()
            let before = setup.report
            let lock = try takeLock(settings, setup, before)
            let logger = ProgramLogger.make(
                "martlet.supervisor",
                settings: settings,
                identity: Identity.of(role: "supervisor"),
                terminal: terminal
            )
            if geteuid() == 0 { logger.notice("runs as root, which nothing here needs; another user is safer") }
            ChildProcess.adoptOrphans()
            var supervisor = SupervisorRun(options, settings, setup, lock: lock, after: before, logger: logger)
            return supervisor.run()
        }
    }

    /// Starts supervisors in the background, and returns when their processes are there.
    ///
    /// - Throws: The exit code, when it is not 0.
    public static func start(_ options: EnvironmentOptions) throws(ExitCode) {
        try ended { terminal in
            var status: Int32 = 0
            for settings in try options.load() {
                let outcome = try SupervisorStart(options, settings, terminal).run()
                if status == 0 { status = outcome }
            }
            return status
        }
    }

    /// Stops environments: all are asked at once, then each is waited for.
    ///
    /// - Parameter grace: How long processes may finish what they hold; as the settings say when nil.
    /// - Throws: The exit code, when it is not 0.
    public static func stop(_ options: EnvironmentOptions, grace: Duration?) throws(ExitCode) {
        try ended { terminal in
            let stops = try options.load().map { SupervisorStop($0, grace: grace, terminal) }
            for stop in stops { try stop.ask() }
            for stop in stops { stop.wait() }
            return 0
        }
    }

    /// Lets supervisors read the settings again.
    ///
    /// - Throws: The exit code, when it is not 0: 3 when there is no supervisor.
    public static func reload(_ options: EnvironmentOptions) throws(ExitCode) {
        try ended { terminal in
            var status: Int32 = 0
            for settings in try options.load() {
                if let running = SupervisorSetup(settings).running {
                    kill(running.pid, SIGHUP)
                    terminal.print("\(settings.environment): supervisor \(running.pid) reads the settings again")
                } else {
                    terminal.complain("\(settings.environment): there is no supervisor to read the settings again")
                    status = ProgramStatus.missing.rawValue
                }
            }
            return status
        }
    }

    /// The lock of the environment: that of the program before in this process, or a new one.
    private static func takeLock(
        _ settings: Settings,
        _ setup: SupervisorSetup,
        _ before: SupervisorReport?
    ) throws -> SupervisorLock {
        let pid = ProcessInfo.processInfo.processIdentifier
        if let before, before.pid == pid, before.isThere,
            let lock = SupervisorLock.inherited(before.lockDescriptor, path: setup.folder.lock)
        {
            return lock
        }
        for attempt in 1...5 {
            do {
                if let lock = try SupervisorLock.take(setup.folder.lock) { return lock }
            } catch {
                throw Complaint(.system, "The lock cannot be taken: \(error.description).")
            }
            // Whoever only looks whether it is held, holds it for a moment: it is tried again when that is over.
            if attempt < 5 { Thread.sleep(forTimeInterval: 0.02) }
        }
        throw Complaint(.system, SupervisorStart.alreadyRunning(settings, setup.running))
    }

    private static func ended(_ body: (Terminal) throws -> Int32) throws(ExitCode) {
        var status: Int32 = 0
        try Program.plainly("supervisor") { status = try body($0) }
        if status != 0 { throw ExitCode(status) }
    }
}
