public import SWFModel

/// How far the clocks of a time zone are ahead of UTC, and when that changes: a plain value, so that what a schedule does
/// on the day the clocks change can be computed and tested without the machine's zones.
public struct ZoneOffsets: Hashable, Sendable {
    /// A stretch of time with one offset.
    struct Segment: Hashable, Sendable {
        /// Its first second since 1970.
        var start: Int
        /// The second after its last.
        var end: Int
        /// Seconds ahead of UTC.
        var offset: Int
        /// The offset before; the same in the first segment.
        var before: Int
    }

    /// The name of the zone: `Europe/London`.
    public var name: String
    /// The stretches, in order and without a gap.
    let segments: [Segment]

    /// A zone by its first offset and its changes.
    ///
    /// - Parameters:
    ///   - initial: Seconds ahead of UTC before the first change.
    ///   - changes: The moments of change with the offset from then on, in order; one that changes nothing is left out.
    public init(name: String, initial: Int = 0, changes: [(at: Timestamp, offset: Int)] = []) {
        self.name = name
        var segments = [Segment(start: .min, end: .max, offset: initial, before: initial)]
        for change in changes {
            let last = segments[segments.count - 1]
            guard change.offset != last.offset, change.at.wholeSeconds > last.start else { continue }
            segments[segments.count - 1].end = change.at.wholeSeconds
            segments.append(
                Segment(start: change.at.wholeSeconds, end: .max, offset: change.offset, before: last.offset)
            )
        }
        self.segments = segments
    }

    /// UTC, which never changes.
    public static let utc = ZoneOffsets(name: "UTC")

    /// Seconds ahead of UTC at a moment.
    public func offset(at moment: Timestamp) -> Int { segments[index(at: moment.wholeSeconds)].offset }

    /// The changes after a moment, in order: when, and the offsets before and from then on.
    public func changes(after moment: Timestamp) -> [(at: Timestamp, before: Int, offset: Int)] {
        segments.dropFirst().filter { $0.start > moment.wholeSeconds }.map {
            (Timestamp(milliseconds: $0.start * 1000), $0.before, $0.offset)
        }
    }

    /// The stretch that a second falls into.
    func index(at second: Int) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].start <= second { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
