import AppSettings
public import CommandSupport
import Foundation
import SWFClient
public import SWFModel
import ServiceSupport

/// How many tasks wait in each task list, for people and for what starts and stops machines.
public struct PendingTasks: Sendable {
    /// What is counted.
    public struct Selection: Hashable, Sendable {
        /// Tasks of this kind only; nil for both.
        public var kind: TaskKind?
        /// These lists only; empty for those that the settings name and, on a Martlet server, all that are in use.
        public var names: [String] = []
        /// Whether only the longest list counts, and only its number is printed.
        public var longestOnly = false

        /// Counts everything.
        public init() {}
    }

    private let selection: Selection

    /// Creates it for a selection.
    public init(_ selection: Selection) { self.selection = selection }

    /// Counts, and prints.
    public func run(_ program: Program, json: Bool) async throws -> ProgramStatus {
        let lists = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await counts(service, program.settings)
        }
        if selection.longestOnly {
            program.terminal.print("\(lists.map(\.count).max() ?? 0)")
            return .ok
        }
        let report = PendingReport(lists: lists, at: MachineClock.now)
        if json {
            program.terminal.print(try report.json())
        } else {
            report.table().forEach(program.terminal.print)
        }
        return .ok
    }

    private func counts(_ service: RemoteWorkflowService, _ settings: Settings) async throws -> [PendingReport.List] {
        var names = wanted(settings)
        var known: [PendingReport.Name: TaskListInfo] = [:]
        do {
            for info in try await service.listTaskLists(domain: settings.domain) {
                known[PendingReport.Name(kind: info.kind, taskList: info.name)] = info
            }
            if selection.names.isEmpty { names.formUnion(known.keys) }
        } catch  where Fault.isUnknownOperation(error) {
            // Amazon SWF counts one list at a time, and does not say how long its tasks have waited.
            return try await counted(names, service, domain: settings.domain)
        }
        let chosen = names.filter { selection.kind == nil || $0.kind == selection.kind }
        return chosen.sorted().map { name in
            PendingReport.List(
                name: name,
                count: known[name]?.waitingCount ?? 0,
                isTruncated: false,
                oldest: known[name]?.oldestTimestamp
            )
        }
    }

    private func counted(
        _ names: Set<PendingReport.Name>,
        _ service: RemoteWorkflowService,
        domain: String
    ) async throws -> [PendingReport.List] {
        var lists: [PendingReport.List] = []
        for name in names.sorted() where selection.kind == nil || name.kind == selection.kind {
            let list = TaskList(name: name.taskList)
            let count =
                switch name.kind {
                case .activity:
                    try await service.countPendingActivityTasks(.init(domain: domain, taskList: list))
                case .decision:
                    try await service.countPendingDecisionTasks(.init(domain: domain, taskList: list))
                }
            lists.append(
                PendingReport.List(name: name, count: count.count, isTruncated: count.truncated ?? false, oldest: nil)
            )
        }
        return lists
    }

    /// The lists that are asked for: those of the selection, or those that the pools of the settings poll.
    private func wanted(_ settings: Settings) -> Set<PendingReport.Name> {
        guard selection.names.isEmpty else {
            let both = selection.names.flatMap { name in
                TaskKind.allCases.map { PendingReport.Name(kind: $0, taskList: name) }
            }
            return Set(both)
        }
        let host = ProcessInfo.processInfo.hostName
        return Set(
            settings.allPools.map { pool in
                PendingReport.Name(
                    kind: pool.program == .decider ? .decision : .activity,
                    taskList: pool.taskList(standard: settings.taskList, host: host)
                )
            }
        )
    }
}
