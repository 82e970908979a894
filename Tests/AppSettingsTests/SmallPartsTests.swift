import Testing

@testable import AppSettings

@Suite struct SmallPartsTests {
    @Test(arguments: [
        ("90", 90.0), ("30s", 30), ("5m", 300), ("3 min", 180), ("3h46m", 13_560), ("7d", 604_800), ("1.5h", 5400),
        ("250ms", 0.25), ("1H", 3600),
    ])
    func `durations are read as people write them`(text: String, seconds: Double) {
        #expect(DurationText.parse(text) == .milliseconds(Int(seconds * 1000)))
    }

    @Test(arguments: ["", "m", "-1", "1h30", "5 parsecs", "1..5s", "5.", "1e400s", "900000d", "1m-1s", "ten"])
    func `what is no duration is refused`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [
        ("<your-key>", true), ("CHANGE_ME", true), ("change_me please", true), ("${TOKEN}", true),
        ("YOUR_DOMAIN", true),
        ("Publish.dev", false), ("a < b", false), ("$HOME", false), ("", false),
    ])
    func `leftover placeholders are recognised`(text: String, left: Bool) {
        #expect(LeftoverPlaceholder.isLeft(in: text) == left)
    }

    @Test(arguments: [("prot", "port"), ("Port", "port"), ("hots", "host"), ("stroe", "store"), ("zebra", nil)])
    func `the nearest name is suggested`(name: String, nearest: String?) {
        #expect(NearestName.find(name, among: ["store", "host", "port"]) == nearest)
    }

    @Test func `an assignment is split at its first equals sign`() {
        #expect(
            SettingOverride(assignment: "a.b=c=d") == SettingOverride(path: "a.b", text: "c=d", flag: "--set a.b")
        )
        #expect(SettingOverride(assignment: "a.b") == nil)
        #expect(SettingOverride(assignment: "=c") == nil)
    }
}
