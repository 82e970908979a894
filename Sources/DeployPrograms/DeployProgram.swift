import AppSettings
public import CommandSupport
public import Deploys
import Foundation
import Pools
import SWFModel
import SWFWire

/// What `martlet deploy` does: new programs in the place of the old ones, without stopping anything, and back again when they
/// do not answer.
public struct DeployProgram: Sendable {
    /// What is asked for.
    public var order: DeployOrder
    /// How long the pools have; nil for what the settings say.
    public var watch: Duration?
    /// The longest wait before it begins, of which a random part is waited: for a crontab on many machines.
    public var jitter: Duration
    /// Whether the result is a JSON object.
    public var json: Bool

    /// Creates the value from its parts.
    public init(order: DeployOrder, watch: Duration?, jitter: Duration, json: Bool) {
        self.order = order
        self.watch = watch
        self.jitter = jitter
        self.json = json
    }

    /// Deploys.
    ///
    /// - Parameter options: The settings that say how; the programs are for all their environments.
    public func run(_ options: SettingsOptions) async throws {
        try await Program.run("martlet", options) { program in
            let isQuiet = order.onlyIfChanged && !program.terminal.isOutputTerminal
            let teller = DeployTeller(program.terminal, toErrors: json, holds: isQuiet)
            // Random, so that many machines with one crontab do not fetch and build in the same minute.
            if jitter > .zero { try await Task.sleep(for: jitter * Double.random(in: 0...1)) }
            let desk = try DeployDesk(program, options) { teller.tell($0) }
            let record = try await deploy(desk)
            if record.outcome.kind != .unchanged || !isQuiet {
                teller.tell("\(record.outcome.word): \(record.outcome.sentence)")
                teller.release()
            }
            if json { program.terminal.print(String(decoding: try AWSJSON.encode(record), as: UTF8.self)) }
            return record.outcome.status
        }
    }

    private func deploy(_ desk: DeployDesk) async throws -> DeployRecord {
        let plan = DeployPlan(order)
        if order.rehearses {
            if let journal = desk.ledger.journal() { desk.tell(journal.died(current: desk.releases.currentName())) }
            for entry in plan.entries {
                if let reason = entry.leftOut { desk.tell("left out: \(entry.step.words): \(reason)") }
            }
            var run = DeployRun(plan, desk: desk, watch: watch ?? .seconds(desk.settings.deploy.watchSeconds))
            return try await run.run()
        }
        guard let lock = try DeployLock.take(in: desk.releases.path) else {
            let other = desk.ledger.journal().map {
                ": \($0.identity) since \(LocalTime.machine().text($0.started)), which is \($0.step.words)"
            }
            throw Complaint(.refused, "refused: another deploy is under way\(other ?? ""). What runs is untouched.")
        }
        try desk.buryTheDead()
        var run = DeployRun(plan, desk: desk, watch: watch ?? .seconds(desk.settings.deploy.watchSeconds))
        let record = try await run.run()
        try desk.ledger.append(record)
        desk.tidy()
        // Held until here, so that no other deploy begins between the last step and its record.
        _ = consume lock
        return record
    }

    /// Puts the programs of a folder in place, with nothing before and nothing after: for a start of the pools, and for
    /// machines whose programs come from elsewhere. Does nothing when they are in place already.
    ///
    /// - Parameter folder: The folder with the programs.
    public static func place(_ folder: String, _ options: SettingsOptions) async throws {
        try await Program.run("martlet", options) { program in
            let desk = try DeployDesk(program, options) { _ in }
            guard let lock = try await DeployLock.take(in: desk.releases.path, patience: .seconds(10)) else {
                guard let current = desk.releases.currentName() else {
                    throw Complaint(.refused, "refused: another deploy is under way, and nothing is in place yet.")
                }
                program.terminal.print("\(current) stays in place: a deploy is under way")
                return .ok
            }
            try desk.buryTheDead()
            var order = DeployOrder()
            order.source = .programs(folder: folder)
            order.replays = .none
            var run = DeployRun(DeployPlan(order), desk: desk, watch: .zero)
            let record = try await run.place()
            if record.outcome.kind == .unchanged { desk.ledger.close() } else { try desk.ledger.append(record) }
            desk.tidy()
            program.terminal.print("\(desk.releases.currentName() ?? "nothing") is in place")
            _ = consume lock
            return record.outcome.status
        }
    }

    /// Tells of the deploys that were, the newest last.
    ///
    /// - Parameter json: Whether each is a JSON object on a line of its own.
    public static func history(_ options: SettingsOptions, json: Bool) async throws {
        try await Program.run("martlet", options) { program in
            let desk = try DeployDesk(program, options) { _ in }
            let records = desk.ledger.records()
            if json {
                for record in records {
                    program.terminal.print(String(decoding: try AWSJSON.encode(record), as: UTF8.self))
                }
                return .ok
            }
            var table = Table(["STARTED", "TOOK", "OUTCOME", "RELEASE", "BEFORE", "WHY"])
            let clock = LocalTime.machine()
            for record in records {
                table.add([
                    clock.text(record.started), DurationWords.text(record.ended - record.started), record.outcome.word,
                    record.to ?? "-", record.from ?? "-", PlainText.short(record.outcome.sentence, 120),
                ])
            }
            table.lines().forEach(program.terminal.print)
            program.terminal.print("in place: \(desk.releases.currentName() ?? "nothing")")
            return .ok
        }
    }
}

extension DeployOutcome {
    /// How the program ends.
    var status: ProgramStatus {
        switch kind {
        case .deployed, .placed, .unchanged, .rehearsed: .ok
        case .refused: .refused
        case .rolledBack: .rolledBack
        case .unwell, .died: .unexpected
        }
    }
}
