import AppSettings
public import CommandSupport
import HistoryReading
import SWFModel
import ServiceSupport

/// Counts how the steps of executions went.
public struct StatsProgram: Sendable {
    /// By what steps are counted together.
    public var key: GroupKey
    /// How far back executions are looked at.
    public var since: Duration
    /// How many executions are read at most.
    public var limit: Int
    /// Only of this workflow, of any version.
    public var workflow: String?
    /// Whether open executions are read too.
    public var open: Bool
    /// Whether to write JSON.
    public var json: Bool

    /// Prepares to count.
    public init(key: GroupKey, since: Duration, limit: Int, workflow: String?, open: Bool, json: Bool) {
        self.key = key
        self.since = since
        self.limit = limit
        self.workflow = workflow
        self.open = open
        self.json = json
    }

    private struct Report: Encodable {
        var executions: Int
        var isTruncated: Bool
        var since: Timestamp
        var rows: [StepFigures.Row]

        private enum CodingKeys: String, CodingKey {
            case executions, isTruncated, rows
            case since = "since_timestamp"
        }
    }

    /// Reads the histories, and tells.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let settings = program.settings
        return try await ServiceAccess.with(settings, logger: program.logger) { service in
            let sight = ServiceSight(service: service, domain: settings.domain)
            let time = ServiceMoment.now(service)
            let oldest = time.now + (.zero - since)
            var infos = try await sight.closed(since: oldest, workflow: workflow, limit: limit + 1)
            if open { infos += try await sight.open(workflow: workflow, limit: limit + 1) }
            let isTruncated = infos.count > limit
            infos = Array(infos.prefix(limit))
            var figures = StepFigures(by: key)
            let progress = Progress(program.terminal, total: infos.count, of: "histories are read")
            let reader = HistoryReader(service: service, domain: settings.domain)
            // In batches, so that no more than so many histories are in memory at a time.
            for start in stride(from: 0, to: infos.count, by: 32) {
                let batch = Array(infos[start..<min(start + 32, infos.count)])
                let histories = try await Crew.map(batch) { info -> (String, [HistoryEvent])? in
                    do {
                        return (info.execution.workflowId, try await reader.events(of: info.execution))
                    } catch let fault as Fault where fault.code == .unknownResource {
                        // Its retention was over between the list and the reading.
                        return nil
                    }
                } each: { _ in
                    await progress.step()
                }
                for case (let id, let events)? in histories { figures.add(events, workflowId: id) }
            }
            let names = figures.taskLists.prefix(100).map { TaskListName(.activity, $0) }
            let lists = try await sight.taskLists(names).filter { $0.kind == .activity }
            let depths = Dictionary(lists.map { ($0.name, $0.waiting) }) { first, _ in first }
            if json {
                try program.terminal.print(
                    json: Report(
                        executions: figures.executions,
                        isTruncated: isTruncated,
                        since: oldest,
                        rows: figures.rows(depths: depths)
                    )
                )
                return .ok
            }
            let lines = figures.lines(depths: depths)
            if lines.isEmpty {
                program.terminal.print(
                    "No activity ran in the executions that closed since \(time.text(oldest))"
                        + (open ? " or are open." : "; --open counts those that are open too.")
                )
            }
            lines.forEach(program.terminal.print)
            if isTruncated {
                program.terminal.complain(
                    "Only the newest \(limit) executions since \(time.text(oldest)) were read; --limit reads more."
                )
            }
            return .ok
        }
    }
}
