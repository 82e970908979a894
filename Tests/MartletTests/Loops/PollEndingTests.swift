import ServiceLifecycle
import Synchronization
import Testing

@testable import Martlet

@Suite("Polls that wait when a loop is to stop", .timeLimit(.minutes(10)))
struct PollEndingTests {
    /// A poll that comes back when the test says so, with a task or without.
    private final class Line: Sendable {
        private let (answers, give) = AsyncStream<Int?>.makeStream()
        private let (begins, begin) = AsyncStream<Void>.makeStream()
        let asks = Mutex(0)
        let handled = Log<Int>()

        func poll() async throws -> Int? {
            begin.yield()
            var iterator = answers.makeAsyncIterator()
            guard let answer = await iterator.next() else { throw CancellationError() }
            return answer
        }

        func answer(_ task: Int?) { give.yield(task) }

        func waitForPoll() async {
            var iterator = begins.makeAsyncIterator()
            await iterator.next()
        }
    }

    private struct Loop: Service {
        let loop: PollLoop
        let line: Line

        func run() async throws {
            await loop.run(slots: 1) {
                try await line.poll()
            } handle: { task in
                line.handled.add(task)
            }
        }
    }

    /// Runs a loop until its first poll waits, then stops it.
    private func stop(_ line: Line, _ ending: PollEnding) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let loop = PollLoop(backoff: Backoff(), logger: logger, ending: ending)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [Loop(loop: loop, line: line)], logger: logger)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await line.waitForPoll()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `a task that is given in the moment of the stop is done`() async throws {
        let line = Line()
        try await stop(
            line,
            .ask {
                // The service had given it away when it was asked.
                if line.asks.withLock({
                    $0 += 1; return $0
                }) == 1 {
                    line.answer(17)
                }
            }
        )
        #expect(line.handled.all == [17])
    }

    @Test func `a poll that was still on its way is asked for again`() async throws {
        let line = Line()
        try await stop(
            line,
            .ask {
                if line.asks.withLock({
                    $0 += 1; return $0
                }) == 3 {
                    line.answer(nil)
                }
            }
        )
        #expect(line.asks.withLock { $0 } == 3)
        #expect(line.handled.all == [])
    }

    @Test func `a service that cannot end polls is asked once, and its polls are waited for`() async throws {
        let line = Line()
        try await stop(
            line,
            .ask {
                line.asks.withLock { $0 += 1 }
                line.answer(4)
                throw Fault(.unknownOperation)
            }
        )
        #expect(line.asks.withLock { $0 } == 1)
        #expect(line.handled.all == [4])
    }

    @Test func `a service in the same process is not asked: the poll is canceled`() async throws {
        let line = Line()
        try await stop(line, .giveUp)
        #expect(line.handled.all == [])
    }
}
