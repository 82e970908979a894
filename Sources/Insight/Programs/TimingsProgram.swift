import AppSettings
public import CommandSupport
import HistoryReading
import SWFModel
import ServiceSupport

/// Shows when the steps of an execution began and were over, as a table, a chart or JSON.
public struct TimingsProgram: Sendable {
    /// How they are shown.
    public enum Form: Sendable {
        /// A table.
        case table
        /// Bars along the time.
        case chart(width: Int, ascii: Bool)
        /// One JSON object.
        case json
    }

    private let id: String
    private let run: String?
    private let form: Form
    private let isWhole: Bool

    /// Prepares to look at an execution.
    ///
    /// - Parameter isWhole: Whether decision tasks are shown too.
    public init(id: String, run: String?, form: Form, isWhole: Bool) {
        self.id = id
        self.run = run
        self.form = form
        self.isWhole = isWhole
    }

    /// Looks, and tells.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let (execution, events, time) = try await ServiceAccess.with(program.settings, logger: program.logger) {
            let domain = program.settings.domain
            let execution = try await ExecutionFinder(service: $0, domain: domain).find(id, run: run)
            let events = try await ServiceSupport.HistoryReader(service: $0, domain: domain).events(of: execution)
            return (execution, events, ServiceMoment.now($0))
        }
        switch form {
        case .json: try program.terminal.print(json: ExecutionTimings(events, of: execution, all: isWhole))
        case .table: ExecutionTimings(events, of: execution, all: isWhole).lines(time).forEach(program.terminal.print)
        case .chart(let width, let ascii):
            let chart = GanttChart(events, of: execution, all: isWhole, now: time.now)
            chart.lines(width: width, ascii: ascii).forEach(program.terminal.print)
        }
        return .ok
    }
}
