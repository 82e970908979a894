import Foundation
import Subprocess
import Testing

/// The supervisor program with real children, as an operator sees it.
@Suite(.serialized) struct SupervisorTests {
    /// All processes of the pools, the server among them.
    private func pids(_ environment: SupervisedEnvironment.Status.Environment) -> [Int32] {
        environment.pools.flatMap(\.processes).compactMap(\.pid)
    }

    @Test(.timeLimit(.minutes(5)))
    func `start tells of each process, a second start of what runs, and stop leaves nothing`() async throws {
        try await SupervisedEnvironment.with { environment in
            let before = try await environment.status()
            #expect(before.code == .exited(3))
            #expect(before.environment.problems.contains("workers: 2 missing"), "\(before.environment.problems)")

            let start = try await environment.supervisor("start")
            #expect(start.status == .exited(0), "\(start)")
            for name in ["server", "deciders-1", "workers-1", "workers-2"] {
                #expect(start.output.contains("dev: started \(name) (process "), "\(start)")
            }
            let up = try await environment.status()
            #expect(up.environment.pools.map(\.name) == ["server", "deciders", "workers"])
            #expect(up.environment.pools.map(\.running) == [1, 1, 2])
            let supervisor = try #require(up.environment.supervisor)
            let children = pids(up.environment)
            // Each is seen for what it is.
            let line = try String(contentsOfFile: "/proc/\(children[3])/cmdline", encoding: .utf8)
            #expect(line.replacing("\0", with: " ").contains("worker -e dev --pool workers --slot 2"), "\(line)")

            let again = try await environment.supervisor("start")
            #expect(again.status == .exited(0))
            #expect(
                again.output.contains(
                    "already running: supervisor \(supervisor.pid) looks after server, 1 deciders, 2 workers"
                ),
                "\(again)"
            )
            #expect(pids(try await environment.status().environment) == children, "and nothing was doubled")
            #expect(Set(try environment.processes()) == Set(children + [supervisor.pid]), "that is all there is")

            // A process that is none of ours survives.
            let other = try await Subprocess.run(
                .name("sleep"),
                arguments: ["600"],
                input: .none,
                output: .discarded,
                error: .discarded
            ) { execution in
                let stop = try await environment.supervisor("stop")
                #expect(stop.status == .exited(0), "\(stop)")
                #expect(stop.output.contains("dev: 4 stopped"), "\(stop)")
                let pid = Int32(execution.processIdentifier.value)
                let survived = SupervisedEnvironment.isThere(pid)
                try execution.send(signal: .kill)
                return survived
            }
            #expect(other.closureResult)
            #expect(try environment.processes() == [])
            let down = try await environment.status()
            #expect(down.code == .exited(3))
            #expect(down.environment.problems.first == "it was stopped")
            let nothing = try await environment.supervisor("stop")
            #expect(nothing.status == .exited(0), "to stop what does not run is no failure")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `what is killed comes back, and leaves no zombie`() async throws {
        try await SupervisedEnvironment.with { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let before = try await environment.status().environment
            let supervisor = try #require(before.supervisor).pid
            let killed = pids(before)
            for pid in killed { kill(pid, SIGKILL) }
            let after = try await environment.status { now in
                now.pools.allSatisfy { $0.running == $0.wanted && $0.restarts == $0.wanted }
            }
            let status = try #require(after, "not all came back")
            #expect(Set(pids(status)).isDisjoint(with: killed))
            #expect(status.pools.flatMap(\.processes).allSatisfy { $0.lastEnding == "was ended by KILL" })
            #expect(status.supervisor?.pid == supervisor)
            #expect(try SupervisedEnvironment.zombies(of: supervisor) == [])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `no child outlives its supervisor, and the next start is clean and tells`() async throws {
        try await SupervisedEnvironment.with { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let before = try await environment.status().environment
            let supervisor = try #require(before.supervisor).pid
            kill(supervisor, SIGKILL)
            #expect(environment.left(of: pids(before) + [supervisor]) == [])
            #expect(try environment.processes() == [])
            let gone = try await environment.status()
            #expect(gone.code == .exited(3))
            #expect(
                gone.environment.problems.first
                    == "the supervisor (process \(supervisor)) is gone and did not end by itself"
            )
            let start = try await environment.supervisor("start")
            #expect(start.status == .exited(0), "\(start)")
            #expect(
                start.output.contains("the supervisor before (process \(supervisor)) did not end by itself"),
                "\(start)"
            )
            #expect(try await environment.status().environment.pools.allSatisfy { $0.running == $0.wanted })

            // Everything at once, as when the machine fails.
            let all = try await environment.status().environment
            for pid in [try #require(all.supervisor).pid] + pids(all) { kill(pid, SIGKILL) }
            #expect(environment.left(of: pids(all)) == [])
            #expect(try await environment.supervisor("start").status == .exited(0))
            #expect(try await environment.status().environment.pools.allSatisfy { $0.running == $0.wanted })
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a process that cannot leave is killed, and its place is free before it is taken again`() async throws {
        let settings =
            #""deciders": {"count": 1}, "workers": {"count": 1}, "supervision": {"graceSeconds": 2}"#
        try await SupervisedEnvironment.with(settings) { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let before = try await environment.status().environment
            let worker = try #require(try await environment.pool("workers").processes.first?.pid)
            let supervisor = try #require(before.supervisor).pid
            // It works for half a minute, so that it is there still when its supervisor is gone.
            #expect(try await environment.run("starter", ["StageDemo", "-e", "dev"]).status == .exited(0))
            #expect(try await environment.status { $0.pools.last?.tasksInHand == 1 } != nil)
            kill(supervisor, SIGKILL)
            #expect(environment.left(of: [supervisor]) == [])
            // It stands still, so no signal moves it. (The kernel wakes what stood still before.)
            kill(worker, SIGSTOP)
            let start = try await environment.supervisor("start")
            #expect(start.status == .exited(0), "\(start)")
            #expect(start.output.contains("workers-1 still finishes what it holds from before"), "\(start)")
            #expect(environment.left(of: [worker]) == [], "it is killed after the grace")
            let log = environment.log()
            #expect(log.contains("workers-1 (process \(worker)) was left by a supervisor that was killed"), "\(log)")
            #expect(try await environment.status { $0.pools.last?.running == 1 } != nil)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `who leaves on purpose stays gone, and is not missed`() async throws {
        try await SupervisedEnvironment.with { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            let worker = try #require(try await environment.pool("workers").processes.first?.pid)
            kill(worker, SIGTERM)
            #expect(environment.left(of: [worker]) == [])
            let after = try await environment.status { $0.pools.last?.processes.first?.state == "left" }
            let pool = try #require(after?.pools.last)
            #expect((pool.wanted, pool.running, pool.restarts) == (1, 1, 0))
            #expect(after?.problems == [])
            let reload = try await environment.supervisor("reload")
            #expect(reload.status == .exited(0))
            try environment.write(#""deciders": {"count": 2}, "workers": {"count": 2}"#)
            _ = try await environment.supervisor("reload")
            let grown = try await environment.status { now in now.pools[1].running == 2 }
            #expect(grown?.pools.last?.processes.first?.state == "left", "also after a reload")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a crash loop is limited, reported, and tried again when it is asked for`() async throws {
        let settings = #""deciders": {"count": 0}, "workers": {"count": 1}, "supervision": {"restarts": 1}"#
        try await SupervisedEnvironment.with(settings) { environment in
            #expect(try await environment.supervisor("start").status == .exited(0))
            var killed: Int32?
            for _ in 0..<2 {
                let up = try await environment.status { now in
                    guard let pid = now.pools.last?.processes.first?.pid else { return false }
                    return pid != killed
                }
                killed = try #require(up?.pools.last?.processes.first?.pid)
                kill(try #require(killed), SIGKILL)
            }
            let end = try await environment.status { $0.pools.last?.processes.first?.state == "givenUp" }
            let process = try #require(end?.pools.last?.processes.first)
            #expect(
                process.givenUpBecause
                    == "it was started again 1 times within 600 s; the last time it was ended by KILL"
            )
            #expect(try await environment.status().code == .exited(3))
            let start = try await environment.supervisor("start")
            #expect(start.errors.contains("workers-1 was given up: it was started again 1 times"), "\(start)")
            #expect(try await environment.supervisor("reload").status == .exited(0))
            #expect(try await environment.status { $0.pools.last?.running == 1 } != nil)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `wrong settings are told before anything is started, and when they are read again`() async throws {
        try await SupervisedEnvironment.with { environment in
            try environment.write(#""workers": {"count": "many"}"#)
            let start = try await environment.supervisor("start")
            #expect(start.status == .exited(78))
            #expect(start.errors.contains("workers.count must be a whole number"), "\(start)")
            #expect(try environment.processes() == [])
            try environment.write(#""deciders": {"count": 0}, "workers": {"count": 1}"#)
            #expect(try await environment.supervisor("start").status == .exited(0))
            let before = pids(try await environment.status().environment)
            try environment.write(#""workers": {"count": "many"}"#)
            kill(try #require(environment.report()).pid, SIGHUP)
            let isTold = environment.comes {
                environment.log().contains("the settings are wrong, and those from before stay")
            }
            #expect(isTold, "\(environment.log())")
            try environment.write(#""deciders": {"count": 0}, "workers": {"count": 1}"#)
            #expect(pids(try await environment.status().environment) == before)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a port that is taken is told with the words of the server`() async throws {
        try await SupervisedEnvironment.with { first in
            #expect(try await first.supervisor("start").status == .exited(0))
            try await withTemporaryFolder { folder in
                let second = SupervisedEnvironment(folder: folder.replacing("//", with: "/"), port: first.port)
                try second.write(#""supervision": {"restarts": 0}"#)
                let start = try await second.supervisor("start")
                #expect(start.status != .exited(0), "\(start)")
                #expect(start.errors.contains("the port is taken"), "\(start)")
                _ = try await second.supervisor("stop", "--grace", "1")
                #expect(try second.processes() == [])
            }
        }
    }
}
