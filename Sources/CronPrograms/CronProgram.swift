import AppSettings
public import CommandSupport
public import SWFModel
import SWFWire

/// One look of cron from a crontab: silent unless something is wrong, or unless somebody looks.
public enum CronProgram {
    /// Sees to every schedule of the environment.
    ///
    /// - Parameters:
    ///   - workflows: The types that this build knows.
    ///   - wall: A moment to look at windows of time at, instead of now.
    ///   - verbose: Whether to tell why each schedule was or was not started; on a terminal that is always told.
    public static func run(
        _ program: Program,
        workflows: [WorkflowType],
        wall: Timestamp?,
        verbose: Bool,
        json: Bool
    ) async throws -> ProgramStatus {
        let look = CronLook(program: program, workflows: workflows)
        let schedules = try look.schedules()
        let tells = verbose || program.terminal.isOutputTerminal
        if schedules.isEmpty {
            if tells { program.terminal.print("The environment \(program.settings.environment) has no schedules.") }
            return .ok
        }
        let result = try await look.with { service in
            try await CronRun(look.surroundings(service), schedules: schedules, wall: wall).run()
        }
        try tell(result.reports, program.terminal, tells: tells, json: json)
        return result.reports.contains(where: \.isProblem) ? .unexpected : .ok
    }

    static func tell(_ reports: [CronReport], _ terminal: Terminal, tells: Bool, json: Bool) throws {
        for report in reports {
            if json {
                terminal.print(String(decoding: try AWSJSON.encode(report), as: UTF8.self))
            } else if report.isProblem {
                terminal.complain("cron: \(report.line)")
            } else if tells {
                terminal.print(report.line)
            }
        }
    }
}
