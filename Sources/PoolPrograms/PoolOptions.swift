public import AppSettings
public import ArgumentParser
public import CommandSupport
import Foundation

/// The options of a process of a pool: which pool, and which place in it.
public struct PoolOptions: ParsableArguments {
    @Option(help: "The pool of the settings that this process belongs to (default: deciders or workers).")
    var pool: String?

    @Option(help: "The place of this process in its pool, from 1.")
    var slot = 1

    @Option(help: "How many tasks are worked on at once (default: as the settings say for the pool).")
    var slots: Int?

    /// Creates the options; the parser fills them.
    public init() {}

    /// Refuses numbers that are out of range.
    public func validate() throws {
        guard (1...100_000).contains(slot) else {
            throw ValidationError("--slot \(slot) is out of range; it is from 1 to 100000.")
        }
        if let slots, !(1...1000).contains(slots) {
            throw ValidationError("--slots \(slots) is out of range; it is from 1 to 1000.")
        }
    }

    /// What the process is called among those of its environment: `workers-3`.
    public func process(_ kind: Settings.Pool.Program) -> String {
        "\(pool ?? (kind == .decider ? Settings.deciderPool : Settings.workerPool))-\(slot)"
    }

    /// The place that these options name.
    ///
    /// - Throws: ``Complaint`` (usage) when the settings have no such pool, or when another program makes it up.
    public func place(_ settings: Settings, _ kind: Settings.Pool.Program) throws(Complaint) -> PoolPlace {
        let name = pool ?? (kind == .decider ? Settings.deciderPool : Settings.workerPool)
        guard var pool = settings.pool(name) else {
            let known = settings.allPools.filter { $0.program == kind }.map(\.name).joined(separator: ", ")
            throw Complaint(
                .usage,
                "The environment \(settings.environment) has no pool \"\(name)\"; its pools of \(kind.rawValue)s are \(known)."
            )
        }
        guard pool.program == kind else {
            throw Complaint(
                .usage,
                "The pool \"\(name)\" is made up of \(pool.program.rawValue)s; this is a \(kind.rawValue)."
            )
        }
        if let slots { pool.slots = slots }
        return PoolPlace(
            pool: pool,
            slot: slot,
            taskList: pool.taskList(standard: settings.taskList, host: ProcessInfo.processInfo.hostName)
        )
    }
}
