import Pools
import SWFModel
import Testing

@testable import Deploys

@Suite struct PoolWatchTests {
    private static let place = PoolWatch.Place(environment: "live", pool: "workers", slot: 1)

    /// A worker as it is seen.
    private static func sight(
        build: String = "0.1-new",
        poll: Int? = 2,
        pid: Int32 = 7,
        isAlive: Bool = true,
        holds: String? = nil,
        restarts: Int = 0,
        givenUp: String? = nil
    ) -> PoolWatch.Sight {
        var report = ProcessReport(
            pid: pid,
            birth: UInt64(pid),
            program: "worker",
            environment: "live",
            pool: "workers",
            slot: 1,
            build: build,
            started: Timestamp(milliseconds: 0)
        )
        report.lastPoll = poll.map { Timestamp(milliseconds: $0) }
        if let holds {
            report.inHand = [.init(workflowId: holds, runId: "r", type: "Render", since: Timestamp(milliseconds: 1))]
        }
        return PoolWatch.Sight(report: report, isAlive: isAlive, restarts: restarts, givenUp: givenUp)
    }

    private static let before = sight(build: "0.1-old", poll: 1)

    /// What a watch with a limit of 10 seconds and a settling of 2 says of sights of one place, one a second.
    private func verdicts(_ sights: [PoolWatch.Sight?], before: PoolWatch.Sight = Self.before) -> [PoolWatch.Verdict] {
        var watch = PoolWatch(
            before: [Self.place: before],
            builds: ["worker": "new"],
            limit: .seconds(10),
            settling: .seconds(2)
        )
        return sights.enumerated().map { second, sight in
            watch.look(at: sight.map { [Self.place: $0] } ?? [:], after: .seconds(second))
        }
    }

    private func isWaiting(_ verdict: PoolWatch.Verdict?) -> Bool { if case .waiting = verdict { true } else { false } }

    @Test func `a process that runs the new program and was answered is well, when that lasts`() {
        let told = verdicts([Self.before, Self.sight(poll: nil), Self.sight(), Self.sight(), Self.sight()])
        #expect(told.dropLast().allSatisfy { isWaiting($0) })
        #expect(told.last == .well([]))
    }

    @Test func `a process that exists and is not answered is not well`() {
        let told = verdicts(Array(repeating: Self.sight(poll: nil), count: 11))
        #expect(told.dropLast().allSatisfy { isWaiting($0) })
        #expect(told.last == .unwell("live/workers-1 has not been answered by the service after 10 s."))
    }

    @Test func `a program that did not change must be answered once more`() {
        let same = Self.sight(poll: 1)
        let told = verdicts([same, Self.sight(poll: 2), Self.sight(poll: 2), Self.sight(poll: 2)], before: same)
        #expect(isWaiting(told[0]))
        #expect(told.last == .well([]))
    }

    @Test func `no clock but our own counts: a process whose clock is behind is well`() {
        let told = verdicts([Self.sight(poll: -600_000), Self.sight(poll: -600_000), Self.sight(poll: -600_000)])
        #expect(told.last == .well([]))
    }

    @Test func `one that keeps starting anew is not waited for until the end`() {
        let told = verdicts([Self.sight(poll: nil, pid: 8), Self.sight(poll: nil, pid: 9)])
        #expect(told.last == .unwell("live/workers-1 was started anew 2 times within 1 s."))
    }

    @Test func `who counts the restarts is believed, as far as they are new`() {
        let broken = Self.sight(poll: nil, restarts: 4)
        #expect(isWaiting(verdicts([broken], before: Self.sight(build: "0.1-old", restarts: 3)).last))
        #expect(
            verdicts([broken], before: Self.sight(build: "0.1-old", restarts: 2)).last
                == .unwell("live/workers-1 was started anew 2 times within 0 s.")
        )
    }

    @Test func `one restart may be chance`() {
        let told = verdicts([Self.before, Self.sight(pid: 8), Self.sight(pid: 8), Self.sight(pid: 8)])
        #expect(told.last == .well([]))
    }

    @Test func `one that is given up will not become well`() {
        let told = verdicts([Self.sight(poll: nil, isAlive: false, givenUp: "the settings are wrong (78)")])
        #expect(told == [.unwell("live/workers-1 was given up: the settings are wrong (78).")])
    }

    @Test func `one that was given up before is not waited for`() {
        let lost = Self.sight(build: "0.1-old", isAlive: false, givenUp: "it failed too often")
        #expect(verdicts([lost], before: lost) == [.well(["no process of a pool runs here, so nobody was watched"])])
    }

    @Test func `one that still holds a task has until it ends`() {
        let busy = Self.sight(build: "0.1-old", poll: 1, holds: "publish-1")
        let told = verdicts(Array(repeating: busy, count: 11))
        #expect(isWaiting(told[9]))
        let note = "live/workers-1 still works on Render of publish-1, and takes the new program afterwards"
        #expect(told[10] == .well([note]))
    }

    @Test func `one that is gone, and one that says nothing, are not well`() {
        #expect(verdicts(Array(repeating: nil, count: 11)).last == .unwell("live/workers-1 does not run after 10 s."))
        let mute = PoolWatch.Sight(report: nil, isAlive: true)
        #expect(
            verdicts(Array(repeating: mute, count: 11)).last
                == .unwell("live/workers-1 says nothing of itself after 10 s.")
        )
    }

    @Test func `one that left on purpose is not missed`() {
        var gone = Self.sight(isAlive: false)
        gone.hasLeft = true
        #expect(verdicts([gone, gone, gone]).last == .well([]))
    }

    @Test func `where nothing runs there is nobody to wait for`() {
        var watch = PoolWatch(before: [:], builds: [:], limit: .seconds(10), settling: .seconds(2))
        #expect(watch.look(at: [:], after: .zero) == .well(["no process of a pool runs here, so nobody was watched"]))
    }

    @Test(arguments: [(0, 2, false), (0, 3, true), (3, 6, false), (3, 7, true), (50, 60, false)])
    func `failures count when there are several, and more than twice as many`(before: Int, after: Int, rises: Bool) {
        #expect((FailureRise(environment: "live", before: before, after: after).complaint != nil) == rises)
    }
}
