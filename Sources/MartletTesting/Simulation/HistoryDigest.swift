/// A number for a long text: FNV-1a over its bytes. Equal texts have equal numbers, and others hardly ever.
struct HistoryDigest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
