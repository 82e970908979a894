import Deploys
import Foundation
import SWFClient
import SWFModel
import Subprocess
import Testing

/// `martlet deploy` on a machine with a repository, a server and pools: what is put in place, what is refused, what is taken
/// back, and what is left when it is killed.
@Suite struct DeployTests {
    /// Runs the body in a house with something deployed, and one open execution to replay.
    private func withHouse(
        deployed: Bool = true,
        _ body: @escaping @Sendable (DeployHouse) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { path in
            _ = try await ServerProcess.run(["--store", "sqlite:\(path)/store.sqlite", "--port", "0"]) { server in
                try await ServerProcess.withClient(server.url) { client in
                    try await Clients.register(client)
                    _ = try await client.startWorkflowExecution(
                        .init(domain: Clients.domain, workflowId: "open-1", workflowType: Clients.workflowType)
                    )
                }
                try await DeployHouse.run(server.url) { house in
                    if deployed {
                        let first = try await house.deploy()
                        try #require(first.status == .exited(0), "\(first.output)\(first.errors)")
                    }
                    try await body(house)
                }
            }
        }
    }

    @Test func `what is new in the repository is built, tested, put in place and watched`() async throws {
        try await withHouse { house in
            let first = house.current
            try await house.change("good two")
            let told = try await house.deploy()
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(house.version == "good two")
            #expect(house.current != first)
            for line in [
                "1 of 9: looking at the repository", "1 commit of origin/main to take", "good two",
                "2 passed, 0 failed",
                "the new programs replay 1 recent history of dev", "2 processes of dev are well on", "new.setting (7)",
            ] {
                #expect(told.output.contains(line), "\(line) is not in \(told.output)")
            }
            let again = try await house.deploy()
            #expect(again.status == .exited(0))
            #expect(again.output.contains("nothing to do: the programs of \(house.current ?? "") are the same"))
            let history = try await house.deploy("--history")
            #expect(history.output.split(separator: "\n").count == 5)
        }
    }

    @Test(arguments: [
        ("broken", "The build ended with 1: source: error: it is broken"),
        ("failing", "The tests failed: they ended with 1: 1 of 2 failed"),
        ("divergent", "The new programs do not replay the open execution open-1 of dev: event 5: a timer"),
    ])
    func `what is not good enough is refused, and what runs is untouched`(source: String, why: String) async throws {
        try await withHouse { house in
            let before = house.current
            try await house.change(source)
            let told = try await house.deploy()
            #expect(told.status == .exited(5), "\(told.output)\(told.errors)")
            #expect(told.output.contains("refused: \(why)"), "\(told.output)")
            #expect(house.current == before)
        }
    }

    @Test func `tests may be left out, and what the programs in place do not replay either refuses nothing`()
        async throws
    {
        try await withHouse { house in
            try await house.change("failing divergent")
            let skipped = try await house.deploy("--skip-tests", "--replay", "none")
            #expect(skipped.status == .exited(0), "\(skipped.output)\(skipped.errors)")
            try await house.change("divergent still")
            let told = try await house.deploy()
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(told.output.contains("1 of them are not replayed by the programs in place either"))
        }
    }

    @Test func `uncommitted changes and branches that went apart are refused`() async throws {
        try await withHouse { house in
            try house.write("good three", to: "\(house.home)/source")
            let dirty = try await house.deploy()
            #expect(dirty.status == .exited(5))
            #expect(dirty.output.contains("refused: There are uncommitted changes: source."))
            try await house.sh("git \(DeployHouse.author) commit -qam mine")
            try await house.change("good two")
            let diverged = try await house.deploy()
            #expect(diverged.status == .exited(5))
            #expect(diverged.output.contains("have diverged: 1 commit here and 1 commit there"))
            #expect(house.version == "good one")
            let unpulled = try await house.deploy("--no-pull")
            #expect(unpulled.status == .exited(0), "\(unpulled.output)")
            #expect(house.version == "good three")
        }
    }

    @Test(arguments: [("crash", "dev/workers-1 does not run"), ("mute", "has not been answered by the service")])
    func `programs that do not answer are taken back by themselves`(source: String, why: String) async throws {
        try await withHouse { house in
            let before = house.current
            try await house.change(source)
            let told = try await house.deploy()
            #expect(told.status == .exited(6), "\(told.output)\(told.errors)")
            #expect(told.output.contains("rolled back: dev/"))
            #expect(told.output.contains(why), "\(told.output)")
            #expect(house.current == before)
            #expect(house.version == "good one")
        }
    }

