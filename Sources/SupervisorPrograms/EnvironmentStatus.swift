import AppSettings
import CommandSupport
import Foundation
import Pools
import SWFModel

/// How an environment is: its supervisor, its pools, and what waits for them at the service.
struct EnvironmentStatus: Sendable {
    /// The environment.
    let environment: String
    /// The supervisor that is there, or the last one that was.
    let supervisor: SupervisorReport?
    /// Whether it is there.
    let isSupervised: Bool
    /// Whether it runs another program file than the one that is in its place now.
    let isOutdated: Bool
    /// The pools, each with what waits for it.
    let pools: [Pool]
    /// What the service did not tell, in a sentence; nil when it told all.
    let unknown: String?
    /// What somebody should look at, a sentence each.
    let problems: [String]

    /// A pool, and what waits for it.
    struct Pool: Sendable {
        let status: PoolStatus
        /// What waits in its list; nil when that is not known, or the pool has no list.
        let list: TaskListInfo?
        /// Whether it is known what waits.
        let isListKnown: Bool
    }

    /// What the service says of what waits.
    enum Lists: Sendable {
        /// The lists in which something waits, or which were polled lately.
        case known([TaskListInfo])
        /// It does not tell; why, in a sentence.
        case unknown(String)
    }

    /// Puts together what is known. Pure, but for the reports that are read.
    init(_ settings: Settings, _ setup: SupervisorSetup, lists: Lists, host: String, now: Timestamp) {
        environment = settings.environment
        supervisor = setup.report
        let running = setup.running
        isSupervised = running != nil
        isOutdated =
            running.map { report in
                guard let file = ProgramFile(path: report.program).fingerprint else { return false }
                return !report.build.isEmpty && file.short != report.build
            } ?? false
        let all = EnvironmentPools(settings, setup.folder, running?.supervision, now: now)
        pools = all.pools.map { status in
            guard case .known(let infos) = lists, let pool = settings.pool(status.name) else {
                return Pool(status: status, list: nil, isListKnown: false)
            }
            let name = pool.taskList(standard: settings.taskList, host: host)
            let kind: TaskKind = pool.program == .decider ? .decision : .activity
            let list = infos.first { $0.name == name && $0.kind == kind }
            return Pool(status: status, list: list, isListKnown: true)
        }
        unknown = if case .unknown(let reason) = lists { reason } else { nil }
        var problems: [String] = []
        if running == nil { problems.append(Self.withoutSupervisor(setup.report)) }
        // Without a supervisor everything is missing; a sentence a pool says it.
        if running == nil {
            problems += all.pools.filter { $0.wanted > 0 }.map { "\($0.name): \($0.wanted) missing" }
        } else {
            problems += all.problems
        }
        self.problems = problems
    }

    /// Why nobody looks after the environment.
    private static func withoutSupervisor(_ last: SupervisorReport?) -> String {
        guard let last else { return "nothing was started here" }
        let givenUp = last.supervision.processes.first { $0.givenUpBecause != nil }
        if let givenUp, let reason = givenUp.givenUpBecause {
            return "the supervisor left, because \(givenUp.wanted.name) was given up: \(reason)"
        }
        return last.supervision.phase == .stoppingServer
            ? "it was stopped" : "the supervisor (process \(last.pid)) is gone and did not end by itself"
    }

    /// The exit code of one that only looks.
    var status: ProgramStatus { problems.isEmpty ? .ok : .missing }
}
