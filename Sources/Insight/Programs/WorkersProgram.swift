import AppSettings
public import CommandSupport
import SWFModel
import ServiceSupport

/// Shows who works for an environment.
public struct WorkersProgram: Sendable {
    private let json: Bool

    /// Prepares to look.
    public init(json: Bool) {
        self.json = json
    }

    /// Looks, and tells; with JSON an object a line.
    public func run(_ program: Program) async throws -> ProgramStatus {
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let crew = MachineCrew(program.settings)
            let lists = try await ServiceSight(service: service, domain: program.settings.domain)
                .taskLists(crew.taskLists)
            let table = CrewTable(
                lists: lists,
                reports: crew.reports,
                host: crew.host,
                gone: Machine.gone(lists.flatMap { $0.pollers ?? [] }.compactMap(\.identity))
            )
            if json {
                for member in table.members { try program.terminal.print(json: member) }
            } else {
                table.lines(ServiceMoment.now(service)).forEach(program.terminal.print)
            }
        }
        return .ok
    }
}
