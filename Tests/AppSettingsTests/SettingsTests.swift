import Foundation
import Testing

@testable import AppSettings

@Suite struct SettingsTests {
    @Test func `a newcomer needs no file`() throws {
        let settings = try load(nil)
        #expect(settings.environment == "dev")
        #expect(settings.domain == "Publish.dev")
        #expect(settings.taskList == "DefaultTaskList")
        #expect(settings.endpoint == "http://127.0.0.1:7340")
        #expect(settings.server.store == .sqlite(path: "/home/var/store/dev.sqlite"))
        #expect((settings.deciders.count, settings.deciders.slots) == (3, 8))
        #expect((settings.deciders.divergence, settings.deciders.checkReplay) == (.hold, .auto))
        #expect((settings.deciders.heldExecutions, settings.deciders.heldMegabytes) == (1000, 256))
        #expect(settings.deciders.turnLimitSeconds == 10)
        let workers = settings.workers
        #expect((workers.count, workers.slots) == (5, 1))
        #expect((workers.maxIdleSeconds, workers.maxUptimeSeconds) == (0, 0))
        #expect((workers.idleGranularitySeconds, workers.jitterSeconds) == (0, 0))
        #expect(settings.activities.outputFolder == "/home/var/published/dev")
        #expect(settings.retentionDays == "30")
    }

    @Test func `live shares nothing with dev`() throws {
        let live = try load(nil, environment: "live")
        let dev = try load(nil)
        #expect(live.domain == "Publish")
        #expect(live.endpoint != dev.endpoint)
        #expect(live.server.store != dev.server.store)
        #expect(live.activities.outputFolder != dev.activities.outputFolder)
    }

    @Test(arguments: ["dev", "live"])
    func `the example holds the defaults`(environment: String) throws {
        var example = try load(Self.example, environment: environment)
        var standard = try load(nil, environment: environment)
        example.origins = []
        example.file = nil
        standard.origins = []
        #expect(example == standard)
    }

    @Test func `the example shows every setting`() throws {
        let settings = try load(Self.example)
        // These have no default that could be shown.
        let absent: Set = [
            "service.endpoint", "service.credentialsFile", "service.certificateAuthorityFile", "server.credentialsFile",
            "server.certificateFile", "server.privateKeyFile", "service.accessKeyId", "service.secretAccessKey",
            "service.sessionToken", "logs.file", "logs.syslog", "logs.syslogForm", "logs.streamPrefix",
            "secrets.keyFile",
        ]
        let unshown = settings.origins.filter { $0.source == .standard && !absent.contains($0.path) }
        #expect(unshown.map(\.path) == [])
    }

