import Synchronization

/// The `x-amzn-RequestId` of each answer: a random-looking UUID (version 4), never twice from one server.
///
/// The system's generator is asked once; after that a counter is mixed (splitmix64), because a call into the kernel for
/// each answer would cost more than the answer.
final class RequestIdentifiers: Sendable {
    private let high: UInt64
    private let low: UInt64
    private let count = Atomic<UInt64>(0)

    init(seed: (high: UInt64, low: UInt64)) {
        high = seed.high
        low = seed.low
    }

    convenience init() {
        self.init(seed: (.random(in: .min ... .max), .random(in: .min ... .max)))
    }

    /// The next identifier, in the usual 36 characters.
    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        let first = Self.mix(high &+ number &* 0x9E37_79B9_7F4A_7C15)
        let second = Self.mix(low ^ first)
        let version = first & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let variant = second & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for half in [version, variant] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if position == 8 || position == 13 || position == 18 || position == 23 {
                        text[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    let digit = UInt8(truncatingIfNeeded: half >> UInt64(shift)) & 15
                    text[position] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                    position += 1
                }
            }
            return position
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
