import AppSettings
import CommandSupport
import Martlet
import SWFClient
import SWFModel
import Schedules
import ServiceSupport

/// What every command of cron begins with: the schedules of the environment, and the service.
struct CronLook: Sendable {
    let program: Program
    let workflows: [WorkflowType]

    /// The schedules of the environment; none when there is no file.
    ///
    /// - Throws: `SettingsError` with every problem of the file.
    func schedules() throws(SettingsError) -> [Schedule] {
        let settings = program.settings
        guard let file = try ScheduleFile.find(settings) else { return [] }
        return try file.schedules(of: settings.environment, among: settings.environments)
    }

    /// The schedules with some ids, or all.
    ///
    /// - Throws: ``Complaint`` (usage) for an id that no schedule has.
    func schedules(_ ids: [String]) throws -> [Schedule] {
        let all = try schedules()
        for id in ids where !all.contains(where: { $0.id == id }) {
            let known = all.isEmpty ? "there are none" : all.map(\.id).joined(separator: ", ")
            throw Complaint(.usage, "There is no schedule \(id) in \(program.settings.environment): \(known).")
        }
        return ids.isEmpty ? all : all.filter { ids.contains($0.id) }
    }

    func surroundings(_ service: any SimpleWorkflowService) -> CronRun.Surroundings {
        CronRun.Surroundings(
            service: service,
            domain: program.settings.domain,
            taskList: program.settings.taskList,
            environment: program.settings.environment,
            folder: program.settings.home,
            workflows: workflows,
            identity: program.identity
        )
    }

    /// Does something with the service of the settings.
    func with<Result>(_ body: (RemoteWorkflowService) async throws -> Result) async throws -> Result {
        try await ServiceAccess.with(program.settings, logger: program.logger, body)
    }

    func ledger(_ service: any SimpleWorkflowService) -> CronLedger {
        CronLedger(service: service, domain: program.settings.domain, identity: program.identity)
    }
}
