/// Makes new inputs of known ones: what libFuzzer does, without knowing where an input leads. The same seed makes the
/// same inputs.
struct Mutator {
    private var state: UInt64
    private let corpus: [[UInt8]]
    private let words: [[UInt8]]
    private let maximumLength: Int

    init(seed: UInt64, corpus: [[UInt8]], words: [[UInt8]], maximumLength: Int) {
        state = seed
        self.corpus = corpus
        self.words = words
        self.maximumLength = maximumLength
    }

    /// The next input: one of the corpus with one to eight changes.
    mutating func next() -> [UInt8] {
        var bytes = corpus.isEmpty ? [] : corpus[below(corpus.count)]
        for _ in 0...below(8) { change(&bytes) }
        return Array(bytes.prefix(maximumLength))
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        switch below(7) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
        case 2: bytes.insert(UInt8(below(256)), at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(16)))
        case 4 where !words.isEmpty: bytes.insert(contentsOf: words[below(words.count)], at: place)
        case 5:
            // A piece of itself again: what stands once may not stand twice.
            let piece = bytes[place..<min(bytes.count, place + 1 + below(64))]
            bytes.insert(contentsOf: Array(piece), at: below(bytes.count + 1))
        case 6 where !corpus.isEmpty:
            let other = corpus[below(corpus.count)]
            bytes = bytes[..<place] + other.suffix(below(other.count + 1))
        default: bytes.append(UInt8(below(128)))
        }
    }

    /// SplitMix64, Steele, Lea and Flood 2014.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        word ^= word >> 31
        return Int(word % UInt64(max(bound, 1)))
    }
}
