import SWFModel
import Schedules

/// A schedule as it stands in the file, and the environments that it belongs to.
struct ScheduleEntry {
    var schedule: Schedule
    /// The environments; nil for all.
    var environments: [String]?

    func belongs(to environment: String) -> Bool { environments.map { $0.contains(environment) } ?? true }

    /// Reads an entry; nil when what is wrong with it leaves no schedule, and then the reader has been told.
    init?(_ reader: inout SettingsReader, _ known: [String]) {
        let given = reader.parsed("id", expecting: "at most 200 characters without : / | and control characters") {
            Self.isId($0) ? $0 : nil
        }
        let workflow = reader.optionalString("workflow")
        if workflow == nil { reader.problem("workflow", "is missing: it names the workflow to start.") }
        let version = reader.optionalString("version")
        let zone = Self.zone(&reader)
        let catchUp = reader.choice("catchUp", default: Schedule.CatchUp.latest)
        let overlap = reader.word("overlap", Schedule.Overlap.self)
        let (timing, window) = Self.timing(&reader, hasPolicy: catchUp != .latest || overlap != nil)
        let notBefore = reader.moment("notBefore")
        let notAfter = reader.moment("notAfter")
        if let notBefore, let notAfter, notBefore >= notAfter {
            reader.problem("notAfter", "must come after notBefore; otherwise there is nothing between them.")
        }
        let jitter = reader.duration("jitter", from: .zero, through: .seconds(86_400))
        let within = reader.duration("catchUpWithin", from: .seconds(1), through: .seconds(366 * 86_400))
        let condition = ScheduleCondition(&reader)
        let tags = Self.tags(&reader)
        let input = Self.input(&reader)
        environments = Self.environments(&reader, known)
        guard let timing, let id = given ?? workflow else { return nil }
        if given == nil, !Self.isId(id) {
            reader.problem(
                "id",
                "is missing, and the name of the workflow will not do: it has characters that ids may not have."
            )
        }
        schedule = Schedule(
            id: id,
            workflow: workflow ?? "",
            version: version,
            timing: timing,
            zone: zone,
            window: window,
            notBefore: notBefore,
            notAfter: notAfter,
            jitter: jitter ?? .zero,
            catchUp: catchUp,
            catchUpWithin: within,
            overlap: overlap,
            condition: condition,
            input: input,
            tags: tags
        )
    }

    private static func isId(_ text: String) -> Bool {
        // Ids of executions may not have these (swf-spec.md 2.1), and what follows the id needs room.
        let forbidden = text.unicodeScalars.contains {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || ":/|".unicodeScalars.contains($0)
        }
        return !text.isEmpty && text.unicodeScalars.count <= 200 && !forbidden && text != "arn"
            && !text.hasPrefix("martlet.cron")
    }

    private static func zone(_ reader: inout SettingsReader) -> ZoneOffsets {
        var hint = ""
        let zone = reader.parsed("timeZone", expecting: "the IANA name of a time zone, like \"Europe/London\"") {
            text in
            let zone = SystemZones.offsets(named: text)
            if zone == nil, let near = NearestName.find(text, among: SystemZones.names) {
                hint = " Did you mean \(near)?"
            }
            return zone
        }
        if !hint.isEmpty { reader.addToLastProblem(hint) }
        return zone ?? .utc
    }

