import AppSettings
public import CommandSupport
public import SWFModel
import SWFWire
import Schedules

/// What people tell cron: to hold a schedule back, to let it go on, to start it now. It is kept by the service, so it holds for
/// every cron of the domain, and for those that are started later.
public enum CronWishes {
    /// What is told as JSON.
    private struct Told: Encodable {
        var done: String
        var schedules: [String]
    }

    /// Holds schedules back.
    ///
    /// - Parameters:
    ///   - ids: The schedules; empty for all, those that are not in the file yet too.
    ///   - until: Until when; until somebody resumes them when nil.
    public static func pause(
        _ program: Program,
        ids: [String],
        until: Timestamp?,
        reason: String?,
        json: Bool
    ) async throws -> ProgramStatus {
        let wish = LedgerNote.Wish(by: program.identity, until: until, reason: reason)
        try await send(LedgerNote.pause, wish, to: ids, program)
        let end = until.map { " until \(CivilTime($0).readable) UTC" } ?? " until `cron resume`"
        try tell(program, json: json, "paused", ids, end)
        return .ok
    }

    /// Lets schedules go on. What came meanwhile is caught up as the schedule says.
    ///
    /// - Parameters:
    ///   - ids: The schedules; empty for all.
    ///   - from: Ticks after it count as not decided yet; for a schedule whose clock was once wrong.
    public static func resume(
        _ program: Program,
        ids: [String],
        from: Timestamp?,
        json: Bool
    ) async throws -> ProgramStatus {
        try await send(LedgerNote.resume, LedgerNote.Wish(by: program.identity, tick: from), to: ids, program)
        try tell(program, json: json, "resumed", ids, "")
        return .ok
    }

    /// Starts a schedule now, whatever its rule says: a run of its own, or that of a tick.
    public static func trigger(
        _ program: Program,
        id: String,
        tick: Timestamp?,
        workflows: [WorkflowType],
        json: Bool
    ) async throws -> ProgramStatus {
        let look = CronLook(program: program, workflows: workflows)
        let schedules = try look.schedules()
        guard let schedule = try look.schedules([id]).first else { return .usage }
        if let tick, !schedule.isTick(tick) {
            let next =
                schedule.nextTick(after: tick).map { "; the next after it is \(CivilTime($0).readable) UTC" } ?? ""
            throw Complaint(.usage, "\(CivilTime(tick).readable) UTC is no tick of \(id)\(next).")
        }
        let result = try await look.with { service in
            try await look.ledger(service).signal(
                LedgerNote.trigger,
                LedgerNote.Wish(by: program.identity, schedule: id, tick: tick)
            )
            return try await CronRun(look.surroundings(service), schedules: schedules).run()
        }
        try CronProgram.tell(
            result.reports.filter { $0.schedule == id || $0.isProblem || result.now == nil },
            program.terminal,
            tells: true,
            json: json
        )
        return result.reports.contains(where: \.isProblem) ? .unexpected : .ok
    }

    private static func send(
        _ signal: String,
        _ wish: LedgerNote.Wish,
        to ids: [String],
        _ program: Program
    ) async throws {
        let look = CronLook(program: program, workflows: [])
        _ = try look.schedules(ids)
        try await look.with { service in
            for id in ids.isEmpty ? [nil] : ids.map(Optional.some) {
                var wish = wish
                wish.schedule = id
                try await look.ledger(service).signal(signal, wish)
            }
        }
    }

    private static func tell(_ program: Program, json: Bool, _ done: String, _ ids: [String], _ end: String) throws {
        let told = Told(done: done, schedules: ids)
        let who = ids.isEmpty ? "all schedules of the domain \(program.settings.domain)" : ids.joined(separator: ", ")
        program.terminal.print(
            json ? String(decoding: try AWSJSON.encode(told), as: UTF8.self) : "\(who): \(done)\(end)"
        )
    }
}
