import AppSettings
import Deploys
import Foundation
import Pools

/// Looks at the processes of all environments on this machine: by what they say of themselves, and by what their supervisors
/// know.
struct PoolSights: Sendable {
    /// An environment and where its processes keep what they say of themselves.
    struct Place: Hashable, Sendable {
        var environment: String
        var folder: RunFolder
    }

    var places: [Place]

    /// The environments of the settings.
    init(_ settings: Settings, variables: [String: String]) {
        places = settings.environments.map {
            Place(environment: $0, folder: RunFolder(environment: $0, home: settings.home, variables: variables))
        }
    }

    /// The supervisors that are there.
    func supervisors() -> [SupervisorReport] {
        places.compactMap { ReportFile.readSupervisor($0.folder.supervisor) }.filter(\.isThere)
    }

    /// The environments in which something runs.
    func inUse() -> Set<String> {
        Set(supervisors().map(\.environment) + look().filter { $0.value.isAlive }.keys.map(\.environment))
    }

    /// Looks at every process of a pool once.
    func look() -> [PoolWatch.Place: PoolWatch.Sight] {
        var sights: [PoolWatch.Place: PoolWatch.Sight] = [:]
        for place in places {
            for report in reports(place.folder) {
                let isAlive = KernelProcess.birth(of: report.pid) == report.birth
                // What a process that is gone said of itself counts only when somebody misses it.
                guard isAlive else { continue }
                sights[PoolWatch.Place(report)] = PoolWatch.Sight(report: report, isAlive: true)
            }
            guard let supervisor = ReportFile.readSupervisor(place.folder.supervisor), supervisor.isThere else {
                continue
            }
            for process in supervisor.supervision.processes where !Self.isAlone(process.wanted.name) {
                let name = process.wanted.name
                let key = PoolWatch.Place(environment: place.environment, pool: name.pool, slot: name.slot)
                var sight = sights[key] ?? PoolWatch.Sight(report: nil, isAlive: process.isThere)
                sight.restarts = process.restarts
                sight.givenUp = process.state == .givenUp ? process.givenUpBecause ?? "it failed too often" : nil
                sight.hasLeft = process.state == .left || process.state == .stopped
                sights[key] = sight
            }
        }
        return sights
    }

    /// The server and the program that registers are in no pool.
    private static func isAlone(_ name: ProcessName) -> Bool { name == .server || name == .register }

    private func reports(_ folder: RunFolder) -> [ProcessReport] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix("supervisor") && !$0.hasPrefix("server") }
            .compactMap { ReportFile.read("\(folder.path)/\($0)") }
    }
}
