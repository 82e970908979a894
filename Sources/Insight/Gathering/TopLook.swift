import AppSettings
import CommandSupport
import DeciderCore
import Pools
import SWFClient
import SWFModel

/// Looks at an environment for `martlet top`, one look after the other, and reckons what happened between two.
actor TopLook {
    private let sight: ServiceSight
    private let service: RemoteWorkflowService
    private let settings: Settings
    private var last: TopSight?
    private var lastMoment: ContinuousClock.Instant?
    private var lastTasks: [String: Int] = [:]

    /// So many open executions are counted by type, and so many failures shown.
    private static let openLimit = 1000
    private static let failureLimit = 10

    init(service: RemoteWorkflowService, settings: Settings) {
        self.service = service
        self.settings = settings
        sight = ServiceSight(service: service, domain: settings.domain)
    }

    /// The next look; what was seen last, with a complaint, when the service does not answer.
    func next() async -> TopSight {
        let crew = MachineCrew(settings)
        var seen: TopSight
        do {
            seen = try await Patience.within(.seconds(15)) { try await self.ask(crew) }
        } catch {
            seen = last ?? empty(MachineClock.now)
            seen.now = MachineClock.now
            seen.pools = crew.pools
            seen.rates = nil
            seen.complaint = Complaint.sentence(error)
            return seen
        }
        last = seen
        return seen
    }

    private func empty(_ now: Timestamp) -> TopSight {
        TopSight(
            now: now,
            environment: settings.environment,
            domain: settings.domain,
            endpoint: settings.endpoint
        )
    }

    private func ask(_ crew: MachineCrew) async throws -> TopSight {
        let now = ServiceMoment.now(service).now
        let moment = ContinuousClock.now
        var seen = empty(now)
        seen.pools = crew.pools
        seen.lists = crew.mark(try await sight.taskLists(crew.taskLists))
        let count = try await sight.openCount()
        seen.openCount = count.count
        seen.isOpenTruncated = count.truncated ?? false
        let open = try await sight.open(limit: Self.openLimit)
        seen.lookedAt = open.count
        seen.openTypes = TopSight.types(open.filter { !$0.workflowType.name.hasPrefix(OwnName.prefix) })
        for status in [CloseStatus.failed, .timedOut, .terminated] {
            let since = now + .seconds(-86_400)
            seen.failures += try await sight.closed(since: since, status: status, limit: Self.failureLimit)
        }
        seen.failures = Array(
            seen.failures.filter { !$0.workflowType.name.hasPrefix(OwnName.prefix) }
                .sorted { $1.closeTimestamp ?? now < $0.closeTimestamp ?? now }.prefix(Self.failureLimit)
        )
        if let last, let lastMoment, lastMoment < moment {
            let closed = try await sight.closedCount(from: last.now + .milliseconds(1), to: now)
            seen.rates = rates(closed.count, crew, over: moment - lastMoment)
        }
        lastMoment = moment
        lastTasks = Self.tasks(crew)
        return seen
    }

    private func rates(_ closed: Int, _ crew: MachineCrew, over time: Duration) -> TopSight.Rates {
        // A process that was started anew begins to count anew: what it did before is not subtracted.
        let done = Self.tasks(crew).map { max(0, $1 - (lastTasks[$0] ?? 0)) }.reduce(0, +)
        let seconds = max(time.reported, 0.001)
        return TopSight.Rates(closed: Double(closed) / seconds, tasks: Double(done) / seconds)
    }

    /// How many tasks each process has finished.
    private static func tasks(_ crew: MachineCrew) -> [String: Int] {
        Dictionary(
            crew.reports.filter(\.isAlive).map { ("\($0.report.pid):\($0.report.birth)", $0.report.tasksDone) }
        ) { first, _ in first }
    }
}