    @Test func `a flag goes before a variable, a variable before the file, the file before the default`() throws {
        let file = dev(#""server": {"port": 1}"#)
        let variables = ["MARTLET_SERVER_PORT": "2"]
        #expect(try load(dev("")).server.port == 7340)
        #expect(try load(file).server.port == 1)
        #expect(try load(file, variables: variables).server.port == 2)
        #expect(try load(file, overrides: ["server.port=3"], variables: variables).server.port == 3)
        #expect(try load(file, variables: ["MARTLET_SERVER_PORT": ""]).server.port == 1)
    }

    @Test func `the environment is chosen by a flag, then by a variable, then it is dev`() throws {
        #expect(try load(nil, environment: "dev", variables: ["MARTLET_ENV": "live"]).environment == "dev")
        #expect(try load(nil, variables: ["MARTLET_ENV": "live"]).environment == "live")
        #expect(try load(nil, variables: ["MARTLET_ENV": ""]).environment == "dev")
    }

    @Test func `a path starts where it was written`() throws {
        let file = dev(#""activities": {"outputFolder": "out/../pages"}"#)
        #expect(try load(file).activities.outputFolder == "/home/pages")
        let variables = ["MARTLET_ACTIVITIES_OUTPUT_FOLDER": "pages"]
        #expect(try load(file, variables: variables).activities.outputFolder == "/here/pages")
        #expect(try load(file, overrides: ["server.store=sqlite:x.db"]).server.store == .sqlite(path: "/here/x.db"))
        #expect(try load(file, overrides: ["server.store=memory"]).server.store == .memory)
    }

    @Test(arguments: [
        ("server.port", "MARTLET_SERVER_PORT"), ("taskList", "MARTLET_TASK_LIST"),
        ("activities.outputFolder", "MARTLET_ACTIVITIES_OUTPUT_FOLDER"),
        ("service.accessKeyIdVariable", "MARTLET_SERVICE_ACCESS_KEY_ID_VARIABLE"),
    ])
    func `every setting has its variable`(path: String, variable: String) {
        #expect(VariableName.of(path) == variable)
    }

    @Test func `a lambda function is a command, and a program with a slash a path from the file`() throws {
        let file = dev(
            #""server": {"lambda": {"concurrency": 2, "functions": {"b": {"command": ["bin/b", "x/y"]}, "a_1": {"command": ["jq", "."]}}}}"#
        )
        #expect(
            try load(file).server.lambda
                == .init(
                    functions: [
                        .init(name: "b", command: ["/home/bin/b", "x/y"]),
                        .init(name: "a_1", command: ["jq", "."]),
                    ],
                    concurrency: 2
                )
        )
        let variable = ["MARTLET_SERVER_LAMBDA_FUNCTIONS": #"{"c": {"command": ["./c"]}}"#]
        #expect(try load(file, variables: variable).server.lambda.functions.map(\.command) == [["/here/c"]])
    }

    @Test func `the function that the example suggests is a good one`() throws {
        let text = Self.example.replacing("\"functions\": {}", with: "\"no\": 1")
            .replacing("\"// functions\"", with: "\"functions\"").replacing("\"no\": 1", with: "\"//\": 1")
        #expect(
            try load(text).server.lambda.functions == [
                .init(name: "resize", command: ["/home/functions/resize", "--quick"])
            ]
        )
    }

    @Test func `the origin of every value is known`() throws {
        let settings = try load(
            dev("\n\"taskList\": \"a\""),
            overrides: ["domain=d"],
            variables: ["MARTLET_SERVER_HOST": "localhost"]
        )
        func source(_ path: String) -> SettingOrigin.Source? { settings.origins.first { $0.path == path }?.source }
        #expect(source("domain") == .flag("--set domain"))
        #expect(source("server.host") == .variable("MARTLET_SERVER_HOST"))
        #expect(source("taskList") == .file(line: 2))
        #expect(source("server.port") == .standard)
    }

    @Test func `the value of every setting can be told`() throws {
        let settings = try load(
            dev(#""retentionDays": 7, "deciders": {"count": 2}"#),
            overrides: ["logs.level=debug", "server.store=memory"]
        )
        var values: [String: String] = [:]
        for origin in settings.origins { values[origin.path] = origin.value }
        #expect(values["domain"] == "Publish.dev")
        #expect(values["retentionDays"] == "7")
        #expect(values["deciders.count"] == "2")
        #expect(values["workers.count"] == "5")
        #expect(values["logs.level"] == "debug")
        #expect(values["server.store"] == "memory")
        #expect(values["service.endpoint"] == "")
        #expect(values["activities.outputFolder"] == "/home/var/published/dev")
        #expect(try load(nil).origins.first { $0.path == "server.store" }?.value == "sqlite:/home/var/store/dev.sqlite")
        #expect(try load(nil).origins.first { $0.path == "retentionDays" }?.value == "30")
    }

    @Test(arguments: [
        ("0.0.0.0", "http://127.0.0.1:7340"), ("::", "http://127.0.0.1:7340"), ("::1", "http://[::1]:7340"),
        ("10.1.2.3", "http://10.1.2.3:7340"),
    ])
    func `programs reach the server of their machine where it listens`(host: String, endpoint: String) throws {
        #expect(try load(nil, overrides: ["server.host=\(host)"]).endpoint == endpoint)
    }

    @Test func `the page on settings lists every setting with its default, and no other`() throws {
        let rows = Self.text("docs/SETTINGS.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        var listed: [String: String] = [:]
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            listed[cells[0].filter { $0 != "`" }] = cells[1]
        }
        let origins = try load(nil).origins
        #expect(Set(listed.keys) == Set(origins.map(\.path)))
        for origin in origins {
            let below = origin.value == "/home" ? "." : origin.value.replacing("/home/", with: "")
            let value = below == "0.0" ? "0" : below
            let shown = (listed[origin.path] ?? "").replacing("ENV", with: "dev")
            #expect(value.isEmpty ? shown.isEmpty : shown.hasPrefix("`\(value)`"), "\(origin.path) is \(value)")
        }
    }

    static let example = text("settings.example.json")

    private static func text(_ path: String) -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }
}
