public import SWFModel

extension Supervision {
    /// What has to be done now. Each start must be answered before this is asked again.
    public mutating func steps(at now: Timestamp) -> [SupervisionStep] {
        var steps = overdue(at: now)
        if phase.isStopping {
            steps += stopping(at: now)
        } else {
            steps += renewals(at: now)
            if let start = nextStart(at: now) { steps.append(.start(start)) }
        }
        if let code = outcome { steps.append(.leave(code)) }
        return steps
    }

    /// When something has to be done next if nothing happens before; nil when never.
    public func nextMoment(after now: Timestamp) -> Timestamp? {
        var moments = processes.compactMap(\.deadline)
        if !phase.isStopping {
            moments += processes.filter { mayStart($0) }.map { max($0.nextStart ?? now, nextFree) }
        }
        return moments.min()
    }

    private func mayStart(_ process: SupervisedProcess) -> Bool {
        guard process.state == .pending || process.state == .waiting else { return false }
        return switch phase {
        case .server: process.wanted.name == .server
        case .registration: process.wanted.name == .server || process.wanted.name == .register
        case .pools: true
        case .stoppingPools, .stoppingServer: false
        }
    }

    private func nextStart(at now: Timestamp) -> WantedProcess? {
        guard now >= nextFree else { return nil }
        return processes.first { mayStart($0) && ($0.nextStart ?? now) <= now }?.wanted
    }

    /// Asks those to leave that are no longer wanted, and of those with other settings one in each pool.
    private mutating func renewals(at now: Timestamp) -> [SupervisionStep] {
        var steps: [SupervisionStep] = []
        for process in processes where process.state == .running {
            let pool = process.wanted.name.pool
            if !process.returns {
                news.append(
                    SupervisionNews(process.wanted.name, "is no longer wanted: it finishes what it holds and leaves")
                )
                steps += askToLeave(process.wanted.name, at: now)
            } else if process.runs != nil, process.runs != process.wanted,
                !processes.contains(where: { $0.wanted.name.pool == pool && !$0.isSettled })
            {
                news.append(
                    SupervisionNews(process.wanted.name, "has other settings now: it leaves and is started anew")
                )
                steps += askToLeave(process.wanted.name, at: now)
            }
        }
        return steps
    }

    private mutating func stopping(at now: Timestamp) -> [SupervisionStep] {
        var steps: [SupervisionStep] = []
        let pools = processes.filter { $0.wanted.name != .server }
        for process in pools where process.state == .running { steps += askToLeave(process.wanted.name, at: now) }
        if phase == .stoppingPools, !pools.contains(where: \.isThere) { phase = .stoppingServer }
        if phase == .stoppingServer, process(.server)?.state == .running { steps += askToLeave(.server, at: now) }
        return steps
    }

    /// Asks those harder whose time is over.
    private mutating func overdue(at now: Timestamp) -> [SupervisionStep] {
        var steps: [SupervisionStep] = []
        for process in processes {
            guard let deadline = process.deadline, deadline <= now else { continue }
            switch process.state {
            case .leaving: steps += askToHandBack(process.wanted.name, at: now)
            case .handingBack, .leftover:
                change(process.wanted.name) {
                    if $0.state == .handingBack { $0.state = .killed }
                    $0.deadline = $0.state == .leftover ? now + .seconds(1) : nil
                }
                news.append(
                    SupervisionNews(
                        process.wanted.name,
                        "did not leave in the time it had, and is killed",
                        isProblem: true
                    )
                )
                steps += send(.kill, process)
            default: change(process.wanted.name) { $0.deadline = nil }
            }
        }
        return steps
    }

    private mutating func askToLeave(_ name: ProcessName, at now: Timestamp) -> [SupervisionStep] {
        let deadline = now + grace
        change(name) {
            $0.state = .leaving
            $0.deadline = deadline
        }
        return process(name).map { send(.terminate, $0) } ?? []
    }

    mutating func askToHandBack(_ name: ProcessName, at now: Timestamp) -> [SupervisionStep] {
        let deadline = now + handBack
        change(name) {
            $0.state = .handingBack
            $0.deadline = deadline
        }
        news.append(SupervisionNews(name, "is asked to hand back what it holds"))
        return process(name).map { send(.terminate, $0) } ?? []
    }

    private func send(_ signal: SupervisionSignal, _ process: SupervisedProcess) -> [SupervisionStep] {
        guard let pid = process.pid, let birth = process.birth else { return [] }
        return [.send(signal, to: process.wanted.name, pid: pid, birth: birth)]
    }

    /// The exit code when there is nothing left to look after; nil while there is.
    private var outcome: Int32? {
        if phase.isStopping { return phase == .stoppingServer && !processes.contains(where: \.isThere) ? 0 : nil }
        let isOver = processes.allSatisfy { process in
            switch process.state {
            case .left, .givenUp, .stopped: true
            case .pending: !mayStart(process)
            default: false
            }
        }
        guard isOver else { return nil }
        let reasons = processes.filter { $0.state == .givenUp }
        if reasons.isEmpty { return 0 }
        return reasons.contains { $0.lastExitCode == 64 || $0.lastExitCode == 78 } ? 78 : 1
    }
}
