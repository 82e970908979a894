import Schedules

@testable import AppSettings

extension FuzzTarget {
    /// The settings: a file, and after a zero byte lines of flags (`path=value`) and variables (`$NAME=value`).
    static let settings = FuzzTarget(name: "settings", maximumLength: 2048) {
        SettingsTexts.seeds
    } run: { bytes in
        try SettingsTexts.check(bytes)
    }
}

/// What must hold of settings, whatever somebody wrote into them.
enum SettingsTexts {
    static func check(_ bytes: [UInt8]) throws {
        let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let file = String(decoding: parts[0], as: UTF8.self)
        var sources = SettingsSources(
            file: file.isEmpty ? nil : .init(name: "settings.json", text: file),
            home: "/home/martlet",
            currentFolder: "/tmp"
        )
        let lines = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
        for line in lines.split(separator: "\n") {
            guard let assignment = SettingOverride(assignment: String(line)) else { continue }
            if assignment.path.hasPrefix("$") {
                sources.variables[String(assignment.path.dropFirst())] = assignment.text
            } else {
                sources.overrides.append(assignment)
            }
        }
        for environment in [nil, "live"] {
            sources.environment = environment
            try load(sources, bytes.count)
        }
        _ = DurationText.parse(file)
        try schedules(file, bytes.count)
    }

    /// The same text as a file of schedules: every schedule that is taken has an id of its own, a workflow and an input in JSON.
    private static func schedules(_ text: String, _ length: Int) throws(Finding) {
        let schedules: [Schedule]
        do {
            schedules = try ScheduleFile(name: "schedules.json", text: text).schedules(
                of: "dev",
                among: ["dev", "live"]
            )
        } catch {
            try complaint(error, length)
            return
        }
        try expect(Set(schedules.map(\.id)).count == schedules.count, "two schedules have one id")
        for schedule in schedules {
            try expect(!schedule.workflow.isEmpty && !schedule.id.isEmpty, "a schedule starts nothing")
            try expect(schedule.jitter >= .zero && schedule.catchUpWithin > .zero, "a duration is negative")
            if let input = schedule.input {
                try expect((try? JSONParser.parse(input)) != nil, "the input of a schedule is no JSON: \(input)")
            }
        }
    }

    private static func load(_ sources: SettingsSources, _ length: Int) throws(Finding) {
        let settings: Settings
        do {
            settings = try Settings.load(sources)
        } catch {
            try complaint(error, length)
            return
        }
        let again = try? Settings.load(sources)
        try expect(again == settings, "the same sources give other settings")
        try expect(settings.environments.contains(settings.environment), "an unlisted environment is chosen")
        try expect((0...65_535).contains(settings.server.port), "a port is \(settings.server.port)")
        try expect((0...1000).contains(settings.workers.count), "there are \(settings.workers.count) workers")
        try expect((1...1000).contains(settings.deciders.slots), "there are \(settings.deciders.slots) slots")
        if case .sqlite(let path) = settings.server.store {
            try expect(path.hasPrefix("/"), "the path \(path) is not absolute")
        }
        try expect(settings.activities.outputFolder.hasPrefix("/"), "a folder is not absolute")
        try expect(!settings.domain.contains { ":/|".contains($0) }, "the domain is \(settings.domain)")
        try expect(settings.cron.file.hasPrefix("/"), "the path of the schedules is not absolute")
        for origin in settings.origins { try expect(!origin.path.isEmpty, "a setting has no name") }
    }

    /// Sentences for people: not empty, and not much longer than what they are about.
    private static func complaint(_ error: SettingsError, _ length: Int) throws(Finding) {
        try expect(!error.problems.isEmpty, "settings are refused without a reason")
        // What is wrong with a value is said for each environment, with the value in it.
        let bound = (2 + length) * (600 + 2 * length)
        let said = error.description.utf8.count
        try expect(said <= bound, "settings of \(length) bytes are answered with \(said)")
        for problem in error.problems { try expect(!problem.isEmpty, "a problem is not named") }
    }

    static let seeds: [FuzzTarget.Seed] = [
        .init("nothing", "".utf8),
        .init("least", #"{"environments":{"dev":{}}}"#.utf8),
        .init(
            "much",
            """
            {"//":"a comment","environments":{"dev":{"domain":"D","taskList":"L","retentionDays":7,
            "server":{"store":"sqlite:var/x.sqlite","host":"127.0.0.1","port":7340},
            "deciders":{"count":1,"slots":2},"workers":{"count":0,"slots":1},
            "logs":{"level":"debug","format":"json"},
            "cron":{"file":"cron/mine.json"}},
            "live":{"service":{"endpoint":"https://swf.us-east-1.amazonaws.com","region":"eu-west-1"}}}}
            """.utf8
        ),
        .init(
            "schedules",
            """
            {"schedules":[{"id":"a","workflow":"W","version":"1","cron":"*/5 8-18 * * MON-FRI","timeZone":"UTC","jitter":"2m",
            "catchUp":"all","catchUpWithin":"2h","overlap":"queue","input":{"x":["{date}","\\u00e9"]},"tags":["t"],
            "when":{"pendingActivityTasks":"l","atLeast":2,"atMost":9},"environments":["dev"]},
            {"workflow":"W","notSince":"1h30m","window":"45-59 * * * *"},
            {"id":"b","workflow":"W","every":"90s","anchor":"2026-01-01T00:00Z","notBefore":0,"notAfter":"2027-01-01T00:00Z"}]}
            """.utf8
        ),
        .init("memory", #"{"environments":{"dev":{"server":{"store":"memory","credentialsFile":"keys.json"}}}}"#.utf8),
        .init("slip", #"{"environment":{"dev":{"sever":{"prot":1}}}}"#.utf8),
        .init(
            "wrong",
            #"{"environments":{"dev":{"server":{"port":"many"},"cron":{"schedules":[1,{}]}},"live":3}}"#.utf8
        ),
        .init("placeholder", #"{"environments":{"dev":{"domain":"<your domain>","taskList":"CHANGE-ME"}}}"#.utf8),
        .init(
            "flags",
            #"{"environments":{"dev":{}}}"#.utf8 + [0]
                + "server.port=8000\n$MARTLET_SERVER_HOST=::1\n$MARTLET_WORKERS_COUNT=3\ncron.file=x.json\n$MARTLET_SERVR_PORT=1"
                .utf8
        ),
    ]
}