    @Test func `the first programs of all cannot be taken back, and that is said`() async throws {
        try await withHouse(deployed: false) { house in
            // Somebody polls already, from programs that nobody deployed.
            try await house.sh("./build.sh")
            let placed = try await house.deploy("--place", "\(house.home)/built")
            #expect(placed.status == .exited(0), "\(placed.output)\(placed.errors)")
            #expect(house.version == "good one")
            let again = try await house.deploy("--place", "\(house.home)/built")
            #expect(again.output == placed.output)
            let nothing = try await house.deploy("--rollback")
            #expect(nothing.status == .exited(5))
            #expect(nothing.output.contains("There are no programs of before to go back to."))
        }
    }

    @Test func `the programs of before come back when somebody asks for them`() async throws {
        try await withHouse { house in
            let first = house.current
            try await house.change("good two")
            _ = try await house.deploy()
            #expect(house.version == "good two")
            let told = try await house.deploy("--rollback", "--json")
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(house.current == first)
            #expect(told.output.contains(#""kind":"deployed""#))
            #expect(told.errors.contains("deploy: 1 of 2: putting the new programs in place"))
        }
    }

    @Test(arguments: [
        ("build", "building"), ("version", "trying the new programs out"), ("tests", "running the tests"),
        ("replay", "replaying recent histories"), ("register", "putting the new programs in place"),
    ])
    func `a deploy that is killed before the rename leaves the old set, and the next one says so`(
        place: String,
        step: String
    ) async throws {
        try await withHouse { house in
            let before = house.current
            try await house.change("good two")
            try house.write("", to: "\(house.home)/var/die-\(place)")
            let killed = try await house.deploy()
            #expect(killed.status == .signaled(9), "\(killed.output)")
            #expect(house.current == before)
            #expect(house.version == "good one")
            try await house.sh("rm var/die-\(place)")
            let next = try await house.deploy()
            #expect(next.status == .exited(0), "\(next.output)\(next.errors)")
            #expect(
                next.output.contains("died while it was \(step); \(before ?? "") is in place, untouched."),
                "\(next.output)"
            )
            #expect(house.version == "good two")
            let left = try FileManager.default.contentsOfDirectory(atPath: house.releases).filter { $0.hasPrefix(".") }
            #expect(left == [])
        }
    }

    @Test func `a deploy that is killed while it watches leaves the new set, and the next one goes back past it`()
        async throws
    {
        try await withHouse { house in
            let first = house.current
            try await house.change("mute")
            async let dying = house.deploy("--watch", "600")
            var journal: DeployJournal?
            while journal?.step != .watch {
                if let data = FileManager.default.contents(atPath: "\(house.releases)/deploy.json") {
                    journal = try? JSONDecoder().decode(DeployJournal.self, from: data)
                }
                // Until the other process is where it must be killed.
                try await Task.sleep(for: .milliseconds(20))
            }
            let pid = try #require(journal?.identity.split(separator: ":").dropLast().last.flatMap { Int32($0) })
            kill(pid, SIGKILL)
            #expect(try await dying.status == .signaled(9))
            #expect(house.version == "mute")
            // What comes next is no better: it is taken back to what was seen to work, not to what died.
            try await house.change("mute still")
            let next = try await house.deploy()
            #expect(next.status == .exited(6), "\(next.output)\(next.errors)")
            #expect(next.output.contains("is in place, and was not watched to the end."))
            #expect(house.current == first)
        }
    }

    @Test func `one deploys at a time, and the other says who does`() async throws {
        try await withHouse { house in
            try await house.change("good two")
            try house.write("", to: "\(house.home)/var/hold")
            async let first = house.deploy()
            var journal: DeployJournal?
            while journal?.step != .tests {
                if let data = FileManager.default.contents(atPath: "\(house.releases)/deploy.json") {
                    journal = try? JSONDecoder().decode(DeployJournal.self, from: data)
                }
                // Until the other process is in its tests.
                try await Task.sleep(for: .milliseconds(20))
            }
            let second = try await house.deploy()
            #expect(second.status == .exited(5))
            #expect(second.errors.contains("refused: another deploy is under way: "))
            #expect(second.errors.contains("which is running the tests"))
            try await house.sh("rm var/hold")
            let told = try await first
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
        }
    }

    @Test func `a crontab that deploys what is new says nothing when nothing is`() async throws {
        try await withHouse { house in
            let nothing = try await house.deploy("--if-changed")
            #expect(nothing.status == .exited(0))
            #expect(nothing.output + nothing.errors == "")
            try await house.change("good two")
            let told = try await house.deploy("--if-changed")
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(told.output.contains("deployed: "))
            #expect(house.version == "good two")
        }
    }

    @Test func `a dry run changes nothing, and says what would be done`() async throws {
        try await withHouse { house in
            let before = try await house.deploy("--history").output
            try await house.change("broken")
            let told = try await house.deploy("--dry-run")
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(told.output.contains("1 commit of origin/main to take"))
            #expect(told.output.contains("left out: building: nothing is changed by a dry run"))
            #expect(try await house.deploy("--history").output == before)
            #expect(house.version == "good one")
        }
    }
}
