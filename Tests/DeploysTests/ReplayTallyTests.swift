import Testing

@testable import Deploys

@Suite struct ReplayTallyTests {
    private func difference(_ id: String, isOpen: Bool = true, isOld: Bool = false) -> ReplayTally.Difference {
        ReplayTally.Difference(
            environment: "live",
            workflowId: id,
            isOpen: isOpen,
            sentence: "event 5: the history has a timer, and the code asks for an activity.",
            isOld: isOld
        )
    }

    @Test func `histories that replay are counted`() {
        #expect(
            ReplayTally(histories: 3, environments: ["dev", "live"]).finding
                == .good("the new programs replay 3 recent histories of dev and live")
        )
        #expect(
            ReplayTally(histories: 0, environments: ["dev"]).finding == .good("there are no histories of dev to replay")
        )
    }

    @Test func `a difference refuses, with the first in words and the open ones first`() {
        let tally = ReplayTally(
            histories: 9,
            environments: ["live"],
            differences: [difference("closed-1", isOpen: false), difference("open-1")]
        )
        let finding = tally.finding
        #expect(finding.verdict == .bad)
        #expect(
            finding.sentence.hasPrefix("The new programs do not replay the open execution open-1 of live: event 5: ")
        )
        #expect(finding.sentence.contains("(and 1 more)"))
        #expect(!finding.sentence.contains("--replay open"))
    }

    @Test func `when only closed executions differ, the way around is named`() {
        let finding = ReplayTally(histories: 1, differences: [difference("closed-1", isOpen: false)]).finding
        #expect(finding.verdict == .bad)
        #expect(finding.sentence.hasSuffix("deploy with --replay open."))
    }

    @Test func `what the programs in place do not replay either is told, and refuses nothing`() {
        let finding = ReplayTally(
            histories: 2,
            environments: ["live"],
            differences: [difference("held-1", isOld: true)]
        ).finding
        #expect(finding.verdict == .good)
        #expect(finding.sentence == "the new programs replay 1 recent history of live")
        #expect(finding.notes.first?.contains("held-1: event 5") == true)
    }

    @Test func `an environment that cannot be asked is a warning`() {
        let unasked = ReplayTally.Unasked(environment: "dev", reason: "the service does not answer")
        let finding = ReplayTally(histories: 1, environments: ["live"], unasked: [unasked]).finding
        #expect(finding.verdict == .warning)
        #expect(finding.notes == ["dev was not asked: the service does not answer"])
    }
}
