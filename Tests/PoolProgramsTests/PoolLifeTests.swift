import CommandSupport
import Pools
import Testing

@testable import PoolPrograms

@Suite struct PoolLifeTests {
    /// Another program file; the file of these tests will do.
    private static let file = ProgramFile.runningFingerprint

    /// What is to be done after each event, one after the other.
    private func actions(_ events: [PoolLife.Event]) -> [PoolLife.Action?] {
        var life = PoolLife()
        return events.map { life.happened($0) }
    }

    @Test func `asked to stop, it finishes what it holds and leaves with 0`() {
        #expect(actions([.begin, .askedToStop, .loopEnded]) == [.poll, .stopPolling(.asked), .leave(.ok)])
    }

    @Test func `asked before its first poll, it leaves at once`() {
        #expect(actions([.askedToStop, .begin]) == [.leave(.ok), nil])
    }

    @Test func `asked a second time, it hands back what it holds`() {
        let events: [PoolLife.Event] = [.begin, .askedToStop, .askedToStop, .askedToStop, .handedBack]
        #expect(actions(events) == [.poll, .stopPolling(.asked), .handBack, nil, .leave(.ok)])
    }

    @Test func `when it leaves by itself, the first wish that it stop is the first`() {
        let events: [PoolLife.Event] = [.begin, .idle("idle 3 s"), .askedToStop, .askedToStop, .handedBack]
        #expect(actions(events) == [.poll, .stopPolling(.idle("idle 3 s")), nil, .handBack, .leave(.ok)])
    }

    @Test(arguments: [
        (PoolLife.Event.idle("i"), PoolLife.Reason.idle("i"), ProgramStatus.ok), (.old("o"), .old("o"), .ok),
        (.wornOut, .wornOut, .wornOut),
    ])
    func `it leaves by itself, and says whether it is to be started anew`(
        event: PoolLife.Event,
        reason: PoolLife.Reason,
        status: ProgramStatus
    ) {
        #expect(actions([.begin, event, event, .loopEnded]) == [.poll, .stopPolling(reason), nil, .leave(status)])
    }

    @Test func `a new program file is run after what is held`() throws {
        let file = try #require(Self.file)
        let events: [PoolLife.Event] = [.begin, .replaced(file), .replaced(file), .wornOut, .loopEnded]
        #expect(actions(events) == [.poll, .stopPolling(.replaced(file)), nil, nil, .execute(file)])
    }

    @Test func `one that cannot be run after all lets the old one go on`() throws {
        let file = try #require(Self.file)
        let events: [PoolLife.Event] = [.begin, .replaced(file), .loopEnded, .notExecuted, .askedToStop, .loopEnded]
        #expect(
            actions(events)
                == [.poll, .stopPolling(.replaced(file)), .execute(file), .poll, .stopPolling(.asked), .leave(.ok)]
        )
    }

    @Test func `asked to stop while it waits for its new file, it leaves`() throws {
        let file = try #require(Self.file)
        #expect(
            actions([.begin, .replaced(file), .askedToStop, .loopEnded])
                == [.poll, .stopPolling(.replaced(file)), nil, .leave(.ok)]
        )
    }

    @Test func `code that does not end, for tasks that the service has given up, is not waited for`() throws {
        #expect(
            actions([.begin, .onlyLost, .askedToStop, .onlyLost, .loopEnded])
                == [.poll, nil, .stopPolling(.asked), .leave(.ok), nil]
        )
        let file = try #require(Self.file)
        #expect(actions([.begin, .replaced(file), .onlyLost]) == [.poll, .stopPolling(.replaced(file)), nil])
    }

    @Test func `a loop that ends by itself is no success`() {
        #expect(actions([.begin, .loopEnded]) == [.poll, .leave(.unexpected)])
    }
}
