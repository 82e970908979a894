import Foundation
import SWFModel
import Schedules
import Testing

@testable import AppSettings

@Suite struct ScheduleFileTests {
    /// The schedules of `dev` in a file with these schedules.
    private func schedules(_ list: String, environment: String = "dev") throws -> [Schedule] {
        try ScheduleFile(name: "schedules.json", text: "{\"schedules\": [\(list)]}")
            .schedules(of: environment, among: ["dev", "live"])
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try ScheduleFile(name: "schedules.json", text: text).schedules(of: "dev", among: ["dev", "live"])
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `a schedule says what, when and by which rules`() throws {
        let all = try schedules(
            #"""
            {"id": "a", "workflow": "Ping", "version": "2", "cron": "0 2 * * *", "timeZone": "Europe/London",
             "jitter": "90s", "catchUp": "all", "overlap": "cancel", "tags": ["x"], "input": {"day": "{date}"},
             "notBefore": "2026-03-01T02:00Z", "when": {"command": ["true"]}},
            {"workflow": "Sum", "notSince": "3h46m", "cron": "45-59 * * * *"},
            {"id": "b", "workflow": "Sum", "every": "90s", "anchor": 60, "when": {"openExecutionsOfType": "Sum", "atMost": 3,
             "atLeast": 0}},
            {"id": "c", "workflow": "Sum", "cron": "@daily", "environments": ["live"]}
            """#
        )
        #expect(all.map(\.id) == ["a", "Sum", "b"])
        let a = try #require(all.first)
        #expect(a.zone.name == "Europe/London" && a.jitter == .seconds(90) && a.catchUp == .all && a.overlap == .cancel)
        #expect(a.condition == ScheduleCondition(.command(["true"])))
        #expect(a.notBefore == Timestamp(milliseconds: 1_772_330_400_000))
        #expect(all[1].timing == .notSince(.seconds(13_560)) && all[1].window?.text == "45-59 * * * *")
        #expect(all[2].timing == .every(.seconds(90), anchor: Timestamp(milliseconds: 60_000)))
        #expect(all[2].condition == ScheduleCondition(.openExecutionsOfType("Sum"), atLeast: 0, atMost: 3))
        #expect(all[2].overlap == .skip)
        #expect(try schedules("", environment: "live").isEmpty)
    }

    @Test(arguments: [
        (#"{"workflow": "Ping"}"#, "cron and every and notSince are all missing: one of them says when to start."),
        (
            #"{"workflow": "Ping", "cron": "* * *"}"#,
            "1:45: schedules[0].cron is no cron expression: \"* * *\" has 3 fields"
        ),
        (#"{"workflow": "Ping", "evry": "90s"}"#, "1:37: schedules[0].evry is no setting. Did you mean every?"),
        (#"{"workflow": "Ping", "every": "0s"}"#, "must be a duration of 1 s to 366 d, like \"31m\" or \"3h46m\""),
        (#"{"workflow": "Ping", "every": "1h", "cron": "@daily"}"#, "only one of them can say when to start."),
        (#"{"workflow": "Ping", "cron": "@daily", "anchor": 0}"#, "anchor belongs to every, which is missing."),
        (
            #"{"workflow": "Ping", "cron": "@daily", "timeZone": "Europe/Londn"}"#,
            "must be the IANA name of a time zone, like \"Europe/London\", and is the text \"Europe/Londn\". Did you mean Europe/London?"
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "overlap": "skp"}"#,
            "must be one of \"skip\", \"queue\", \"cancel\", \"allow\""
        ),
        (
            #"{"workflow": "Ping", "notSince": "1h", "overlap": "queue"}"#,
            "has no ticks that could be missed or overlap"
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "input": "{dat}"}"#,
            "has {dat}, which stands for nothing. Did you mean {date}?"
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "environments": ["liv"]}"#,
            "names \"liv\", which the settings do not have. Did you mean live?"
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "when": {"atLeast": 2}}"#,
            "exactly one of them says what is asked, and 0 are there."
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "id": "martlet.cron.x"}"#,
            "schedules[0].id must be at most 200 characters"
        ),
        (
            #"{"workflow": "Ping", "cron": "@daily", "tags": ["1", "2", "3", "4", "5"]}"#,
            "may have at most 4 tags, and has 5."
        ),
        (#"{"cron": "@daily"}"#, "schedules[0].workflow is missing: it names the workflow to start."),
        (
            #"{"workflow": "Ping", "cron": "@daily", "notBefore": "2027-01-01T00:00Z", "notAfter": "2026-01-01T00:00Z"}"#,
            "must come after notBefore"
        ),
        ("3", "schedules[0] must be an object, and is 3."),
        (
            #"{"workflow": "Ping", "cron": "@daily"}, {"workflow": "Ping", "every": "1h"}"#,
            "schedules.json: two schedules have the id \"Ping\"; give each its own."
        ),
    ])
    func `what is wrong is told with its place and what was meant`(list: String, problem: String) {
        let found = problems("{\"schedules\": [\(list)]}")
        #expect(found.contains { $0.contains(problem) }, "\(found)")
    }

    @Test func `every problem is told at once, and of every environment`() {
        let found = problems(
            #"{"schedules": [{"workflow": "A", "cron": "61 * * * *", "environments": ["live"]}, {"cron": "x"}], "x": 1}"#
        )
        #expect(found.count == 4, "\(found)")
        #expect(problems("{") == ["schedules.json:1:2: this is no JSON: a key in double quotes should stand here."])
        #expect(problems("[]").count == 1)
    }

    @Test func `mark-up in an input is no placeholder`() {
        #expect(problems(#"{"schedules": [{"workflow": "P", "notSince": "1h", "input": {"t": "<b>x</b>"}}]}"#) == [])
    }

    @Test func `the file that ships starts nothing, and its examples are good ones`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "cron/schedules.json"), encoding: .utf8)
        #expect(try ScheduleFile(name: "f", text: text).schedules(of: "dev", among: ["dev", "live"]).isEmpty)
        let shown = text.replacing("\"// schedules\"", with: "\"schedules\"").replacing(
            "\"schedules\": []",
            with: "\"//\": 0"
        )
        .replacing("    \"//\": [", with: "    \"// a\": [")
        let examples = try ScheduleFile(name: "f", text: shown).schedules(of: "live", among: ["dev", "live"])
        #expect(examples.map(\.id) == ["nightly", "every-31-minutes", "late-in-the-hour", "report", "mail"])
    }
}
