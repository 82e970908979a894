import AppSettings
import CommandSupport
import Deploys
import Foundation
import Logging
import Pools
import SWFModel

/// What a deploy works with: where things are, and how it tells of what it does.
struct DeployDesk: Sendable {
    /// The settings that say how to deploy.
    var settings: Settings
    /// The settings of every environment: programs are for all of them.
    var environments: [Settings]
    /// The options that new programs are asked with about their settings.
    var settingsArguments: [String]
    /// Where programs run from.
    var releases: ReleaseFolder
    /// The folder for what commands write.
    var logs: String
    /// The processes of all environments.
    var sights: PoolSights
    /// Who deploys.
    var identity: String
    var logger: Logger
    /// Tells the person who waits.
    var tell: @Sendable (String) -> Void
    /// The machine's clock, for what people read.
    var now: @Sendable () -> Timestamp = { MachineClock.now }
    /// Waits between two looks at reports and files, which tell nobody that they changed. Tests give one that does not wait.
    var pause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

    /// What was written down of deploys.
    var ledger: DeployLedger { DeployLedger(path: releases.path) }

    /// The settings of the environments in which something runs.
    var inUse: [Settings] {
        let names = sights.inUse()
        return environments.filter { names.contains($0.environment) }
    }

    /// Runs a command that takes long, and tells every quarter of a minute how far it is.
    ///
    /// - Throws: `CancellationError`.
    func run(_ command: [String], as name: String) async throws -> OutsideCommand.Ended {
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
        let log = "\(logs)/deploy-\(name).log"
        tell("  \(command.joined(separator: " ")); the details are in \(log)")
        let outside = OutsideCommand(command: command, folder: settings.deploy.repository, limit: .seconds(4 * 3600))
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: OutsideCommand.Ended?.self) { tasks in
            tasks.addTask { await outside.run(log: log) }
            tasks.addTask {
                while !Task.isCancelled {
                    // Now and then a line says how far the command is; canceled when it has ended.
                    do { try await Task.sleep(for: .seconds(15)) } catch { return nil }
                    tell(
                        "  \(DurationWords.text(ContinuousClock.now - start)): \(LogTail.whole(log).line() ?? "nothing yet")"
                    )
                }
                return nil
            }
            defer { tasks.cancelAll() }
            while let ended = try await tasks.next() {
                if let ended { return ended }
            }
            throw CancellationError()
        }
    }

    /// Writes down a deploy that died, and says what it left. To be called by who has the lock.
    ///
    /// - Throws: ``Complaint`` (system).
    func buryTheDead() throws(Complaint) {
        guard let journal = ledger.journal() else { return }
        let current = releases.currentName()
        let sentence = journal.died(current: current)
        tell(sentence)
        try ledger.append(
            DeployRecord(
                started: journal.started,
                ended: now(),
                identity: journal.identity,
                from: journal.from,
                to: journal.to,
                commit: journal.commit,
                steps: [],
                outcome: DeployOutcome(.died, sentence)
            )
        )
        tidy()
    }

    /// Takes away releases that nobody needs, and what deploys left half done. To be called by who has the lock.
    func tidy() {
        let records = ledger.records()
        let current = releases.currentName()
        let before = records.releaseBefore(current, kept: Set(releases.names()))
        let good = records.filter { $0.outcome.kind == .deployed || $0.outcome.kind == .placed }.compactMap(\.to)
        let further = Set(good).subtracting([current, before].compactMap { $0 }).sorted()
        releases.tidy(
            keeping: Set([current, before].compactMap { $0 } + further.suffix(settings.deploy.keptReleases))
        )
    }
}

extension DeployDesk {
    /// The desk of a program: the folders of its settings, and all their environments.
    ///
    /// - Throws: `SettingsError` when the settings of another environment are wrong.
    init(_ program: Program, _ options: SettingsOptions, tell: @escaping @Sendable (String) -> Void) throws {
        let variables = ProcessInfo.processInfo.environment
        let settings = program.settings
        let environments = try settings.environments.map { name in
            var options = options
            options.environment = name
            return try options.load()
        }
        let root = URL(
            filePath: RunFolder(environment: settings.environment, home: settings.home, variables: variables).path
        ).deletingLastPathComponent().deletingLastPathComponent().path
        self.init(
            settings: settings,
            environments: environments,
            settingsArguments: options.settings.map { ["--settings", $0] } ?? [],
            releases: ReleaseFolder(path: "\(root)/releases"),
            logs: "\(root)/log",
            sights: PoolSights(settings, variables: variables),
            identity: program.identity,
            logger: program.logger.quiet,
            tell: tell
        )
    }
}
