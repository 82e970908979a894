import MartletTesting
import SWFModel
import Testing

@testable import Engine

/// The two values that stand between the machine's clocks and the engine.
@Suite struct ClockTests {
    private static let start = 1_790_000_000_000_000_000
    private static let second = 1_000_000_000

    /// Readings: seconds of the wall clock and of the uptime since the start, and what is shown then.
    @Test(
        arguments: [
            // A clock that is left alone is followed.
            [(0, 0, 0), (10, 10, 10), (3_600, 3_600, 3_600)],
            // Forward at once.
            [(0, 0, 0), (10_800, 0, 10_800), (10_810, 10, 10_810), (31_536_000, 20, 31_536_000)],
            // Set back by three hours: time goes on at nine tenths…
            [(0, 0, 0), (-10_800, 0, 0), (-10_790, 10, 9), (-9_800, 1_000, 900)],
            // …until the wall clock has caught up, and is followed again.
            [(0, 0, 0), (-90, 10, 9), (800, 900, 810), (890, 990, 891), (900, 1_000, 900), (1_000, 1_100, 1_000)],
            // Back and forth.
            [(0, 0, 0), (-60, 0, 0), (10, 10, 10), (-50, 10, 10), (10, 70, 64)],
            // An uptime that does not go on, or seems to go back, moves nothing.
            [(0, 10, 0), (-5, 10, 0), (-5, 5, 0), (-5, 10, 0), (-5, 20, 9)],
        ] as [[(Int, Int, Int)]]
    )
    func `time never goes back, and never stands still for long`(readings: [(Int, Int, Int)]) {
        var time = ForwardTime()
        var last = Int.min
        for (wall, uptime, expected) in readings {
            let shown = time.nanoseconds(
                wall: Self.start + wall * Self.second,
                uptime: uptime * Self.second
            )
            #expect(shown == Self.start + expected * Self.second, "wall \(wall), uptime \(uptime)")
            #expect(shown >= last)
            last = shown
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `whatever is done to the wall clock, time goes on and no timeout is early`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var time = ForwardTime()
        var wall = Self.start
        var uptime = 0
        var last = time.nanoseconds(wall: wall, uptime: uptime)
        for _ in 0..<2_000 {
            let passed = Int.random(in: 0...(20 * Self.second), using: &random)
            uptime += passed
            wall += passed
            if Int.random(in: 0..<10, using: &random) == 0 {
                wall += Int.random(in: -10_800...10_800, using: &random) * Self.second
            }
            let shown = time.nanoseconds(wall: wall, uptime: uptime)
            #expect(shown >= last + passed - passed / 10, "seed \(seed)")
            #expect(shown >= wall, "seed \(seed)")
            #expect(shown <= max(wall, last + passed), "seed \(seed)")
            last = shown
        }
    }

    @Test(
        arguments: [
            ([(0, 0, false), (3_599, 3_599, false), (3_600, 3_600, true)], "an hour after the start"),
            (
                [
                    (0, 0, false), (3_600, 3_600, true), (3_661, 3_600, false), (7_260, 7_199, false),
                    (7_261, 7_200, true),
                ],
                "a jump of more than a minute begins the hour anew"
            ),
            (
                [(0, 0, false), (3_600, 3_600, true), (3_660, 3_600, true), (3_700, 3_640, true)],
                "a minute is forgiven"
            ),
            (
                [(0, 0, false), (3_600, 3_600, true), (-7_200, 3_600, true), (-7_100, 3_700, true)],
                "back is no danger: it only makes things younger"
            ),
            ([(0, 0, false), (-7_200, 3_600, true), (3_600, 3_600, false)], "and forth is one"),
        ] as [([(Int, Int, Bool)], String)]
    )
    func `a clock is believed when it has not jumped forward for an hour`(
        readings: [(Int, Int, Bool)],
        because: String
    ) {
        var steadiness = Steadiness()
        for (wall, uptime, expected) in readings {
            let isSteady = steadiness.isSteady(
                wall: Timestamp(milliseconds: Self.start / 1_000_000 + wall * 1_000),
                uptime: .seconds(uptime)
            )
            #expect(isSteady == expected, "\(because): wall \(wall), uptime \(uptime)")
        }
    }

    @Test func `the machine's clock goes forward, in a hundred thousand readings by eight`() async {
        let clock = SystemClock()
        let before = clock.now
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var last = (clock.now, clock.uptime)
                    for _ in 0..<12_500 {
                        let next = (clock.now, clock.uptime)
                        if next < last { return false }
                        last = next
                    }
                    return true
                }
            }
            for await isOrdered in group { #expect(isOrdered) }
        }
        // Within the year of the build, give or take some: not seconds for milliseconds, for example.
        #expect(before.seconds > 1_700_000_000 && before.seconds < 4_000_000_000)
    }

    @Test func `sleeping ends at once when the time has come, and when the task is canceled`() async throws {
        let clock = SystemClock()
        try await clock.sleep(until: clock.now)
        try await clock.sleep(untilUptime: clock.uptime)
        try await clock.sleep(for: .milliseconds(-5))
        let sleeper = Task { try await clock.sleep(until: clock.now + .seconds(3_600)) }
        let other = Task { try await clock.sleep(for: .seconds(3_600)) }
        sleeper.cancel()
        other.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        await #expect(throws: CancellationError.self) { try await other.value }
    }
}
