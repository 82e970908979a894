import AppSettings
public import CommandSupport
public import SWFModel
import SWFWire
import Schedules

/// What people ask cron: what it would do, and when.
public enum CronLooking {
    /// What `next` tells of a tick.
    private struct Next: Encodable {
        var schedule: String
        var tick: Timestamp
        var due: Timestamp

        private enum CodingKeys: String, CodingKey {
            case schedule
            case tick = "tick_timestamp"
            case due = "due_timestamp"
        }
    }

    /// Tells the next ticks of schedules. It asks no service, so it knows nothing of runs and pauses.
    ///
    /// - Parameters:
    ///   - now: After when.
    ///   - count: How many of each schedule.
    public static func next(
        _ program: Program,
        ids: [String],
        now: Timestamp?,
        count: Int,
        json: Bool
    ) throws -> ProgramStatus {
        let schedules = try CronLook(program: program, workflows: []).schedules(ids)
        // The machine's clock is good enough for what people read.
        let ticks = Upcoming.starts(of: schedules, after: now ?? MachineClock.now, count: count)
        var table = Table(["SCHEDULE", "TICK (UTC)", "THERE", "PUT OFF BY"])
        for tick in ticks {
            guard let schedule = schedules.first(where: { $0.id == tick.schedule }) else { continue }
            if json {
                let next = Next(schedule: tick.schedule, tick: tick.tick, due: tick.due)
                program.terminal.print(String(decoding: try AWSJSON.encode(next), as: UTF8.self))
            } else if schedule.hasTicks {
                table.add([
                    tick.schedule, CivilTime(tick.tick).readable,
                    "\(CivilTime(tick.tick, in: schedule.zone).readable) \(schedule.zone.name)",
                    tick.due > tick.tick ? DurationWords.text(tick.due - tick.tick) : "",
                ])
            } else {
                table.add([tick.schedule, "", schedule.words, ""])
            }
        }
        print(table, program, json: json, empty: "Nothing will be started.")
        return .ok
    }

    /// What `preview` tells of a tick.
    private struct Preview: Encodable {
        var schedule: String
        var tick: Timestamp
        var local: String
        var zone: String
        var offset: Int

        private enum CodingKeys: String, CodingKey {
            case schedule, local, zone
            case tick = "tick_timestamp"
            case offset = "offset_time"
        }
    }

    /// Tells every tick of a stretch of time, or those around the next changes of the clocks.
    ///
    /// - Parameter acrossChanges: Whether the ticks around the next two changes of the clocks of each schedule's zone are
    ///   told, instead of those of the stretch.
    public static func preview(
        _ program: Program,
        ids: [String],
        from: Timestamp?,
        length: Duration,
        acrossChanges: Bool,
        json: Bool
    ) throws -> ProgramStatus {
        let schedules = try CronLook(program: program, workflows: []).schedules(ids).filter(\.hasTicks)
        let now = from ?? MachineClock.now
        var table = Table(["SCHEDULE", "TICK (UTC)", "CLOCK THERE", "UTC+", ""])
        for schedule in schedules {
            for stretch in schedule.stretches(from: now, length: length, acrossChanges: acrossChanges) {
                if !json, let words = stretch.words { table.add([schedule.id, "", words, "", ""]) }
                for tick in schedule.ticks(in: stretch) {
                    let offset = schedule.zone.offset(at: tick)
                    let local = CivilTime(tick, in: schedule.zone).readable
                    guard !json else {
                        let preview = Preview(
                            schedule: schedule.id,
                            tick: tick,
                            local: local,
                            zone: schedule.zone.name,
                            offset: offset
                        )
                        program.terminal.print(String(decoding: try AWSJSON.encode(preview), as: UTF8.self))
                        continue
                    }
                    table.add([schedule.id, CivilTime(tick).readable, local, hours(offset), stretch.note(tick)])
                }
            }
        }
        print(table, program, json: json, empty: "There are no ticks.")
        return .ok
    }

