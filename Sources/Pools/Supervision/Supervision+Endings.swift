import SWFModel

extension Supervision {
    /// Notes that a process is gone, and what follows from it.
    mutating func end(_ name: ProcessName, _ ending: ProcessEnding, at now: Timestamp) {
        guard var process = process(name) else { return }
        let wasAsked = process.isLeaving || process.state == .leftover || phase.isStopping
        var lived = process.started.map { now - $0 } ?? .zero
        if case .notStarted = ending { lived = .zero }
        let wasLeftover = process.state == .leftover
        process.pid = nil
        process.birth = nil
        process.deadline = nil
        process.nextStart = nil
        if !wasLeftover {
            process.lastEnding = ending.description
            process.lastEnded = now
            process.lastExitCode = nil
            if case .exited(let code) = ending { process.lastExitCode = code }
        }
        if phase.isStopping {
            process.state = .stopped
            news.append(SupervisionNews(name, "\(ending), as asked"))
        } else if wasAsked, !process.returns {
            processes.removeAll { $0.wanted.name == name }
            news.append(SupervisionNews(name, wasLeftover ? "is gone" : "\(ending), as asked"))
            return
        } else if wasAsked {
            process.state = .pending
            process.failures = 0
            news.append(SupervisionNews(name, wasLeftover ? "is gone; its place is free" : "\(ending), as asked"))
        } else if name == .register {
            afterRegistration(&process, ending, at: now)
        } else {
            afterEnding(&process, ending, lived: lived, at: now)
        }
        if let index = index(name) { processes[index] = process }
    }

    private mutating func afterEnding(
        _ process: inout SupervisedProcess,
        _ ending: ProcessEnding,
        lived: Duration,
        at now: Timestamp
    ) {
        let name = process.wanted.name
        let verdict = rules.verdict(
            ending,
            lived: lived,
            failures: process.failures,
            restarts: process.restartTimes,
            now: now
        )
        switch verdict {
        case .left:
            process.state = .left
            news.append(SupervisionNews(name, "\(ending) after \(lived.inSeconds); it is not started again"))
        case .givenUp(let reason):
            process.state = .givenUp
            process.givenUpBecause = reason
            news.append(SupervisionNews(name, "is given up: \(reason)", isProblem: true))
        case .again(let wait, let counts):
            process.state = .waiting
            process.nextStart = now + wait
            if counts {
                process.failures = lived >= rules.settled ? 1 : process.failures + 1
                process.restarts += 1
                process.restartTimes = process.restartTimes.filter { now - $0 < rules.window } + [now]
            }
            let when = wait == .zero ? "at once" : "in \(wait.inSeconds)"
            news.append(
                SupervisionNews(
                    name,
                    "\(ending) after \(lived.inSeconds); it starts again \(when) (restart \(process.restarts))",
                    isProblem: counts
                )
            )
        }
    }

    /// Registration ends by itself. A service that cannot be reached is asked again for as long as it takes; what else goes
    /// wrong is tried again within the limits, and then the pools are started all the same: they may be registered already.
    private mutating func afterRegistration(
        _ process: inout SupervisedProcess,
        _ ending: ProcessEnding,
        at now: Timestamp
    ) {
        if ending == .exited(0) {
            process.state = .left
            if phase == .registration { phase = .pools }
            news.append(SupervisionNews(.register, "is done: domain and types are registered"))
            return
        }
        if ending == .exited(69) { process.restartTimes = [] }
        afterEnding(&process, ending, lived: .zero, at: now)
        if process.state == .givenUp, phase == .registration { phase = .pools }
    }
}
