import AppSettings
public import CommandSupport
import SWFModel
import ServiceSupport

/// Counts how executions closed, period by period, and says whether fewer complete than before.
public struct TrendProgram: Sendable {
    private let period: Duration
    private let count: Int
    private let json: Bool

    /// Prepares to count.
    ///
    /// - Parameters:
    ///   - period: How long a period is; the last one ends now.
    ///   - count: How many periods there are.
    public init(period: Duration, count: Int, json: Bool) {
        self.period = period
        self.count = count
        self.json = json
    }

    /// Counts, and tells.
    public func run(_ program: Program) async throws -> ProgramStatus {
        let (trend, time) = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let sight = ServiceSight(service: service, domain: program.settings.domain)
            let time = ServiceMoment.now(service)
            let progress = Progress(program.terminal, total: count, of: "periods are counted")
            let numbers = Array(0..<count)
            let rows = try await Crew.map(numbers, width: 4) { number in
                let end = time.now + (.zero - period * (count - 1 - number))
                var row = ClosingTrend.Row(start: end + (.zero - period), end: end)
                for status in CloseStatus.allCases {
                    // Both ends of a filter belong to it, and to one period only.
                    let found = try await sight.closedCount(
                        from: row.start + .milliseconds(1),
                        to: row.end,
                        status: status
                    )
                    row.counts[status] = found.count
                    row.isTruncated = row.isTruncated || (found.truncated ?? false)
                }
                return row
            } each: { _ in
                await progress.step()
            }
            return (ClosingTrend(rows: rows), time)
        }
        if json { try program.terminal.print(json: trend) } else { trend.lines(time).forEach(program.terminal.print) }
        return .ok
    }
}
