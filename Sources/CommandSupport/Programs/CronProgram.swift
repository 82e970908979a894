import AppSettings
public import SWFModel
import SWFWire

/// One tick of cron from a crontab: silent unless something is wrong, or unless somebody looks.
public enum CronProgram {
    /// Sees to every schedule of the settings.
    ///
    /// - Parameters:
    ///   - workflows: The types that this build knows.
    ///   - now: A moment to take instead of the service's.
    ///   - verbose: Whether to tell why each schedule was or was not started; on a terminal that is always told.
    public static func run(
        _ program: Program,
        workflows: [WorkflowType],
        now: Timestamp?,
        verbose: Bool,
        json: Bool
    ) async throws -> ProgramStatus {
        let schedules = program.settings.cron.schedules
        let tells = verbose || program.terminal.isOutputTerminal
        if schedules.isEmpty {
            if tells { program.terminal.print("The environment \(program.settings.environment) has no schedules.") }
            return .ok
        }
        let reports = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await CronRun(
                service: service,
                domain: program.settings.domain,
                taskList: program.settings.taskList,
                schedules: schedules,
                workflows: workflows,
                identity: program.identity,
                now: now
            ).run()
        }
        for report in reports {
            if json {
                program.terminal.print(String(decoding: try AWSJSON.encode(report), as: UTF8.self))
            } else if report.isProblem {
                program.terminal.complain("cron: \(report.line)")
            } else if tells {
                program.terminal.print(report.line)
            }
        }
        return reports.contains(where: \.isProblem) ? .unexpected : .ok
    }
}
