import SWFModel
import Testing

@testable import Pools

/// Changes of what is wanted, and what an earlier supervisor left.
@Suite struct ReloadTests {
    private let first = ProcessName(pool: "workers", slot: 1)
    private let second = ProcessName(pool: "workers", slot: 2)

    @Test func `a pool that grows gets new processes, and one that shrinks lets the last ones go`() {
        var world = World.up(workers: 1)
        world.supervision.want(World.wanted(workers: 2), at: world.now)
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start register", "start workers-2"])
        world.end(.register, .exited(0))
        world.supervision.want(World.wanted(workers: 1), at: world.now)
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["terminate workers-2", "start register"])
        world.end(second, .exited(0))
        world.run(for: .seconds(60))
        #expect(world.takeDone() == [])
        #expect(world.state(second) == nil)
        #expect(world.state(first) == .running)
    }

    @Test func `new settings reach one process of a pool after the other`() {
        var world = World.up(workers: 2)
        world.supervision.want(World.wanted(workers: 2, character: "other"), at: world.now)
        world.run()
        #expect(world.takeDone().contains("terminate workers-1"))
        world.run(for: .seconds(5))
        #expect(!world.takeDone().contains("terminate workers-2"), "the second goes on meanwhile")
        world.end(first, .exited(0))
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start workers-1", "terminate workers-2"])
        world.end(second, .exited(0))
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start workers-2"])
        #expect(world.supervision.process(first)?.restarts == 0, "that is no restart")
    }

    @Test func `what was given up is tried again, and what left on purpose stays gone`() {
        var world = World.up(workers: 2)
        world.end(first, .exited(78))
        world.end(second, .exited(0))
        world.supervision.want(World.wanted(workers: 2), at: world.now)
        world.run(for: .seconds(10))
        #expect(world.takeDone() == ["start register", "start workers-1"])
        #expect(world.state(second) == .left)
        #expect(world.supervision.process(first)?.givenUpBecause == nil)
    }

    @Test func `a place is taken only when the process of an earlier supervisor has left it`() {
        var world = World(World.wanted(workers: 2, server: false))
        world.supervision.foundLeftover(first, pid: 17, birth: 18, at: world.now)
        world.run()
        world.end(.register, .exited(0))
        world.run(for: .seconds(10))
        #expect(world.takeDone() == ["start register", "start workers-2"])
        world.supervision.ended(pid: 17, .exited(0), at: world.now)
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["start workers-1"])
        #expect(world.supervision.process(first)?.lastEnding == nil, "how it ended is not known")
    }

    @Test func `what an earlier supervisor left is killed after the grace, also where nothing is wanted any more`() {
        var world = World.up(workers: 1)
        let gone = ProcessName(pool: "gone", slot: 1)
        world.supervision.foundLeftover(gone, pid: 17, birth: 18, at: world.now)
        world.run(for: .seconds(29))
        #expect(world.takeDone() == [])
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["kill gone-1"])
        world.supervision.ended(pid: 17, .exited(0), at: world.now)
        #expect(world.supervision.process(gone) == nil)
    }
}
