public import SWFModel

/// How far the clock of the service is from that of this machine, as its answers tell.
///
/// Every answer of Amazon SWF and of a Martlet server says in its field `Date` when it was written, in whole seconds. So one
/// answer tells the offset to half a second and half the time that it was on its way; more of them, at other moments of a
/// second, tell it better.
public struct ClockOffset: Hashable, Sendable {
    /// What is to be added to a time of this machine to have that of the service: positive when this machine is behind.
    public var offset: Duration
    /// How wrong the offset may be, either way.
    public var uncertainty: Duration
    /// When it was measured last, by the clock of this machine.
    public var measuredAt: Timestamp

    /// Creates an offset.
    public init(offset: Duration, uncertainty: Duration, measuredAt: Timestamp) {
        self.offset = offset
        self.uncertainty = uncertainty
        self.measuredAt = measuredAt
    }

    /// The service's time at a moment of this machine's.
    public func serviceTime(at moment: Timestamp) -> Timestamp { moment + offset }
}
