import AppSettings
import CommandSupport
import Deploys
import Foundation
import Pools
import SWFClient
import SWFModel
import ServiceSupport

/// What was seen of the pools when programs were replaced, and when that was.
struct PoolReplacement: Sendable {
    var sights: [PoolWatch.Place: PoolWatch.Sight]
    var moment: Timestamp
    var start: ContinuousClock.Instant
}

/// The steps that put programs in place and see whether they work.
extension DeployRun {
    private static let interval = Duration.milliseconds(500)

    mutating func replace() async throws -> StepFinding {
        guard let release else { return .bad("There are no new programs to put in place.") }
        // Types that are new must be known before the first decider asks for them; to the old programs they mean nothing.
        for settings in desk.inUse {
            let ended = await OutsideCommand(
                command: [
                    "\(desk.releases.folder(of: release.name))/register", "-e", settings.environment, "--quiet",
                ] + desk.settingsArguments,
                limit: .seconds(120)
            ).run()
            guard ended.isDone else {
                return .bad(
                    "The types of the new programs cannot be registered in \(settings.environment): register \(ended.words)"
                )
            }
        }
        let sights = desk.sights.look()
        try desk.releases.replace(with: release.name)
        replaced = PoolReplacement(sights: sights, moment: desk.now(), start: .now)
        return .good("\(release.name) is in place of \(journal.from ?? "nothing")")
    }

    func rollBack() throws -> StepFinding {
        guard let back else { return .bad("There are no programs to go back to.") }
        try desk.releases.replace(with: back)
        // What was given up by its supervisor is tried again, and a server that was replaced goes back too.
        server(back).tell()
        return .good("\(back) is in place again")
    }

    /// Watches until all is well, or will not become well.
    mutating func watchPools(_ name: String?) async throws -> StepFinding {
        guard let name else { return .bad("There are no programs to watch.") }
        let builds = builds(of: name)
        let isBack = name == back && replaced != nil && journal.step == .watchRollBack
        let start = isBack ? ContinuousClock.now : replaced?.start ?? .now
        let before = isBack ? await whoReturns() : replaced?.sights ?? desk.sights.look()
        var pools = PoolWatch(
            before: before,
            builds: builds.filter { $0.key != "server" },
            limit: watch,
            settling: .seconds(desk.settings.deploy.settleSeconds)
        )
        let first = try await look(since: start) { pools.look(at: desk.sights.look(), after: $0) }
        guard first.verdict == .good else { return first }
        let last = try await watchServers(name)
        guard last.verdict == .good else { return last }
        if !isBack, let replaced, let complaint = try await failures(since: replaced) {
            return .bad("More fails than before: \(complaint)")
        }
        let seen = before.isEmpty ? "" : "\(before.count) processes of \(Self.environments(before)) are well on \(name)"
        return .good(seen.isEmpty ? "nothing runs here" : seen, notes: first.notes + last.notes)
    }

    /// After a roll-back who was given up is waited for too; their supervisors have a moment to hear of it.
    private func whoReturns() async -> [PoolWatch.Place: PoolWatch.Sight] {
        for _ in 0..<20 where desk.sights.look().contains(where: { $0.value.givenUp != nil }) {
            await desk.pause(Self.interval / 2)
        }
        return desk.sights.look().mapValues { sight in
            var sight = sight
            sight.givenUp = nil
            return sight
        }
    }

    private static func environments(_ sights: [PoolWatch.Place: PoolWatch.Sight]) -> String {
        Set(sights.keys.map(\.environment)).sorted().joined(separator: " and ")
    }

    /// How the builds of a release end, by program.
    private func builds(of release: String) -> [String: String] {
        var builds: [String: String] = [:]
        for program in Release.programNames {
            let file = ProgramFile(path: "\(desk.releases.folder(of: release))/\(program)")
            builds[program] = file.fingerprint?.short
        }
        return builds
    }

    private func server(_ release: String) -> ServerTurn {
        ServerTurn(
            sights: desk.sights,
            environments: desk.inUse,
            logger: desk.logger,
            build: builds(of: release)["server"] ?? ""
        )
    }

    private func watchServers(_ release: String) async throws -> StepFinding {
        let turn = server(release)
        let before = await turn.look()
        turn.tell()
        let changing = before.filter { $0.value.report?.build != turn.build }
        guard !changing.isEmpty else { return .good("no server has another program") }
        desk.tell("  the pools are well; \(changing.count == 1 ? "the server is" : "the servers are") started anew")
        var servers = PoolWatch(
            before: changing,
            builds: ["server": turn.build],
            limit: watch,
            settling: .seconds(min(3, desk.settings.deploy.settleSeconds))
        )
        let finding = try await look(since: .now) { servers.look(at: await turn.look(), after: $0) }
        return finding.verdict == .good
            ? .good("", notes: ["started anew: the server of \(Self.environments(changing))"] + finding.notes)
            : finding
    }

    /// Looks until there is a verdict, and tells what is waited for when that changes.
    private func look(
        since start: ContinuousClock.Instant,
        _ verdict: (Duration) async -> PoolWatch.Verdict
    ) async throws -> StepFinding {
        var told = ""
        var toldAt: Duration?
        while true {
            try Task.checkCancellation()
            let elapsed = ContinuousClock.now - start
            switch await verdict(elapsed) {
            case .well(let notes): return .good("", notes: notes)
            case .unwell(let sentence): return .bad(sentence)
            case .waiting(let sentence):
                if sentence != told, toldAt.map({ elapsed - $0 >= .seconds(5) }) ?? true {
                    desk.tell("  \(DurationWords.text(elapsed)): \(sentence)")
                    told = sentence
                    toldAt = elapsed
                }
            }
            await desk.pause(Self.interval)
        }
    }

    private func failures(since replaced: PoolReplacement) async throws -> String? {
        let spent = max(.seconds(1), ContinuousClock.now - replaced.start)
        for settings in desk.inUse {
            let rise = try? await ServiceAccess.with(settings, logger: desk.logger) { service in
                FailureRise(
                    environment: settings.environment,
                    before: try await ClosedBadly(service: service, domain: settings.domain).count(
                        from: replaced.moment + (.zero - spent),
                        to: replaced.moment
                    ),
                    after: try await ClosedBadly(service: service, domain: settings.domain).count(
                        from: replaced.moment,
                        to: replaced.moment + spent
                    )
                )
            }
            if let complaint = rise?.complaint { return complaint }
        }
        return nil
    }
}

/// Counts the executions that failed or timed out.
private struct ClosedBadly {
    let service: any SimpleWorkflowService
    let domain: String

    func count(from start: Timestamp, to end: Timestamp) async throws -> Int {
        var count = 0
        for status in [CloseStatus.failed, .timedOut] {
            count += try await service.countClosedWorkflowExecutions(
                CountClosedWorkflowExecutionsInput(
                    closeStatusFilter: CloseStatusFilter(status: status),
                    closeTimeFilter: ExecutionTimeFilter(latestDate: end, oldestDate: start),
                    domain: domain
                )
            ).count
        }
        return count
    }
}
