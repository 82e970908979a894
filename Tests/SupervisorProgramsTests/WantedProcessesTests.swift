import AppSettings
import Pools
import Testing

@testable import SupervisorPrograms

/// The processes that an environment should have.
@Suite struct WantedProcessesTests {
    private func wanted(_ members: String, further: [String] = [], build: String = "b") throws -> [WantedProcess] {
        let text = #"{"environments": {"live": {"# + members + "}}}"
        let settings = try Settings.load(
            SettingsSources(environment: "live", file: .init(name: "settings.json", text: text))
        )
        return WantedProcesses.of(settings, further: further, serverBuild: build)
    }

    private func process(_ pool: String, _ wanted: [WantedProcess]) throws -> WantedProcess {
        try #require(wanted.first { $0.name.pool == pool })
    }

    @Test func `the server comes first, then what registers, then the pools, and each says in ps what it is`() throws {
        let wanted = try wanted(
            #""deciders": {"count": 1}, "workers": {"count": 2}, "pools": [{"name": "pages", "taskList": "P"}]"#,
            further: ["--set", "logs.level=debug"]
        )
        #expect(
            wanted.map { ([$0.program] + $0.arguments).joined(separator: " ") } == [
                "server -e live --set logs.level=debug",
                "register -e live --quiet --set logs.level=debug",
                "decider -e live --pool deciders --slot 1 --set logs.level=debug",
                "worker -e live --pool workers --slot 1 --set logs.level=debug",
                "worker -e live --pool workers --slot 2 --set logs.level=debug",
                "worker -e live --pool pages --slot 1 --set logs.level=debug",
            ]
        )
    }

    @Test func `with a service elsewhere there is no server`() throws {
        let wanted = try wanted(#""service": {"endpoint": "https://swf.us-east-1.amazonaws.com"}"#)
        #expect(Set(wanted.map(\.name.pool)) == ["register", "deciders", "workers"])
    }

    @Test(arguments: [
        (#""workers": {"count": 4}"#, [String]()),
        (#""deciders": {"count": 4}"#, []),
        (#""workers": {"slots": 4}"#, ["workers", "pages"]),
        (#""deciders": {"slots": 4}"#, ["deciders"]),
        (#""domain": "Other""#, ["deciders", "workers", "pages"]),
        (#""activities": {"pauseSeconds": 1}"#, ["workers", "pages"]),
        (#""server": {"port": 1}"#, ["server"]),
        (#""logs": {"level": "debug"}"#, ["server", "deciders", "workers", "pages"]),
        (#""retentionDays": 3"#, []),
    ])
    func `who goes by a setting that changed is known`(change: String, changed: [String]) throws {
        let pages = #""pools": [{"name": "pages", "taskList": "P"}]"#
        let before = try wanted(pages)
        let after = try wanted("\(pages), \(change)")
        for pool in ["server", "deciders", "workers", "pages"] {
            let isSame = try process(pool, before).character == process(pool, after).character
            #expect(isSame == !changed.contains(pool), "\(pool)")
        }
    }

    @Test func `a new program file changes the server alone`() throws {
        let before = try wanted("", build: "a")
        let after = try wanted("", build: "b")
        #expect(try process("server", before).character != process("server", after).character)
        #expect(try process("workers", before) == process("workers", after))
    }

    @Test func `what differs for one pool is that pool's alone`() throws {
        let before = try wanted(#""pools": [{"name": "a", "taskList": "A"}, {"name": "b", "taskList": "B"}]"#)
        let after = try wanted(
            #""pools": [{"name": "a", "taskList": "A", "count": 2}, {"name": "b", "taskList": "B", "slots": 2}]"#
        )
        #expect(try process("a", before).character == process("a", after).character)
        #expect(try process("b", before).character != process("b", after).character)
    }
}
