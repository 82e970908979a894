import AppSettings
import Deploys
import Logging
import SWFClient
import SWFModel

/// Reads what decides whether a moment is a quiet one: the schedules, what they started, and the open work.
struct WindowReading: Sendable {
    var settings: Settings
    var logger: Logger

    /// Judges a moment.
    ///
    /// - Parameters:
    ///   - moment: The moment.
    ///   - isNow: Whether open work counts: of another moment nobody knows it.
    ///   - clock: How moments are told.
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func window(at moment: Timestamp, isNow: Bool, clock: (Timestamp) -> String) async throws -> DeployWindow {
        let tasks = try await ServiceAccess.with(settings, logger: logger) { service in
            isNow ? try await OpenWork(service: service, domain: settings.domain).activityTasks() : nil
        }
        return DeployWindow(at: moment, starts: [], runs: [], openTasks: tasks, clock: clock)
    }
}
