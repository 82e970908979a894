import Pools
import Testing

/// requirements.md P16 and PS17: both conditions, and the end of what is paid for.
@Suite struct IdleRuleTests {
    private struct Case: CustomTestStringConvertible {
        var testDescription: String
        var idle: Int
        var uptime = 1_000
        var machine = 1_000
        var inHand = 0
        var pending: Int?
        var verdict: IdleRule.Verdict
    }

    private static func facts(_ value: Case) -> IdleRule.Facts {
        IdleRule.Facts(
            idle: .seconds(value.idle),
            uptime: .seconds(value.uptime),
            machineUptime: .seconds(value.machine),
            inHand: value.inHand,
            pending: value.pending
        )
    }

    @Test(arguments: [
        Case(testDescription: "299 s idle", idle: 299, pending: 0, verdict: .stay),
        Case(testDescription: "300 s idle, queue not asked", idle: 300, pending: nil, verdict: .askQueue),
        Case(testDescription: "300 s idle, one waits", idle: 300, pending: 1, verdict: .stay),
        Case(testDescription: "300 s idle, none waits", idle: 300, pending: 0, verdict: .leaveIdle),
        Case(testDescription: "busy, whatever the clock says", idle: 900, inHand: 1, pending: 0, verdict: .stay),
        Case(testDescription: "old", idle: 0, uptime: 3_600, inHand: 1, pending: 7, verdict: .leaveOld),
        Case(testDescription: "not yet old", idle: 0, uptime: 3_599, pending: 0, verdict: .stay),
    ])
    private func `a worker leaves when it was idle and nothing waits, or when its time is over`(_ value: Case) {
        let rule = IdleRule(maxIdle: .seconds(300), maxUptime: .seconds(3_600))
        #expect(rule.verdict(Self.facts(value)) == value.verdict)
    }

    @Test(arguments: [
        (0, false), (3_419, false), (3_420, true), (3_599, true), (3_600, false), (7_019, false), (7_020, true),
    ])
    func `with a period that is paid for it leaves in the last twentieth only`(machine: Int, leaves: Bool) {
        let rule = IdleRule(maxIdle: .seconds(60), billingPeriod: .hours(1))
        let value = Case(testDescription: "", idle: 100, machine: machine, pending: 0, verdict: .stay)
        #expect(rule.verdict(Self.facts(value)) == (leaves ? .leaveIdle : .stay))
    }

    @Test func `without limits it stays for ever`() {
        let value = Case(testDescription: "", idle: 1 << 40, uptime: 1 << 40, pending: 0, verdict: .stay)
        #expect(IdleRule().isOff)
        #expect(IdleRule().verdict(Self.facts(value)) == .stay)
    }
}

extension Duration {
    fileprivate static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
}