    private static func timing(
        _ reader: inout SettingsReader,
        hasPolicy: Bool
    ) -> (Schedule.Timing?, window: CronExpression?) {
        let problems = reader.problems.count
        let cron = reader.expression("cron")
        let every = reader.duration("every", from: .seconds(1), through: .seconds(366 * 86_400))
        let anchor = reader.moment("anchor")
        let notSince = reader.duration("notSince", from: .zero, through: .seconds(366 * 86_400))
        let window = reader.expression("window")
        let isRead = reader.problems.count == problems
        if anchor != nil, every == nil, isRead { reader.problem("anchor", "belongs to every, which is missing.") }
        switch (cron, every, notSince) {
        case (let cron?, nil, nil): return (.cron(cron), window)
        case (nil, let every?, nil):
            return (.every(every, anchor: anchor ?? Timestamp(milliseconds: 0)), window)
        case (_, nil, let notSince?):
            if cron != nil, window != nil {
                reader.problem("window", "and cron are both there: beside notSince an expression is a window.")
            }
            if hasPolicy {
                reader.problem(
                    "notSince",
                    "has no ticks that could be missed or overlap: leave out catchUp and overlap."
                )
            }
            return (.notSince(notSince), window ?? cron)
        case (nil, nil, nil):
            if isRead {
                reader.problem("cron", "and every and notSince are all missing: one of them says when to start.")
            }
            return (nil, nil)
        default:
            reader.problem("every", "stands beside cron or notSince: only one of them can say when to start.")
            return (nil, nil)
        }
    }

    private static func tags(_ reader: inout SettingsReader) -> [String] {
        let tags = reader.strings("tags")
        if tags.count > 4 { reader.problem("tags", "may have at most 4 tags, and has \(tags.count).") }
        if let long = tags.first(where: { $0.isEmpty || $0.utf16.count > 256 }) {
            reader.problem("tags", "must each have 1 to 256 characters, and one has \(long.utf16.count).")
        }
        return tags
    }

    private static func input(_ reader: inout SettingsReader) -> String? {
        let input = reader.json("input")
        for word in input.map(InputTemplate.unknownWords) ?? [] {
            // Braces may be anything in a text; only what is nearly one of our words is a slip.
            guard let near = NearestName.find(word, among: InputTemplate.words.map(\.name)) else { continue }
            reader.problem("input", "has {\(word)}, which stands for nothing. Did you mean {\(near)}?")
        }
        return input
    }

    private static func environments(_ reader: inout SettingsReader, _ known: [String]) -> [String]? {
        let names = reader.strings("environments")
        for name in names where !known.contains(name) {
            let hint = NearestName.find(name, among: known).map { " Did you mean \($0)?" } ?? ""
            reader.problem("environments", "names \"\(name)\", which the settings do not have.\(hint)")
        }
        return names.isEmpty ? nil : names
    }
}

extension ScheduleCondition {
    /// Reads the condition of a schedule; nil when it has none.
    init?(_ reader: inout SettingsReader) {
        guard reader.has("when") else { return nil }
        let read: ScheduleCondition? = reader.section("when") { reader in
            let activities = reader.optionalString("pendingActivityTasks")
            let decisions = reader.optionalString("pendingDecisionTasks")
            let type = reader.optionalString("openExecutionsOfType")
            let tag = reader.optionalString("openExecutionsWithTag")
            let command = reader.strings("command")
            let questions: [Question] = [
                activities.map(Question.pendingActivityTasks), decisions.map(Question.pendingDecisionTasks),
                type.map(Question.openExecutionsOfType), tag.map(Question.openExecutionsWithTag),
                command.isEmpty ? nil : .command(command),
            ].compactMap { $0 }
            let atLeast = reader.integer("atLeast", default: 1, in: 0...1_000_000)
            let atMost = reader.has("atMost") ? reader.integer("atMost", default: 0, in: 0...1_000_000) : nil
            guard questions.count == 1, let question = questions.first else {
                reader.problem(
                    "command",
                    "or pendingActivityTasks, pendingDecisionTasks, openExecutionsOfType, openExecutionsWithTag: "
                        + "exactly one of them says what is asked, and \(questions.count) are there."
                )
                return nil
            }
            if let atMost, atMost < atLeast { reader.problem("atMost", "is less than atLeast, \(atLeast).") }
            return ScheduleCondition(question, atLeast: atLeast, atMost: atMost)
        }
        guard let read else { return nil }
        self = read
    }
}
