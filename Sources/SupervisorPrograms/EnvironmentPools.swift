import AppSettings
import Foundation
import Pools
import SWFModel

/// How all pools of an environment are, from its settings and its files.
struct EnvironmentPools: Sendable {
    /// The server first when it is ours, then the pools of the settings, then what is still there of pools that are not in the
    /// settings any more.
    let pools: [PoolStatus]

    /// Looks at them.
    ///
    /// - Parameters:
    ///   - supervision: What the supervisor knows; nil when there is none.
    ///   - now: The moment by the machine's clock, which the processes report by.
    init(_ settings: Settings, _ folder: RunFolder, _ supervision: Supervision?, now: Timestamp) {
        let pollAge = Duration.seconds(settings.supervision.pollAgeSeconds)
        var wishes: [(name: String, count: Int, slots: Int?)] = []
        if settings.service.endpoint == nil { wishes.append((ProcessName.server.pool, 1, nil)) }
        wishes += settings.allPools.map { ($0.name, $0.count, $0.slots) }
        for process in supervision?.processes ?? [] {
            let pool = process.wanted.name.pool
            if pool != ProcessName.register.pool, !wishes.contains(where: { $0.name == pool }) {
                wishes.append((pool, 0, nil))
            }
        }
        pools = wishes.map { wish in
            let known = supervision?.processes.filter { $0.wanted.name.pool == wish.name } ?? []
            var reports: [Int: ProcessReport] = [:]
            for slot in known.map(\.wanted.name.slot) {
                reports[slot] = ReportFile.read(folder.report(pool: wish.name, slot: slot))
            }
            return PoolStatus(
                name: wish.name,
                count: wish.count,
                slots: wish.slots,
                supervision: supervision,
                reports: reports,
                pollAge: pollAge,
                now: now
            )
        }
    }

    /// What somebody should look at.
    var problems: [String] { pools.flatMap(\.problems) }

    /// How many run of how many, for a line.
    var summary: String {
        pools.filter { $0.wanted > 0 || $0.running > 0 }.map { "\($0.name) \($0.running) of \($0.wanted)" }
            .joined(separator: ", ")
    }
}
