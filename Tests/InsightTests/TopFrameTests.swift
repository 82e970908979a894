import CommandSupport
import SWFModel
import SWFWire
import Testing

@testable import Insight

@Suite struct TopFrameTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    private static func sight(lists: Int, types: Int) -> TopSight {
        var sight = TopSight(now: now, environment: "dev", domain: "d", endpoint: "http://127.0.0.1:7340")
        sight.pools = [
            PoolSight(name: "deciders", wanted: 3, running: 3, lastPoll: now + .seconds(-2), tasksDone: 12),
            PoolSight(name: "workers", wanted: 5, running: 4, gone: 1, lastPoll: now, inHand: 2, tasksDone: 40),
        ]
        sight.lists = (0..<lists).map { number in
            TaskListFacts(
                TaskListName(.activity, "list\(number)"),
                waiting: number,
                oldest: number > 0 ? now + .seconds(-1000 + number) : nil,
                pollers: [PollerInfo(identity: "a:1:worker", lastPollTimestamp: now, waitingPolls: 1)]
            )
        }
        sight.openCount = 1500
        sight.lookedAt = 1000
        sight.openTypes = (0..<types).map {
            TopSight.OpenType(workflowType: WorkflowType(name: "W\($0)", version: "1"), count: 100 - $0)
        }
        sight.failures = [
            WorkflowExecutionInfo(
                closeStatus: .failed,
                closeTimestamp: now + .seconds(-61),
                execution: WorkflowExecution(runId: "r", workflowId: "bad\u{1B}[2J"),
                executionStatus: .closed,
                startTimestamp: now,
                workflowType: WorkflowType(name: "W", version: "1")
            )
        ]
        sight.rates = TopSight.Rates(closed: 1.25, tasks: 10)
        return sight
    }

    @Test(arguments: [(80, 24), (200, 50), (40, 10), (10, 3), (80, 1)])
    func `a frame fits its terminal, however much there is`(width: Int, height: Int) {
        for count in [0, 1, 5, 100] {
            let lines = TopFrame(Self.sight(lists: count, types: count)).lines(
                width: width,
                height: height,
                isLive: true
            )
            #expect(lines.count <= max(2, height))
            #expect(lines.allSatisfy { $0.count <= width })
            #expect(lines.allSatisfy { !$0.contains("\u{1B}") })
        }
    }

    @Test func `a long section leaves room for the others, and says how much more there is`() {
        let lines = TopFrame(Self.sight(lists: 100, types: 100)).lines(width: 100, height: 24, isLive: true)
        #expect(lines.count == 24)
        #expect(lines[1] == "open 1500   waiting 4950   closed 1.3/s   tasks done 10.0/s")
        #expect(lines.contains { $0.hasPrefix("workers") })
        #expect(lines.contains { $0.hasPrefix("bad [2J ") && $0.contains("FAILED") })
        #expect(lines.count { $0.hasPrefix("… ") } == 2)
        #expect(lines.contains { $0.hasPrefix("OPEN EXECUTIONS OF (OF THE NEWEST 1000)") })
    }

    @Test(arguments: [(TopFrame.Order.waiting, "list2"), (.oldest, "list1"), (.name, "list0")])
    func `task lists stand as asked for`(order: TopFrame.Order, first: String) throws {
        let lines = TopFrame(Self.sight(lists: 3, types: 0), order: order).lines()
        let heading = try #require(lines.firstIndex { $0.hasPrefix("TASK LIST") })
        #expect(lines[heading + 1].hasPrefix(first))
    }

    @Test func `a service that does not answer is said, with what was seen last`() {
        var sight = Self.sight(lists: 1, types: 1)
        sight.complaint = "The server did\nnot answer."
        let lines = TopFrame(sight).lines()
        #expect(lines[1] == "THE SERVICE DOES NOT ANSWER: The server did not answer.")
    }

    @Test func `a list in which nothing waits and that nobody polls is left out`() {
        var sight = Self.sight(lists: 2, types: 0)
        sight.lists[0].pollers = [
            PollerInfo(identity: "old", lastPollTimestamp: Self.now + .seconds(-500), waitingPolls: 0)
        ]
        #expect(!TopFrame(sight).lines().contains { $0.hasPrefix("list0") })
    }

    @Test func `a frame as JSON keeps the rule of names`() throws {
        try TimeNames.check(String(decoding: try AWSJSON.encode(Self.sight(lists: 2, types: 2)), as: UTF8.self))
    }

    @Test func `who works is joined from polls and reports`() throws {
        let lists = [
            TaskListFacts(
                TaskListName(.activity, "main"),
                pollers: [
                    PollerInfo(identity: "box:101:worker", lastPollTimestamp: Self.now + .seconds(-5), waitingPolls: 1),
                    PollerInfo(
                        identity: "other:9:worker",
                        lastPollTimestamp: Self.now + .seconds(-900),
                        waitingPolls: 0
                    ),
                    PollerInfo(identity: "box:55:worker", lastPollTimestamp: Self.now + .seconds(-30), waitingPolls: 0),
                ]
            )
        ]
        let reports = [
            (report: ChecksTests.report("workers", 1, ago: 3, holds: 1), isAlive: true),
            (report: ChecksTests.report("workers", 2, ago: 700), isAlive: false),
        ]
        let table = CrewTable(lists: lists, reports: reports, host: "box", gone: ["box:55:worker"])
        #expect(
            table.members.map(\.identity)
                == ["box:101:worker", "box:55:worker", "box:102:worker", "other:9:worker"]
        )
        let lines = table.lines(LocalTime(now: Self.now))
        #expect(
            lines[1].split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
                == "box:101:worker workers-1 starting 3 s ago 16 min 40 s 1 7 main"
        )
        #expect(lines[2].contains("gone"))
        #expect(lines[3].contains("gone"))
        #expect(lines[4].contains("silent"))
        for member in table.members { try TimeNames.check(String(decoding: try AWSJSON.encode(member), as: UTF8.self)) }
    }

    @Test(
        arguments: [
            ("box:17:worker", "box", 17), ("a:b:17:worker", "a:b", 17), ("box", nil, nil), ("box:x:worker", nil, nil),
            ("box:-1:worker", nil, nil), ("", nil, nil),
        ] as [(String, String?, Int32?)]
    )
    func `an identity of ours names machine and process`(identity: String, host: String?, pid: Int32?) {
        let parts = IdentityParts(identity)
        #expect(parts?.host == host)
        #expect(parts?.pid == pid)
    }
}
