import AppSettings
import CommandSupport
import Deploys
import Foundation
import Logging
import Pools
import SWFClient
import SWFModel
import ServiceSupport

/// The servers' turn in a deploy. They come last, when the pools are well on the new programs: a new server may change its
/// store so that the old one cannot open it any more.
///
/// A server does not take up its new program by itself. Its supervisor is told (HUP), asks it to leave, and starts it anew;
/// that costs what a restart costs: calls fail for as long as it takes, well under a second with an ordinary store, and
/// every client of Martlet tries again.
struct ServerTurn: Sendable {
    var sights: PoolSights
    /// The settings of each environment in use.
    var environments: [Settings]
    var logger: Logger

    /// How the build that every server must run ends.
    var build: String

    /// Tells each supervisor that programs or settings are other ones now.
    func tell() {
        for supervisor in sights.supervisors() where KernelProcess.birth(of: supervisor.pid) == supervisor.birth {
            kill(supervisor.pid, SIGHUP)
        }
    }

    /// Looks at each supervised server once, as the watch wants it: what a server runs is asked of the kernel, and that it is
    /// well, of itself.
    func look() async -> [PoolWatch.Place: PoolWatch.Sight] {
        var found: [PoolWatch.Place: PoolWatch.Sight] = [:]
        for supervisor in sights.supervisors() {
            guard let server = supervisor.supervision.process(.server) else { continue }
            let place = PoolWatch.Place(environment: supervisor.environment, pool: "server", slot: 1)
            var sight = PoolWatch.Sight(report: nil, isAlive: server.isThere, restarts: server.restarts)
            sight.givenUp = server.state == .givenUp ? server.givenUpBecause ?? "it failed too often" : nil
            if server.isThere, let pid = server.pid, let birth = server.birth {
                var report = ProcessReport(
                    pid: pid,
                    birth: birth,
                    program: "server",
                    environment: supervisor.environment,
                    pool: "server",
                    slot: 1,
                    build: ProgramFile(path: "/proc/\(pid)/exe").fingerprint?.short ?? "unknown",
                    started: server.started ?? Timestamp(milliseconds: 0)
                )
                sight.isAlive = KernelProcess.birth(of: pid) == birth
                if report.build == build, await answers(supervisor.environment) {
                    report.lastPoll = MachineClock.now
                }
                sight.report = report
            }
            found[place] = sight
        }
        return found
    }

    private func answers(_ environment: String) async -> Bool {
        guard let settings = environments.first(where: { $0.environment == environment }) else { return true }
        do {
            try await ServiceAccess.with(settings, logger: logger.quiet) { service in
                _ = try await service.describeDomain(DescribeDomainInput(name: settings.domain))
            }
            return true
        } catch is Fault {
            // It refuses, so it answers.
            return true
        } catch {
            return false
        }
    }
}
