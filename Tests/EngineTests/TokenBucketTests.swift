import MartletTesting
import SWFModel
import Testing

@testable import Engine

@Suite struct TokenBucketTests {
    /// Looks at a bucket: milliseconds since it was made, and how many calls then pass of those that try.
    @Test(
        arguments: [
            // So many at once, and no more.
            ("3/1", [(0, 5, 3), (0, 1, 0)]),
            // One comes back after each second, not before.
            ("3/1", [(0, 3, 3), (999, 1, 0), (1_000, 2, 1), (1_999, 1, 0), (2_000, 1, 1)]),
            // Never more than it holds, however long the pause.
            ("3/1", [(0, 1, 1), (86_400_000, 9, 3)]),
            ("2000/6", [(0, 2_001, 2_000), (166, 1, 0), (167, 1, 1), (500, 9, 2), (1_000, 9, 3)]),
            // What is left over of a token is not lost between two looks.
            ("1/3", [(0, 1, 1), (111, 1, 0), (222, 1, 0), (333, 1, 0), (334, 1, 1)]),
            // A time that does not go on gives nothing, and a time that goes back takes nothing.
            ("2/1000", [(50, 2, 2), (50, 1, 0), (40, 1, 0), (51, 2, 1)]),
            ("1000000/1000000", [(0, 10, 10), (1, 10, 10)]),
        ] as [(String, [(Int, Int, Int)])]
    )
    func `a bucket lets through what it holds and what came back`(
        rate: String,
        looks: [(Int, Int, Int)]
    ) throws {
        let rate = try #require(ThrottleRate(text: rate))
        var bucket = TokenBucket(rate, at: .zero)
        for (milliseconds, tries, expected) in looks {
            let passed = (0..<tries).count { _ in bucket.admits(at: .milliseconds(milliseconds)) }
            #expect(passed == expected, "after \(milliseconds) ms")
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func `in any stretch of time no more pass than the bucket holds and its rate gives`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let rate = ThrottleRate(
            capacity: Int.random(in: 1...50, using: &random),
            perSecond: Int.random(in: 1...50, using: &random)
        )
        var bucket = TokenBucket(rate, at: .zero)
        var now = 0
        var passedAt: [Int] = []
        for _ in 0..<2_000 {
            now += Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...400, using: &random) : 0
            let available = bucket.available(at: .milliseconds(now))
            #expect((0...rate.capacity).contains(available))
            let passes = bucket.admits(at: .milliseconds(now))
            #expect(passes == (available > 0), "seed \(seed)")
            if passes { passedAt.append(now) }
        }
        for first in stride(from: 0, to: passedAt.count, by: 7) {
            for last in stride(from: first, to: passedAt.count, by: 5) {
                let stretch = passedAt[last] - passedAt[first]
                let most = rate.capacity + (stretch * rate.perSecond) / 1_000 + 1
                #expect(last - first + 1 <= most, "seed \(seed): \(stretch) ms")
            }
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func `however often it is looked at, the same comes back`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let rate = ThrottleRate(
            capacity: Int.random(in: 1...1_000, using: &random),
            perSecond: Int.random(in: 1...1_000, using: &random)
        )
        var often = TokenBucket(rate, at: .zero)
        var once = often
        often.take(rate.capacity)
        once.take(rate.capacity)
        var now = 0
        for _ in 0..<100 {
            now += Int.random(in: 0...30_000_000, using: &random)
            _ = often.available(at: .nanoseconds(now))
        }
        let (many, one) = (often.available(at: .nanoseconds(now)), once.available(at: .nanoseconds(now)))
        #expect(many == one, "seed \(seed)")
        #expect(often == once, "seed \(seed): to the billionth of a token")
    }

    @Test func `a bucket that nobody looked at for ages is full`() {
        var bucket = TokenBucket(.init(capacity: 1_000_000, perSecond: 1_000_000), at: .zero)
        bucket.take(1_000_000)
        let isFullAtOnce = bucket.isFull(at: .zero)
        #expect(!isFullAtOnce)
        let afterACentury = bucket.available(at: .seconds(100 * 31_536_000))
        #expect(afterACentury == 1_000_000)
        bucket.take(9_999_999)
        let atTheEnd = bucket.available(at: .seconds(Int.max))
        #expect(atTheEnd == 1_000_000)
        let isFull = bucket.isFull(at: .seconds(Int.max))
        #expect(isFull)
    }
}
