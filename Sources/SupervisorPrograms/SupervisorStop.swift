import AppSettings
import CommandSupport
import Foundation
import Pools

/// Stops an environment and tells how far that is.
struct SupervisorStop {
    private let settings: Settings
    private let grace: Duration
    private let isGraceGiven: Bool
    private let terminal: Terminal
    private let setup: SupervisorSetup
    /// The supervisor that is asked.
    private let running: SupervisorReport?
    /// What was there when it was asked.
    private let there: [SupervisedProcess]

    init(_ settings: Settings, grace: Duration?, _ terminal: Terminal) {
        self.settings = settings
        self.grace = grace ?? .seconds(settings.supervision.graceSeconds)
        isGraceGiven = grace != nil
        self.terminal = terminal
        setup = SupervisorSetup(settings)
        running = setup.running
        there = (setup.report?.supervision.processes ?? []).filter { process in
            guard let pid = process.pid, let birth = process.birth else { return false }
            return KernelProcess.isThere(pid, birth)
        }
    }

    /// Asks the supervisor to stop; without one, what a killed one left.
    ///
    /// - Throws: ``Complaint`` (system) when the grace cannot be handed on.
    func ask() throws(Complaint) {
        if let running {
            if isGraceGiven {
                do {
                    let seconds = Double(grace.components.seconds)
                    try Data("\(seconds)\n".utf8).write(to: URL(filePath: setup.folder.grace), options: .atomic)
                } catch {
                    throw Complaint(.system, "The grace cannot be handed on: \(error.localizedDescription)")
                }
            }
            kill(running.pid, SIGTERM)
        } else {
            for process in there { send(.terminate, process) }
        }
    }

    /// Waits until everything is gone; what does not leave is killed by its supervisor, and that by us.
    func wait() {
        let name = settings.environment
        let began = ContinuousClock.now
        // The server has its own grace after the pools.
        let limit = (grace + .seconds(10)) * 2
        var told = began
        while !left.isEmpty {
            let now = ContinuousClock.now
            if now - began >= (running == nil ? grace : limit) {
                let names = left.joined(separator: ", ")
                terminal.complain("\(name): not gone after \(DurationWords.text(now - began)), and killed: \(names)")
                if let running { ChildProcess.send(.kill, pid: running.pid, birth: running.birth) }
                for process in there { send(.kill, process) }
                break
            }
            if now - told >= .seconds(10) {
                told = now
                terminal.print("\(name): still finishing what they hold: \(left.joined(separator: ", "))")
            }
            // Between two looks: the kernel tells only a parent that a process has ended, and this program is none.
            Thread.sleep(forTimeInterval: 0.05)
        }
        terminal.print("\(name): \(there.count) stopped")
    }

    /// Who is still there, by name.
    private var left: [String] {
        var names = there.filter { process in
            guard let pid = process.pid, let birth = process.birth else { return false }
            return KernelProcess.isThere(pid, birth)
        }.map(\.wanted.name.description)
        if running?.isThere == true { names.append("supervisor") }
        return names
    }

    private func send(_ signal: SupervisionSignal, _ process: SupervisedProcess) {
        guard let pid = process.pid, let birth = process.birth else { return }
        ChildProcess.send(signal, pid: pid, birth: birth)
    }
}
