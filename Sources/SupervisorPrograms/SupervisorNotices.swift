import AppSettings
import CommandSupport
import Foundation
import Pools
import SWFModel

/// Tells the service manager how the supervisor is: when everything is started, that it needs more time, that all is well.
struct SupervisorNotices {
    private let notice: ServiceNotice
    private var isReady: Bool
    private var lastSent: Timestamp?

    /// - Parameter isReady: Whether the program before in this process said already that everything is started.
    init(_ notice: ServiceNotice, isReady: Bool) {
        self.notice = notice
        self.isReady = isReady
    }

    /// Says that everything is on its way out.
    func stopping() { notice.send("STOPPING=1") }

    /// Says what there is to say at a moment. The watchdog is only fed while every process lives and polls go through.
    mutating func tell(_ supervision: Supervision, _ settings: Settings, _ folder: RunFolder, at now: Timestamp) {
        guard notice.address != nil else { return }
        if !isReady, supervision.phase == .pools, !supervision.processes.contains(where: { $0.state == .pending }) {
            isReady = true
            lastSent = nil
            notice.send("READY=1")
        }
        let interval = min(notice.watchdogInterval ?? .seconds(5), .seconds(5))
        guard lastSent.map({ now - $0 >= interval }) ?? true else { return }
        lastSent = now
        if supervision.phase.isStopping {
            // As long as it takes, which is never longer than the grace and the time to hand back.
            notice.send("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=finishing what is held")
        } else if !isReady {
            // A service that cannot be reached is no reason to begin anew.
            let waits = supervision.phase == .server ? "waiting for the server" : "starting"
            notice.send("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=\(waits)")
        } else {
            let pools = EnvironmentPools(settings, folder, supervision, now: MachineClock.now)
            let problems = pools.problems
            notice.send(
                problems.isEmpty
                    ? "WATCHDOG=1\nSTATUS=\(PlainText.short(pools.summary, 300))"
                    : "STATUS=\(PlainText.short(problems.joined(separator: "; "), 300))"
            )
        }
    }
}
