import AppSettings
public import CommandSupport
import Foundation
import HistoryReading
public import Martlet
import ServiceSupport

/// Says why an execution does not go on, or how it ended.
public struct WhyProgram: Sendable {
    private let id: String
    private let run: String?
    private let workflows: [any Workflow.Type]
    private let isWhole: Bool
    private let json: Bool

    /// Prepares to look at an execution.
    ///
    /// - Parameters:
    ///   - workflows: The workflows of this build: their code says which signal an execution waits for.
    ///   - isWhole: Whether all that is open is told, a line each.
    public init(id: String, run: String?, workflows: [any Workflow.Type], isWhole: Bool, json: Bool) {
        self.id = id
        self.run = run
        self.workflows = workflows
        self.isWhole = isWhole
        self.json = json
    }

    /// Looks, and tells.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let report = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let domain = program.settings.domain
            let execution = try await ExecutionFinder(service: service, domain: domain).find(id, run: run)
            let events = try await HistoryReader(service: service, domain: domain).events(of: execution)
            var sight = ExecutionSight(execution: execution, events: events)
            let time = ServiceMoment.now(service)
            guard sight.story.closed == nil else { return WhyReport(sight, time: time) }
            let open = sight.story.steps.open
            let waiting = open.filter { $0.started == nil }.compactMap { step in
                step.taskList.flatMap { name -> TaskListName? in
                    switch step.kind {
                    case .activity: TaskListName(.activity, name)
                    case .decision: TaskListName(.decision, name)
                    default: nil
                    }
                }
            }
            if !waiting.isEmpty {
                let lists = try await ServiceSight(service: service, domain: domain).taskLists(waiting)
                sight.taskLists = MachineCrew(program.settings).mark(lists)
            }
            sight.gone = Machine.gone(open.compactMap(\.identity))
            // Code that did not come to rest in a decider would not do so here either.
            if sight.hold == nil, !open.contains(where: { $0.kind == .decision }) {
                sight.codeWaits = Replayer(workflows: workflows).waits(events, of: execution, domain: domain)
            }
            return WhyReport(sight, time: time)
        }
        if json {
            try program.terminal.print(json: report)
        } else {
            (isWhole ? report.lines : [report.line]).forEach(program.terminal.print)
        }
        return .ok
    }
}
