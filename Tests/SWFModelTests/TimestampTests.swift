import SWFModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0.0, 0), (1.4999, 1500), (1.4994, 1499), (-0.0004, 0), (-1.5, -1500), (1_497_371_587.073, 1_497_371_587_073),
        (.infinity, 4_000_000_000_000_000), (-.infinity, -4_000_000_000_000_000), (.nan, 0),
        (1e300, 4_000_000_000_000_000),
    ])
    func `seconds are rounded to the millisecond and clamped`(_ seconds: Double, _ milliseconds: Int) {
        #expect(Timestamp(seconds: seconds).milliseconds == milliseconds)
    }

    @Test func `moments are compared, moved and subtracted`() {
        let first = Timestamp(milliseconds: 1_000)
        let second = first + .milliseconds(2_500)
        #expect(second == Timestamp(milliseconds: 3_500))
        #expect(first < second)
        #expect(second - first == .milliseconds(2_500))
        #expect(first + .milliseconds(-2_500) == Timestamp(milliseconds: -1_500))
        #expect(second.seconds == 3.5)
    }
}
