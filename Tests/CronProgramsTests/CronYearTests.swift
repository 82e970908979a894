import MartletTesting
import SWFModel
import Schedules
import Testing

/// Any number of crons, killed and standing still at any call, over a year with two changes of clocks: each tick is started once,
/// or the ledger says why not.
@Suite struct CronYearTests {
    private static let all = Duration.seconds(366 * 86_400)

    private func schedules() throws -> [Schedule] {
        let london = try #require(SystemZones.offsets(named: "Europe/London"))
        func each(_ id: String, _ cron: String) throws -> Schedule {
            Schedule(
                id: id,
                workflow: "Ping",
                timing: .cron(try CronExpression(cron)),
                zone: london,
                catchUp: .all,
                catchUpWithin: Self.all,
                overlap: .allow
            )
        }
        return [
            try each("nightly", "30 1 * * *"), try each("often", "7 */3 * * *"), try each("twice", "*/30 1 * * SUN"),
            Schedule(
                id: "interval",
                workflow: "Ping",
                timing: .every(.seconds(7 * 3600 + 13 * 60), anchor: Timestamp(milliseconds: 0)),
                jitter: .seconds(900),
                catchUp: .all,
                catchUpWithin: Self.all,
                overlap: .allow
            ),
            Schedule(id: "latest", workflow: "Ping", timing: .cron(try CronExpression("*/20 * * * *")), zone: london),
            Schedule(
                id: "queued",
                workflow: "Ping",
                timing: .cron(try CronExpression("15 * * * *")),
                zone: london,
                overlap: .queue
            ),
            Schedule(id: "since", workflow: "Ping", timing: .notSince(.seconds(31 * 60))),
        ]
    }

    /// The ticks of a stretch, found by walking through its minutes: another way than that of the expression. For a time of day
    /// it is the first minute of the day at which the clock on the wall shows it, or has passed it by.
    private func walk(_ id: String, from: Timestamp, through: Timestamp) throws -> [Timestamp] {
        let london = try #require(SystemZones.offsets(named: "Europe/London"))
        var ticks: [Timestamp] = []
        var day = ""
        var isDone = true
        for step in 0...Int((through - from).components.seconds / 60) {
            let minute = Timestamp(milliseconds: from.milliseconds / 60_000 * 60_000) + .seconds(step * 60)
            let local = CivilTime(minute, in: london)
            let isTick: Bool
            switch id {
            case "nightly":
                if local.date != day {
                    day = local.date
                    isDone = local.hour * 60 + local.minute > 90
                }
                isTick = !isDone && local.hour * 60 + local.minute >= 90
                if isTick { isDone = true }
            case "often": isTick = local.minute == 7 && local.hour % 3 == 0
            case "twice": isTick = local.weekday == 0 && local.hour == 1 && local.minute % 30 == 0
            case "interval": isTick = minute.milliseconds % ((7 * 3600 + 13 * 60) * 1000) == 0
            case "latest": isTick = local.minute % 20 == 0
            case "queued": isTick = local.minute == 15
            default: isTick = false
            }
            if isTick, minute > from, minute <= through { ticks.append(minute) }
        }
        return ticks
    }

    /// What is wrong with a year, in sentences.
    private func judge(_ year: CronYear, _ entries: Set<LedgerEntry>) throws -> [String] {
        var wrong: [String] = []
        let runs = year.runs
        for (id, all) in runs where id != "since" && all.count > 1 {
            wrong.append("\(id) was started \(all.count) times")
        }
        for schedule in year.schedules where schedule.hasTicks {
            var told: [Timestamp: Int] = [:]
            for entry in entries where entry.schedule == schedule.id {
                guard let last = entry.tick, entry.outcome == .started || entry.outcome == .skipped else { continue }
                var tick = entry.first ?? last
                told[tick, default: 0] += 1
                while tick < last, let next = schedule.nextTick(after: tick) {
                    tick = next
                    told[tick, default: 0] += 1
                }
                if entry.outcome == .started, runs[schedule.workflowId(last)]?.count != 1 {
                    wrong.append("\(schedule.workflowId(last)) is told as started, and was not")
                }
            }
            let last = try #require(told.keys.max())
            let expected = try walk(schedule.id, from: CronYear.begin + .seconds(-600), through: last)
            for tick in expected where told[tick] != 1 {
                wrong.append("\(schedule.workflowId(tick)) is told \(told[tick] ?? 0) times")
            }
            if told.count != expected.count {
                wrong.append("\(schedule.id): \(told.count) ticks for \(expected.count)")
            }
            let started = runs.keys.filter { $0.hasPrefix(schedule.id + ".") }.count
            let saidStarted = entries.count { $0.schedule == schedule.id && $0.outcome == .started }
            if started != saidStarted {
                wrong.append("\(schedule.id): \(started) runs, and \(saidStarted) are told of")
            }
            if schedule.catchUp == .all, started != expected.count {
                wrong.append("\(schedule.id): \(started) runs for \(expected.count) ticks")
            }
        }
        return wrong
    }

    @Test(.timeLimit(.minutes(10)))
    func `in a year of kills, pauses and clock jumps each tick is started once or accounted for`() async throws {
        let seed = UInt64.random(in: 1...1_000_000)
        let year = try await CronYear(try schedules(), seed: seed)
        var entries: Set<LedgerEntry> = []
        // The service keeps the ledger's closed runs for ninety days, so it is read before they go.
        for day in stride(from: 60, through: 360, by: 60) {
            try await year.live(until: CronYear.begin + .seconds(day * 86_400))
            entries.formUnion(try await year.ledger())
        }
        try await year.live(until: CronYear.begin + .seconds(365 * 86_400))
        try await year.calm()
        entries.formUnion(try await year.ledger())
        print(
            "cron year: seed \(seed), \(year.looks) looks, \(year.kills) kills, \(year.pauses) pauses, \(year.runs.count) ids"
        )
        let wrong = try judge(year, entries)
        #expect(wrong.prefix(20) == [], "seed \(seed)")
        #expect(year.kills > 150 && year.pauses > 150)
        #expect(year.runs.count > 4_000)
    }

    @Test(.timeLimit(.minutes(10)))
    func `starts that are not decisions of the ledger are found to be doubled`() async throws {
        let year = try await CronYear(try schedules(), seed: 7, isUnfenced: true)
        try await year.live(until: CronYear.begin + .seconds(10 * 86_400))
        try await year.calm()
        let doubled = year.runs.filter { $0.key != "since" && $0.value.count > 1 }
        #expect(!doubled.isEmpty)
    }
}
