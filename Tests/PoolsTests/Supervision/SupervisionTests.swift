import Foundation
import SWFModel
import Testing

@testable import Pools

/// The order of starting and stopping, and what becomes of processes that end.
@Suite struct SupervisionTests {
    private let first = ProcessName(pool: "workers", slot: 1)
    private let second = ProcessName(pool: "workers", slot: 2)

    @Test func `the server comes first, then the types, then the pools a little apart`() {
        var world = World(World.wanted(workers: 2))
        world.run(for: .seconds(60))
        #expect(world.takeDone() == ["start server"], "nothing else is started before it is ready")
        world.supervision.serverIsReady(at: world.now)
        world.run(for: .seconds(60))
        #expect(world.takeDone() == ["start register"], "and no pool before the types are registered")
        world.end(.register, .exited(0))
        let ready = world.now
        world.run()
        #expect(world.takeDone() == ["start workers-1"])
        world.run(for: .milliseconds(199))
        #expect(world.takeDone() == [], "the next one not yet")
        world.run(for: .milliseconds(1))
        #expect(world.takeDone() == ["start workers-2"])
        #expect(world.now - ready == .milliseconds(200))
        #expect(world.supervision.phase == .pools)
    }

    @Test func `without a server of ours the types come first`() {
        var world = World(World.wanted(workers: 1, server: false))
        world.run()
        #expect(world.takeDone() == ["start register"])
        world.end(.register, .exited(0))
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start workers-1"])
    }

    @Test func `a service that cannot be reached is asked for as long as it takes`() {
        var world = World(World.wanted(workers: 1, server: false))
        for _ in 0..<50 {
            world.run(for: .seconds(31))
            #expect(world.takeDone() == ["start register"])
            world.end(.register, .exited(69))
        }
        world.run(for: .seconds(31))
        world.end(.register, .exited(0))
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start register", "start workers-1"])
    }

    @Test func `what cannot be registered does not keep the pools for ever`() {
        var world = World(World.wanted(workers: 1, server: false))
        for _ in 0..<4 {
            world.run(for: .seconds(31))
            world.end(.register, .exited(1))
        }
        #expect(world.state(.register) == .givenUp)
        world.run(for: .seconds(1))
        #expect(world.takeDone().last == "start workers-1")
    }

    @Test func `what crashes comes back after 1, 2, 4 … 30 seconds, and after 1 when it has lived for a minute`() {
        var world = World(World.wanted(workers: 1, server: false), rules: RestartRules(limit: 100))
        world.run()
        world.end(.register, .exited(0))
        world.run(for: .seconds(1))
        var waits: [Int64] = []
        for lived in [5, 5, 5, 5, 5, 5, 5, 60, 5] {
            world.run(for: .seconds(lived))
            world.end(first, .killed(signal: 9))
            let ended = world.now
            let next = world.supervision.process(first)?.nextStart ?? ended
            waits.append((next - ended).components.seconds)
            world.run(for: next - ended)
            #expect(world.state(first) == .running)
        }
        #expect(waits == [1, 2, 4, 8, 16, 30, 30, 1, 2])
        #expect(world.supervision.process(first)?.restarts == 9)
        #expect(world.supervision.process(first)?.lastEnding == "was ended by KILL")
    }

    @Test func `a crash loop is limited, and what is given up says why`() {
        var world = World.up(workers: 2)
        for _ in 0..<3 {
            world.end(first, .exited(1))
            world.run(for: .seconds(30))
        }
        #expect(world.takeDone() == ["start workers-1", "start workers-1", "start workers-1"])
        world.end(first, .exited(1))
        world.run(for: .seconds(10_000))
        #expect(world.takeDone() == [])
        #expect(world.state(first) == .givenUp)
        #expect(
            world.supervision.process(first)?.givenUpBecause
                == "it was started again 3 times within 600 s; the last time it left with 1"
        )
        #expect(world.state(second) == .running, "the others go on")
    }

    @Test(arguments: [(Int32(0), SupervisedProcess.State.left), (64, .givenUp), (78, .givenUp)])
    func `who left on purpose or has wrong settings is not started again`(
        code: Int32,
        state: SupervisedProcess.State
    ) {
        var world = World.up(workers: 2)
        world.end(first, .exited(code))
        world.run(for: .seconds(10_000))
        #expect(world.takeDone() == [])
        #expect(world.state(first) == state)
    }

    @Test func `who is worn out is back at once, and that is no restart`() {
        var world = World.up(workers: 1)
        for _ in 0..<20 {
            world.run(for: .seconds(20))
            world.end(first, .exited(75))
            world.run()
            #expect(world.takeDone() == ["start workers-1"])
        }
        #expect(world.supervision.process(first)?.restarts == 0)
    }

    @Test func `a program that is missing is tried again within the limits`() {
        var world = World(World.wanted(workers: 1, server: false), rules: RestartRules(limit: 2))
        world.broken = ["worker"]
        world.run()
        world.end(.register, .exited(0))
        world.run(for: .seconds(600))
        #expect(world.takeDone().filter { $0 == "start workers-1" }.count == 3)
        #expect(world.supervision.process(first)?.lastEnding == "could not be started: no such file")
    }

    @Test(arguments: [
        (ProcessEnding.exited(0), Int32(0)), (.exited(78), 78), (.exited(64), 78),
    ])
    func `when there is nothing left to look after the supervisor leaves too`(ending: ProcessEnding, code: Int32) {
        var world = World.up(workers: 2, server: false)
        world.end(first, .exited(0))
        world.run()
        #expect(world.takeDone() == [])
        world.end(second, ending)
        world.run()
        #expect(world.takeDone() == ["leave \(code)"])
    }

    @Test func `a server that is given up before it was ready leaves nothing to look after`() {
        var world = World(World.wanted(workers: 1), rules: RestartRules(limit: 1))
        for _ in 0..<2 {
            world.run(for: .seconds(5))
            world.end(.server, .exited(71))
        }
        world.run()
        #expect(world.takeDone() == ["start server", "start server", "leave 1"])
    }

    @Test func `who is none of ours is not noticed`() {
        var world = World.up(workers: 1)
        let before = world.supervision
        let isOurs = world.supervision.ended(pid: 4_711, .exited(1), at: world.now)
        #expect(!isOurs)
        #expect(world.supervision == before)
    }

    @Test func `what it knows is read as it was written`() throws {
        var world = World.up(workers: 2)
        world.end(first, .killed(signal: 9))
        _ = world.supervision.takeNews()
        var read = try JSONDecoder().decode(Supervision.self, from: JSONEncoder().encode(world.supervision))
        #expect(read.processes == world.supervision.processes)
        #expect(read.phase == .pools)
        read.rules = world.supervision.rules
        read.grace = world.supervision.grace
        #expect(read == world.supervision)
    }
}
