import SWFModel
import Testing

@testable import SWFClient

/// How far the service's clock is, by its answers.
@Suite struct ClockComparisonTests {
    /// An answer: when it was asked for and came, in milliseconds of this machine, and what it says, in seconds.
    struct Answer: Sendable {
        var sent: Int
        var received: Int
        var date: Int
    }

    private static func offset(_ answers: [Answer]) -> ClockOffset? {
        var comparison = ClockComparison()
        for answer in answers {
            comparison.take(
                Timestamp(milliseconds: answer.date * 1_000),
                sent: Timestamp(milliseconds: answer.sent),
                received: Timestamp(milliseconds: answer.received)
            )
        }
        return comparison.offset
    }

    @Test(arguments: [
        // One answer: half a second, and half the way there and back.
        ([Answer(sent: 10_000, received: 10_000, date: 10)], 500, 500),
        ([Answer(sent: 10_000, received: 10_200, date: 10)], 400, 600),
        // Behind by an hour, ahead by ten minutes.
        ([Answer(sent: 10_000, received: 10_000, date: 3_610)], 3_600_500, 500),
        ([Answer(sent: 610_000, received: 610_000, date: 10)], -599_500, 500),
        // Two answers around the turn of a second tell it better than each: between -900 and 100, and between 0 and 1000.
        ([Answer(sent: 10_900, received: 10_900, date: 10), Answer(sent: 11_000, received: 11_000, date: 11)], 50, 51),
        // A long poll in between takes nothing away.
        (
            [
                Answer(sent: 10_900, received: 10_900, date: 10), Answer(sent: 10_950, received: 10_990, date: 10),
                Answer(sent: 11_000, received: 11_000, date: 11), Answer(sent: 11_000, received: 71_000, date: 71),
            ], 40, 41
        ),
        // What contradicts the past is a clock that was set: the past is forgotten.
        (
            [Answer(sent: 10_000, received: 10_000, date: 10), Answer(sent: 20_000, received: 20_000, date: 620)],
            600_500, 500
        ),
        // An answer during which this machine's clock was set back tells nothing.
        (
            [Answer(sent: 10_000, received: 10_000, date: 10), Answer(sent: 20_000, received: 5_000, date: 20)],
            500, 500
        ),
    ])
    func `each answer narrows it down`(answers: [Answer], offset: Int, uncertainty: Int) {
        let found = Self.offset(answers)
        #expect(found?.offset == .milliseconds(offset), "\(String(describing: found))")
        #expect(found?.uncertainty == .milliseconds(uncertainty), "\(String(describing: found))")
    }

    @Test func `the true offset is always within the uncertainty, though clocks drift`() throws {
        // This machine loses a thousandth of a tenth: 100 millionths, more than quartz does.
        for (drift, apart) in [(0.0001, 0), (-0.0001, 600_000), (0.0004, -3_600_000)] {
            var comparison = ClockComparison()
            for step in 0..<2_000 {
                let sent = 1_000_000 + step * 7_310
                let received = sent + 30 + step % 400
                let truth = apart + Int(Double(sent + 15) * drift)
                // Whole seconds, downwards before 1970 too.
                let date = Int((Double(sent + 15 + truth) / 1_000).rounded(.down))
                comparison.take(
                    Timestamp(milliseconds: date * 1_000),
                    sent: Timestamp(milliseconds: sent),
                    received: Timestamp(milliseconds: received)
                )
                let found = try #require(comparison.offset)
                let error = found.offset - .milliseconds(truth)
                #expect(max(error, .zero - error) <= found.uncertainty + .milliseconds(1), "step \(step)")
                #expect(found.uncertainty <= .milliseconds(715))
            }
        }
    }

    @Test func `nothing is known before the first answer`() {
        #expect(Self.offset([]) == nil)
    }

    @Test(arguments: [200, 400])
    func `a client learns it from every answer, refusals too`(status: Int) async throws {
        let body = status == 200 ? #"{"domainInfos":[]}"# : #"{"__type":"x#UnknownResourceFault","message":"m"}"#
        let steps: [ScriptedServer.Step] = [
            .answer(status, body, fields: [("date", "Fri, 14 Jul 2017 02:45:00 GMT")]),
            .answer(200, #"{"domainInfos":[]}"#, fields: [("date", "yesterday")]),
        ]
        try await ScriptedServer.run(steps) { server in
            try await withClient(of: server.url) { client in
                #expect(client.clockOffset == nil)
                _ = try? await client.listDomains(Inputs.listDomains)
                // The clock of the tests stands at 02:40:00.
                let moment = Timestamp(milliseconds: 1_500_000_000_000)
                let expected = ClockOffset(
                    offset: .milliseconds(300_500),
                    uncertainty: .milliseconds(500),
                    measuredAt: moment
                )
                #expect(client.clockOffset == expected)
                #expect(expected.serviceTime(at: moment) == Timestamp(milliseconds: 1_500_000_300_500))
                // What cannot be read changes nothing.
                _ = try await client.listDomains(Inputs.listDomains)
                #expect(client.clockOffset == expected)
            }
        }
    }
}
