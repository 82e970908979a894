public import AppSettings
import Foundation
public import Pools
import SWFModel

/// The processes of an environment on this machine, by what they said of themselves.
public struct MachineCrew: Sendable {
    /// What each said, and whether it is still there.
    public let reports: [(report: ProcessReport, isAlive: Bool)]
    /// The pools that they are, and those that the settings want.
    public let pools: [PoolSight]
    /// The name of this machine, as identities spell it.
    public let host: String
    /// The identities of those that have no hand free.
    public let busy: Set<String>
    /// The lists that the pools of the settings poll.
    public let taskLists: [TaskListName]
    /// Where the reports are.
    public let folder: RunFolder

    /// Reads the reports of an environment.
    public init(_ settings: Settings) {
        folder = RunFolder(
            environment: settings.environment,
            home: settings.home,
            variables: ProcessInfo.processInfo.environment
        )
        let host = ProcessInfo.processInfo.hostName
        let reports = Machine.reports(folder)
        self.host = host
        self.reports = reports
        pools = PoolSight.pools(reports, wanted: settings.allPools)
        busy = Set(
            reports.compactMap { report, isAlive in
                let slots = settings.pool(report.pool)?.slots ?? 1
                return isAlive && report.inHand.count >= slots ? "\(host):\(report.pid):\(report.program)" : nil
            }
        )
        taskLists = settings.allPools.filter { $0.count > 0 }.map {
            TaskListName(
                $0.program == .decider ? .decision : .activity,
                $0.taskList(standard: settings.taskList, host: host)
            )
        }
    }

    /// Says of each list who of those that poll it is busy, and who is gone, as far as this machine knows.
    public func mark(_ lists: [TaskListFacts]) -> [TaskListFacts] {
        lists.map { list in
            var list = list
            list.busy = busy
            list.gone = Machine.gone((list.pollers ?? []).compactMap(\.identity))
            return list
        }
    }
}
