import AppSettings
public import ArgumentParser
import CommandSupport
import Foundation
import Logging
import Pools
import SWFClient
import SWFModel
import ServiceSupport

/// `martlet status`: how the pools of environments are.
public enum StatusProgram {
    /// Tells how they are.
    ///
    /// - Throws: The exit code, when it is not 0: 3 when something that should run does not, or does not poll.
    public static func run(_ options: EnvironmentOptions, json: Bool) async throws(ExitCode) {
        let terminal = Terminal.process()
        do {
            var environments: [EnvironmentStatus] = []
            for settings in try options.load() { environments.append(await status(settings)) }
            let report = StatusReport(environments: environments, time: .machine())
            if json { terminal.print(try report.json()) } else { report.lines().forEach(terminal.print) }
            if environments.contains(where: { $0.status != .ok }) { throw ExitCode(ProgramStatus.missing.rawValue) }
        } catch let code as ExitCode {
            throw code
        } catch {
            let complaint = Complaint(error)
            terminal.complain("martlet: \(complaint.description)")
            throw ExitCode(complaint.status.rawValue)
        }
    }

    private static func status(_ settings: Settings) async -> EnvironmentStatus {
        let lists = await lists(settings)
        return EnvironmentStatus(
            settings,
            SupervisorSetup(settings),
            lists: lists,
            host: ProcessInfo.processInfo.hostName,
            now: MachineClock.now
        )
    }

    /// What waits at the service. A look must not take longer than a person waits: three seconds.
    private static func lists(_ settings: Settings) async -> EnvironmentStatus.Lists {
        let silent = Logger(label: "martlet.status", factory: { _ in SwiftLogNoOpLogHandler() })
        let (lists, isLate) = await TimeLimit(.seconds(3)).run { () -> EnvironmentStatus.Lists in
            do {
                let lists = try await ServiceAccess.with(settings, logger: silent) {
                    try await $0.listTaskLists(domain: settings.domain)
                }
                return .known(lists)
            } catch  where Fault.isUnknownOperation(error) {
                return .unknown("what waits is not known: this service does not tell, as Amazon SWF does not")
            } catch {
                return .unknown("what waits is not known: \(Complaint(error).description)")
            }
        }
        return isLate ? .unknown("what waits is not known: the service did not answer within 3 s") : lists
    }
}
