import Foundation
import SWFModel
import Testing

@testable import Deploys

@Suite struct DeployRecordTests {
    private func record(_ from: String?, _ to: String?, _ kind: DeployOutcome.Kind) -> DeployRecord {
        DeployRecord(
            started: Timestamp(milliseconds: 1_700_000_000_000),
            ended: Timestamp(milliseconds: 1_700_000_060_500),
            identity: "host:7:martlet",
            from: from,
            to: to,
            commit: "1a2b3c4",
            steps: [DeployRecord.Step(step: .build, finding: .good("built"), seconds: 41.5)],
            outcome: DeployOutcome(kind, "so it is")
        )
    }

    @Test func `a roll-back returns to the newest release that was seen to work`() {
        let records = [
            record(nil, "a", .deployed), record("a", "b", .deployed), record("b", "c", .rolledBack),
            record("b", "d", .deployed),
        ]
        #expect(records.releaseBefore("d", kept: ["a", "b", "c", "d"]) == "b")
        #expect(records.releaseBefore("d", kept: ["a", "d"]) == "a")
        #expect(records.releaseBefore("a", kept: ["a"]) == nil)
    }

    @Test func `without one it returns to what was in place before`() {
        let records = [record("x", "a", .died)]
        #expect(records.releaseBefore("a", kept: ["x", "a"]) == "x")
        #expect([DeployRecord]().releaseBefore("a", kept: ["a"]) == nil)
    }

    @Test func `only what was watched to the end is proven`() {
        let records = [record("a", "b", .died), record("a", "c", .rolledBack)]
        #expect(!records.isProven("b"))
        #expect(!records.isProven("c"))
        #expect(records.isProven("a"))
    }

    @Test func `a record is read as it was written, with moments and times under their names`() throws {
        let data = try JSONEncoder().encode(record("a", "b", .deployed))
        #expect(try JSONDecoder().decode(DeployRecord.self, from: data) == record("a", "b", .deployed))
        let text = String(decoding: data, as: UTF8.self)
        for key in ["\"start_timestamp\":1700000000", "\"end_timestamp\":1700000060.5", "\"step_time\":41.5"] {
            #expect(text.contains(key))
        }
    }

    @Test(arguments: [
        (DeployStep.tests, "old", "old is in place, untouched."), (.replace, "old", "old is in place, untouched."),
        (.replace, "new", "new is in place, and was not watched to the end."),
        (.watch, "new", "new is in place, and was not watched to the end."),
        (.rollBack, "new", "new is in place still, though it was to be taken back."),
        (.watchRollBack, "old", "old is in place again."),
    ])
    func `a deploy that died says at which step, and what it left`(step: DeployStep, current: String, left: String) {
        var journal = DeployJournal(
            identity: "host:7:martlet",
            started: Timestamp(milliseconds: 0),
            step: step,
            from: "old"
        )
        journal.to = "new"
        #expect(
            journal.died(current: current)
                == "The deploy of host:7:martlet died while it was \(step.words); \(left)"
        )
        #expect(journal.isInPlace(current: current) == (current == "new"))
    }
}
