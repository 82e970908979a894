import SWFModel
import Testing

@testable import Pools

/// Leaving: in order, with time to finish, then asked to hand back, then killed.
@Suite struct StoppingTests {
    private let first = ProcessName(pool: "workers", slot: 1)
    private let second = ProcessName(pool: "workers", slot: 2)

    @Test func `the pools leave first, and the server last`() {
        var world = World.up(workers: 2)
        world.stop()
        world.run()
        #expect(world.takeDone() == ["terminate workers-1", "terminate workers-2"])
        world.end(first, .exited(0))
        world.run(for: .seconds(1))
        #expect(world.takeDone() == [])
        world.end(second, .exited(1))
        world.run()
        #expect(world.takeDone() == ["terminate server"])
        world.end(.server, .exited(0))
        world.run()
        #expect(world.takeDone() == ["leave 0"], "a stop is never a failure")
        #expect(world.supervision.processes.allSatisfy { $0.restarts == 0 })
    }

    @Test func `a second TERM is passed on`() {
        var world = World.up(workers: 2)
        world.stop()
        world.run()
        world.end(first, .exited(0))
        _ = world.takeDone()
        world.stop()
        #expect(world.takeDone() == ["terminate workers-2"])
        world.run(for: .seconds(4))
        #expect(world.takeDone() == [])
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["kill workers-2"], "five seconds to hand back")
    }

    @Test func `who does not finish in time is asked to hand back, and is killed after that`() {
        var world = World.up(workers: 1)
        world.stop()
        world.run(for: .seconds(29))
        #expect(world.takeDone() == ["terminate workers-1"])
        world.run(for: .seconds(1))
        #expect(world.takeDone() == ["terminate workers-1"])
        world.run(for: .seconds(5))
        #expect(world.takeDone() == ["kill workers-1"])
        world.run(for: .seconds(100))
        #expect(world.takeDone() == [])
        world.end(first, .killed(signal: 9))
        world.run()
        #expect(world.takeDone() == ["terminate server"])
    }

    @Test func `what waits is not started any more`() {
        var world = World.up(workers: 2)
        world.end(first, .exited(1))
        world.stop()
        world.run(for: .seconds(3))
        #expect(world.takeDone() == ["terminate workers-2"])
        #expect(world.state(first) == .stopped)
    }

    @Test func `a stop before the server is ready stops the server`() {
        var world = World(World.wanted(workers: 1))
        world.run()
        world.stop()
        world.run()
        world.end(.server, .killed(signal: 15))
        world.run()
        #expect(world.takeDone() == ["start server", "terminate server", "leave 0"])
    }
}
