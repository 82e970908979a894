import CommandSupport
import Pools
import SWFModel
import SWFWire

/// The status of environments, for people and as JSON.
struct StatusReport: Sendable {
    let environments: [EnvironmentStatus]
    let time: LocalTime

    /// A table of the pools, then what somebody should look at.
    func lines() -> [String] {
        var table = Table([
            "ENVIRONMENT", "POOL", "WANTED", "RUNNING", "RESTARTS", "LAST POLL", "IN HAND", "OLDEST WAITING",
        ])
        for environment in environments {
            for pool in environment.pools {
                let status = pool.status
                table.add([
                    environment.environment, status.name, "\(status.wanted)", "\(status.running)", "\(status.restarts)",
                    status.lastPoll.map(time.ago) ?? "-", "\(status.inHand)", oldest(pool),
                ])
            }
        }
        var lines = table.lines()
        for environment in environments {
            let name = environment.environment
            if environment.isSupervised, let supervisor = environment.supervisor {
                let outdated =
                    environment.isOutdated ? "; its program file was replaced, and it runs the one before" : ""
                lines.append("\(name): supervisor \(supervisor.pid), \(time.ago(supervisor.started))\(outdated)")
            }
            if let unknown = environment.unknown { lines.append("\(name): \(unknown)") }
            lines += environment.problems.map { "\(name): \($0)" }
        }
        return lines
    }

    /// One JSON object.
    func json() throws -> String {
        let all = Document(environments: environments.map { Document.Environment($0, now: time.now) })
        return String(decoding: try AWSJSON.encode(all), as: UTF8.self)
    }

    private func oldest(_ pool: EnvironmentStatus.Pool) -> String {
        guard pool.isListKnown else { return pool.status.name == ProcessName.server.pool ? "-" : "not known" }
        guard let list = pool.list, let oldest = list.oldestTimestamp else { return "-" }
        return "\(time.ago(oldest)) (\(list.waitingCount) waiting)"
    }

    /// The form of the JSON.
    private struct Document: Encodable {
        var environments: [Environment]

        struct Environment: Encodable {
            var environment: String
            var supervisor: Supervisor?
            var pools: [Pool]
            var unknown: String?
            var problems: [String]

            init(_ status: EnvironmentStatus, now: Timestamp) {
                environment = status.environment
                supervisor = status.isSupervised ? status.supervisor.map { Supervisor($0, status.isOutdated) } : nil
                pools = status.pools.map { Pool($0, now: now) }
                unknown = status.unknown
                problems = status.problems
            }
        }

        struct Supervisor: Encodable {
            var pid: Int32
            var started: Timestamp
            var phase: String
            var isOutdated: Bool

            private enum CodingKeys: String, CodingKey {
                case pid, phase, isOutdated
                case started = "start_timestamp"
            }

            init(_ report: SupervisorReport, _ isOutdated: Bool) {
                pid = report.pid
                started = report.started
                phase = report.supervision.phase.rawValue
                self.isOutdated = isOutdated
            }
        }

        struct Pool: Encodable {
            var name: String
            var wanted: Int
            var running: Int
            var restarts: Int
            var lastPoll: Timestamp?
            var tasksInHand: Int
            var waitingCount: Int?
            var oldestWaiting: Timestamp?
            var oldestWaitingAge: Double?
            var processes: [Process]

            private enum CodingKeys: String, CodingKey {
                case name, wanted, running, restarts
                case lastPoll = "last_poll_timestamp"
                case tasksInHand, waitingCount
                case oldestWaiting = "oldest_waiting_timestamp"
                case oldestWaitingAge = "oldest_waiting_time"
                case processes
            }

            init(_ pool: EnvironmentStatus.Pool, now: Timestamp) {
                let status = pool.status
                name = status.name
                wanted = status.wanted
                running = status.running
                restarts = status.restarts
                lastPoll = status.lastPoll
                tasksInHand = status.inHand
                waitingCount = pool.isListKnown ? pool.list?.waitingCount ?? 0 : nil
                oldestWaiting = pool.list?.oldestTimestamp
                oldestWaitingAge = pool.list?.oldestTimestamp.map { now.seconds - $0.seconds }
                processes = status.processes.map(Process.init)
            }
        }

        struct Process: Encodable {
            var slot: Int
            var pid: Int32?
            var state: String?
            var isWell: Bool
            var problem: String?
            var restarts: Int?
            var lastEnding: String?
            var lastEnded: Timestamp?
            var nextStart: Timestamp?
            var givenUpBecause: String?
            var build: String?
            var lastPoll: Timestamp?
            var tasksDone: Int?
            var tasksInHand: Int?

            private enum CodingKeys: String, CodingKey {
                case slot, pid, state, isWell, problem, restarts, lastEnding, givenUpBecause, build, tasksDone,
                    tasksInHand
                case lastEnded = "last_end_timestamp"
                case nextStart = "next_start_timestamp"
                case lastPoll = "last_poll_timestamp"
            }

            init(_ member: PoolStatus.Member) {
                slot = member.slot
                pid = member.process?.pid
                state = member.process?.state.rawValue
                isWell = !member.health.isUnwell
                if case .unwell(let reason) = member.health { problem = reason }
                restarts = member.process?.restarts
                lastEnding = member.process?.lastEnding
                lastEnded = member.process?.lastEnded
                nextStart = member.process?.nextStart
                givenUpBecause = member.process?.givenUpBecause
                build = member.report?.build
                lastPoll = member.report?.lastPoll
                tasksDone = member.report?.tasksDone
                tasksInHand = member.report?.inHand.count
            }
        }
    }
}
