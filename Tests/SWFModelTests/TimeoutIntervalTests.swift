import SWFModel
import Testing

@Suite struct TimeoutIntervalTests {
    @Test(arguments: [
        ("NONE", TimeoutInterval.none), ("0", .seconds(0)), ("300", .seconds(300)), ("007", .seconds(7)),
        ("99999999", .seconds(99_999_999)),
    ])
    func `a timeout is whole seconds or NONE`(_ text: String, _ interval: TimeoutInterval) {
        #expect(TimeoutInterval(wire: text) == interval)
    }

    @Test(arguments: [nil, "", "none", "-1", "+1", "1.5", " 1", "1e3", "١", "123456789012345678901234567890"])
    func `other text is no timeout`(_ text: String?) {
        #expect(TimeoutInterval(wire: text) == nil)
    }

    @Test func `a deadline is so many seconds later, or never`() {
        let start = Timestamp(milliseconds: 500)
        #expect(TimeoutInterval.seconds(2).deadline(from: start) == Timestamp(milliseconds: 2_500))
        #expect(TimeoutInterval.none.deadline(from: start) == nil)
        #expect(TimeoutInterval.seconds(2).wire == "2")
        #expect(TimeoutInterval.none.wire == "NONE")
    }

    @Test func `a timeout that no service sends does not trap`() {
        let longest = TimeoutInterval(wire: "\(Int.max)")
        #expect(longest?.deadline(from: Timestamp(milliseconds: 0)) == nil)
    }
}
