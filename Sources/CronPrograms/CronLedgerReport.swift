import AppSettings
public import CommandSupport
public import SWFModel
import SWFWire
import Schedules
import ServiceSupport

/// `cron ledger`: what became of every tick, from the histories of the ledger's execution, as long as the service keeps them.
public enum CronLedgerReport {
    /// Tells what was decided since a moment, the oldest first.
    ///
    /// - Parameter ids: The schedules; empty for all.
    public static func run(
        _ program: Program,
        ids: [String],
        since: Timestamp,
        json: Bool
    ) async throws -> ProgramStatus {
        let entries = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await read(service, domain: program.settings.domain, since: since)
        }
        var table = Table(["DECIDED (UTC)", "SCHEDULE", "TICK (UTC)", "OUTCOME", "LATE", "WHY"])
        for entry in entries where ids.isEmpty || ids.contains(entry.schedule) {
            if json {
                program.terminal.print(String(decoding: try AWSJSON.encode(entry), as: UTF8.self))
                continue
            }
            let tick = entry.tick.map { CivilTime($0).readable } ?? ""
            let first = entry.first.map { "\(CivilTime($0).readable) to " } ?? ""
            let count = entry.count.map { " (\($0))" } ?? ""
            table.add([
                CivilTime(entry.at).readable, entry.schedule, first + tick + count,
                entry.isCaughtUp == true ? "caught up" : entry.outcome.rawValue,
                entry.late.map { DurationWords.text(.seconds($0)) } ?? "", entry.reason,
            ])
        }
        if !json {
            if table.isEmpty {
                program.terminal.print("Nothing was decided since \(CivilTime(since).readable) UTC.")
            } else {
                table.lines().forEach(program.terminal.print)
            }
        }
        return .ok
    }

    /// What was decided since a moment.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    static func read(
        _ service: any SimpleWorkflowService,
        domain: String,
        since: Timestamp
    ) async throws -> [LedgerEntry] {
        let filter = WorkflowExecutionFilter(workflowId: LedgerNote.workflowId)
        let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        var runs = try await service.listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsInput(domain: domain, executionFilter: filter, startTimeFilter: ever)
        ).executionInfos.map(\.execution)
        var page: String?
        repeat {
            let closed = try await service.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    closeTimeFilter: ExecutionTimeFilter(oldestDate: since),
                    domain: domain,
                    executionFilter: filter,
                    nextPageToken: page
                )
            )
            runs += closed.executionInfos.map(\.execution)
            page = closed.nextPageToken
        } while page != nil
        let reader = HistoryReader(service: service, domain: domain)
        var entries: [LedgerEntry] = []
        for run in runs.reversed() {
            let fold = LedgerCoding.fold(try await reader.events(of: run))
            entries += LedgerCoding.entries(fold).filter { $0.at >= since }
        }
        return entries
    }
}
