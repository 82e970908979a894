import AppSettings
public import CommandSupport
import ServiceSupport

/// Compares the clock of this machine with that of the service.
public struct DriftProgram: Sendable {
    private let limit: Duration
    private let json: Bool

    /// Prepares to compare.
    ///
    /// - Parameter limit: How far the clocks may be apart.
    public init(limit: Duration, json: Bool) {
        self.limit = limit
        self.json = json
    }

    /// Compares, and tells; `unexpected` when the clocks are further apart than the limit.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let drift = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await ServiceMoment.drift(service, domain: program.settings.domain)
        }
        if json { try program.terminal.print(json: drift) } else { program.terminal.print(drift.sentence) }
        return drift.isBeyond(limit) ? .unexpected : .ok
    }
}