    /// What `explain` tells of a schedule.
    private struct Explanation: Encodable {
        var schedule: String
        var rule: String
        var starts: [String]
        var reason: String
        var next: Timestamp?
        var last: Timestamp?
        var completed: Timestamp?
        var waiting: Int
        var open: [String]
        var paused: String?

        private enum CodingKeys: String, CodingKey {
            case schedule, rule, starts, reason, waiting, open, paused
            case next = "next_timestamp"
            case last = "last_timestamp"
            case completed = "completed_timestamp"
        }
    }

    /// Tells what a look would do now, and why, without doing it.
    ///
    /// - Parameter wall: A moment to look at windows at, instead of now.
    public static func explain(
        _ program: Program,
        ids: [String],
        wall: Timestamp?,
        json: Bool
    ) async throws -> ProgramStatus {
        let look = CronLook(program: program, workflows: [])
        let schedules = try look.schedules(ids)
        // Nothing is decided here, so the machine's clock may stand for the service's.
        let now = MachineClock.now
        try await look.with { service in
            let fold = try await look.ledger(service).read()
            var state = fold?.state ?? LedgerState()
            let history = ScheduleHistory(service: service, domain: program.settings.domain)
            if let fold { try await history.refresh(&state, fold) }
            for schedule in schedules where state[schedule.id]?.rule ?? "" == "" {
                let pause = state[schedule.id]?.pause
                state[schedule.id] = .newcomer(schedule, runs: try await history.runs(of: schedule), now: now)
                state[schedule.id]?.pause = pause
            }
            var plan = LedgerPlan(schedules, state: state, now: now, wall: wall)
            var answers: [String: ScheduleCondition.Answer] = [:]
            for schedule in plan.asked {
                guard let condition = schedule.condition else { continue }
                let probe = ConditionProbe(
                    service: service,
                    domain: program.settings.domain,
                    folder: program.settings.home,
                    variables: ["MARTLET_ENV": program.settings.environment]
                )
                answers[schedule.id] = try await probe.answer(condition, schedule: schedule.id)
            }
            if !answers.isEmpty { plan = LedgerPlan(schedules, state: state, now: now, wall: wall, answers: answers) }
            for part in plan.parts {
                let known = state[part.schedule.id]
                let explanation = Explanation(
                    schedule: part.schedule.id,
                    rule: part.schedule.words,
                    starts: part.verdict.starts.map(\.workflowId),
                    reason: part.verdict.starts.first?.reason ?? part.verdict.reason,
                    next: Upcoming.quietUntil([part.schedule], state: state, after: now),
                    last: known?.last,
                    completed: known?.completed,
                    waiting: known?.waiting.count ?? 0,
                    open: known?.open.map(\.workflowId) ?? [],
                    paused: state.pause(of: part.schedule.id, at: now)?.words(at: now)
                )
                if json {
                    program.terminal.print(String(decoding: try AWSJSON.encode(explanation), as: UTF8.self))
                } else {
                    words(explanation).forEach(program.terminal.print)
                }
            }
            if schedules.isEmpty, !json {
                program.terminal.print("The environment \(program.settings.environment) has no schedules.")
            }
        }
        return .ok
    }

    private static func words(_ explanation: Explanation) -> [String] {
        let verb = explanation.starts.isEmpty ? "skip" : "start"
        var lines = ["\(explanation.schedule) \(verb): \(explanation.reason)", "    \(explanation.rule)"]
        if !explanation.open.isEmpty { lines.append("    open: \(explanation.open.joined(separator: ", "))") }
        if explanation.waiting > 0 { lines.append("    ticks that wait: \(explanation.waiting)") }
        if let last = explanation.last { lines.append("    last tick: \(CivilTime(last).readable) UTC") }
        return lines
    }

    private static func print(_ table: Table, _ program: Program, json: Bool, empty: String) {
        guard !json else { return }
        if table.isEmpty { return program.terminal.print(empty) }
        table.lines().forEach(program.terminal.print)
    }

    private static func hours(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        let rest = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
        return "\(offset < 0 ? "-" : "+")\(minutes / 60):\(rest)"
    }
}
