import AppSettings
import Foundation
import Logging
import Logs
import SWFModel
import Testing

@testable import CommandSupport
@testable import Insight

/// Lines from a logger to the sinks of the settings.
@Suite struct ProgramLogsTests {
    /// The lines of a file, of settings that write there.
    static func lines(
        _ overrides: [String],
        process: String? = nil,
        _ body: (ProgramLogs) -> Void
    ) throws -> [LogEntry] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = try Settings.load(
            SettingsSources(
                overrides: (overrides + ["logs.file=\(folder)/{process}.log"])
                    .compactMap(SettingOverride.init(assignment:))
            )
        )
        let source = LogSource(role: "worker", process: process, identity: "h:1:worker", host: "h")
        let logs = ProgramLogs(settings, source: source, terminal: Terminal())
        body(logs)
        logs.drain(within: .seconds(20))
        let text = FileManager.default.contents(atPath: "\(folder)/\(process ?? "worker").log") ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap {
            LogRecord(String($0), process: "w", before: Timestamp(milliseconds: 0)).entry
        }
    }

    @Test func `every line says which process of which environment it comes from`() throws {
        let lines = try Self.lines([], process: "workers-3") { $0.logger("martlet.worker").info("hello") }
        #expect(lines.count == 1)
        let facts = try #require(lines.first).facts.map { "\($0.key)=\($0.value)" }
        #expect(
            facts == ["environment=dev", "group=martlet", "identity=h:1:worker", "role=worker", "stream=h-workers-3"]
        )
    }

    @Test func `the prefix of the stream and the group can be chosen`() throws {
        let lines = try Self.lines(["logs.streamPrefix=i-1", "logs.group=pool"]) {
            $0.logger("martlet.worker").info("x")
        }
        #expect(lines.first?["stream"] == "i-1-worker")
        #expect(lines.first?["group"] == "pool")
    }

    @Test func `modules have levels of their own`() throws {
        let levels = #"logs.levels={"martlet.worker": "debug", "http": "error"}"#
        let lines = try Self.lines([levels]) { logs in
            for module in ["martlet.worker", "martlet.decider", "http"] {
                logs.logger(module).debug("\(module) debug")
                logs.logger(module).warning("\(module) warning")
            }
        }
        #expect(lines.map(\.message) == ["martlet.worker debug", "martlet.worker warning", "martlet.decider warning"])
    }

    @Test func `what is called like a secret is not written`() throws {
        let lines = try Self.lines([]) { logs in
            logs.logger("martlet.worker").info(
                "\(Secret("31iteP"))",
                metadata: ["dbPassword": "31iteP", "taskToken": "31iteP", "other": "\(Secret("31iteP"))"]
            )
        }
        let line = try #require(lines.first)
        #expect(!LogLine.json(line).contains("31iteP"))
        #expect(line["dbPassword"] == Secret.mask)
        #expect(line["other"] == Secret.mask)
        #expect(line.message == Secret.mask)
    }

    @Test func `installing twice writes each line once`() throws {
        let lines = try Self.lines([]) { logs in
            logs.install()
            logs.install()
            Logger(label: "of.an.activity").info("once")
        }
        #expect(lines.map(\.message) == ["once"])
        #expect(lines.first?["stream"] == "h-worker")
    }
}
