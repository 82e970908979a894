import Testing

@testable import AppSettings

@Suite struct ComparingTests {
    private static func differences(_ own: String, _ example: String) throws -> [String] {
        try SettingsDifference.all(
            SettingsSources.File(name: "settings.json", text: own),
            example: SettingsSources.File(name: "example", text: example),
            environment: "dev",
            known: ["service.endpoint"]
        ).map { "\($0.kind) \($0.path) \($0.count)" }
    }

    @Test(
        arguments: [
            (#""domain": "x""#, #""domain": "y""#, []),
            (#""domain": "x""#, #""domain": "y", "taskList": "z""#, ["missing taskList 1"]),
            (
                #""server": {"port": 1}"#, #""server": {"port": 2, "host": "h"}, "logs": {"a": 1, "b": 2}"#,
                ["missing server.host 1", "missing logs 2"]
            ),
            (#""old": 1, "server": {"gone": 1}"#, #""server": {}"#, ["unknown old 1"]),
            (#""old": {"a": 1, "b": 2}"#, "", ["unknown old.a 1", "unknown old.b 1"]),
            (#""service": {"endpoint": "x"}"#, "", []),
            (#""// note": 1"#, #""// other": 1"#, []),
            (#""functions": {"mine": {"command": []}}"#, #""functions": {}"#, []),
            (#""key": {"file": "x"}"#, #""key": "enc""#, []),
        ] as [(String, String, [String])]
    )
    func `settings are compared with the example by name`(own: String, example: String, wanted: [String]) throws {
        #expect(try Self.differences(dev(own), dev(example)) == wanted)
    }

    @Test func `an environment that the example does not have is held against its first`() throws {
        let example = #"{"environments": {"live": {"a": 1}}}"#
        #expect(try Self.differences(dev(""), example) == ["missing a 1"])
    }

    @Test func `a running process is told what it would read otherwise`() throws {
        let old = try load(dev(#""server": {"port": 1}, "workers": {"count": 2}"#))
        func change(_ text: String) -> SettingsChange {
            SettingsChange.between(old, Result { () throws(SettingsError) in try load(text) })
        }
        #expect(change(dev(#""workers": {"count": 3}, "server": {"port": 1}"#)) == .none)
        #expect(
            change(dev(#""server": {"port": 2}, "logs": {"level": "debug"}"#))
                == .changed(["logs.level", "server.port"])
        )
        #expect(
            change(dev(#""server": {"port": 1}, "service": {"accessKeyId": "A", "secretAccessKey": "B"}"#))
                == .changed(["service.accessKeyId", "service.secretAccessKey"])
        )
        guard case .broken(let problems) = change("{") else {
            Issue.record("settings that cannot be read are broken")
            return
        }
        #expect(problems.count == 1)
    }

    @Test func `what is exported is read as what it was, wherever that came from`() throws {
        let text = dev(
            #""domain": "123", "retentionDays": 7, "activities": {"pauseSeconds": 1.5}, "service": {"accessKeyId": "A", "#
                + #""secretAccessKey": {"variable": "X"}}, "logs": {"levels": {"http": "error"}, "inputKeys": ["id"]}, "#
                + #""supervision": {"apartSeconds": 0.5}"#
        )
        let settings = try load(text, overrides: ["server.port=7777", #"server.regions=["a", "b"]"#])
        var again = try load(SettingsExport.json(settings, redact: false))
        again.origins = settings.origins
        #expect(again == settings)
        let redacted = SettingsExport.json(settings, redact: true)
        #expect(redacted.contains(#"{"variable":"X"}"#))
        #expect(throws: Never.self) { try load(redacted) }
    }

    @Test func `what two environments share by accident is a problem, what they may share a warning`() throws {
        let shared = #""logs": {"file": "x.log"}, "service": {"credentialsFile": "keys"}"#
        let text = #"{"environments": {"dev": {\#(shared)}, "live": {\#(shared)}}}"#
        #expect(
            problems(text).contains {
                $0.hasPrefix("environments.live.logs.file is /home/x.log, and so is that of dev")
            }
        )
        let sources = SettingsSources(file: SettingsSources.File(name: "s", text: text), home: "/home")
        let warnings = try SettingsReading.of(sources).warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("both have service.credentialsFile /home/keys") == true)
        let remote = #""service": {"endpoint": "https://x.org"}"#
        let both = #"{"environments": {"dev": {\#(remote)}, "live": {\#(remote)}}}"#
        let file = SettingsSources.File(name: "s", text: both)
        #expect(try SettingsReading.of(SettingsSources(file: file)).warnings.count == 1)
    }

    @Test func `the variable DEBUG asks for more, unless something nearer says otherwise`() throws {
        for word in ["true", "True", "TRUE", "1", "yes"] {
            #expect(try load(dev(#""logs": {"level": "warning"}"#), variables: ["DEBUG": word]).logs.level == .debug)
        }
        for word in ["", "false", "0", "app:*"] {
            #expect(try load(dev(""), variables: ["DEBUG": word]).logs.level == .info)
        }
        let debug = ["DEBUG": "true"]
        #expect(try load(dev(#""logs": {"level": "trace"}"#), variables: debug).logs.level == .trace)
        #expect(try load(dev(""), overrides: ["logs.level=error"], variables: debug).logs.level == .error)
        #expect(try load(dev(""), variables: ["DEBUG": "true", "MARTLET_LOGS_LEVEL": "notice"]).logs.level == .notice)
        let origin = try load(dev(""), variables: debug).origins.first { $0.path == "logs.level" }
        #expect(origin?.source == .variable("DEBUG"))
    }

    @Test(arguments: [
        (#""syslog": "local""#, Settings.Logs.Syslog.Place.local(path: "/dev/log"), "rfc3164"),
        (#""syslog": "/run/log""#, .local(path: "/run/log"), "rfc3164"),
        (#""syslog": "udp:logs.example.org:514""#, .udp(host: "logs.example.org", port: 514), "rfc5424"),
        (#""syslog": "udp:[::1]:514", "syslogForm": "rfc3164""#, .udp(host: "::1", port: 514), "rfc3164"),
    ])
    func `syslog is on this machine or over the network`(
        text: String,
        place: Settings.Logs.Syslog.Place,
        form: String
    ) throws {
        let syslog = try #require(try load(dev("\"logs\": {\(text)}")).logs.syslog)
        #expect(syslog.place == place)
        #expect(syslog.form.rawValue == form)
    }

    @Test(arguments: [
        (#""syslog": "udp:514""#, "must be \"local\""), (#""syslog": "tcp:x:1""#, "must be \"local\""),
        (#""levels": {"http": "loud"}"#, "gives http the level \"loud\""),
        (#""inputKeys": ["dbPassword"]"#, "sounds like a secret"),
        (#""inputKeys": ["runId"]"#, "is not one of every line"), (#""fileCount": 0"#, "whole number from 1"),
    ])
    func `wrong settings of logs are sentences`(text: String, wanted: String) {
        #expect(problems(dev("\"logs\": {\(text)}")).contains { $0.contains(wanted) })
    }

    @Test func `facilities have the numbers of the protocol`() {
        #expect(Settings.Logs.Syslog.Facility.allCases.map(\.number) == [1, 3, 16, 17, 18, 19, 20, 21, 22, 23])
    }
}
