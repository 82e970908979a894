/// Random numbers that follow from a seed alone, so that a failing run can be had again.
///
/// SplitMix64: small, fast, and good enough to choose commands by; not for secrets.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that gives the same numbers for the same seed, on every machine.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// True once in so many times, on average.
    public mutating func isOneIn(_ count: Int) -> Bool {
        Int.random(in: 0..<max(1, count), using: &self) == 0
    }
}
