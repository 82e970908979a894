import SWFModel

/// The bytes of a JSON text being written, and which of its containers are open.
struct JSONOutput {
    enum Bracket { case object, array }

    /// Where a value began, to be given back when it ends.
    struct Mark {
        fileprivate let start: Int
        fileprivate let base: Int
    }

    private(set) var bytes: [UInt8] = []
    /// The closing brackets of the open containers.
    private var closers: [UInt8] = []
    /// How many containers were open when the value now being written began.
    private var base = 0

    init() {
        bytes.reserveCapacity(512)
    }

    /// Begins a value that writes itself.
    mutating func beginValue() -> Mark {
        let mark = Mark(start: bytes.count, base: base)
        base = closers.count
        return mark
    }

    /// Ends the value: closes what it opened. A value that asked for no container has no members.
    mutating func endValue(_ mark: Mark) {
        close(to: base)
        base = mark.base
        if bytes.count == mark.start { bytes.append(contentsOf: [UInt8(ascii: "{"), UInt8(ascii: "}")]) }
    }

    /// Opens the container of the value now being written and gives its depth; a second call gives the same one.
    mutating func openOwn(_ bracket: Bracket) -> Int {
        closers.count > base ? base + 1 : open(bracket)
    }

    /// Opens a container and gives its depth.
    mutating func open(_ bracket: Bracket) -> Int {
        bytes.append(bracket == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        closers.append(bracket == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        return closers.count
    }

    /// Makes room for the next element of the container at that depth.
    mutating func beginElement(depth: Int) throws {
        guard closers.count >= depth else {
            let context = EncodingError.Context(
                codingPath: [],
                debugDescription: "A container is written to after it was closed."
            )
            throw EncodingError.invalidValue(depth, context)
        }
        close(to: depth)
        switch bytes.last {
        case UInt8(ascii: "{"), UInt8(ascii: "["), nil: break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    /// Writes a key and its colon in the object at that depth.
    mutating func beginMember(_ key: String, depth: Int) throws {
        try beginElement(depth: depth)
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes a member that is text, by far the most frequent kind.
    mutating func member(_ key: String, _ value: String, depth: Int) throws {
        try beginMember(key, depth: depth)
        JSONText.append(value, to: &bytes)
    }

    mutating func write(_ value: String) { JSONText.append(value, to: &bytes) }

    mutating func write(_ value: Bool) { append(value ? "true" : "false") }

    mutating func writeNull() { append("null") }

    mutating func write(integer value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        if let magnitude = UInt(exactly: value.magnitude) {
            write(digits: magnitude)
        } else {
            bytes.append(contentsOf: String(value.magnitude).utf8)
        }
    }

    /// The shortest decimal that reads back as the same double; JSON has no word for what is not finite.
    mutating func write(_ value: Double) throws {
        guard value.isFinite else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "JSON cannot hold \(value).")
            throw EncodingError.invalidValue(value, context)
        }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        bytes.append(contentsOf: text.utf8)
    }

    /// Seconds since 1970 as plain decimal with at most three digits of fraction (swf-spec.md 1.4).
    mutating func write(_ timestamp: Timestamp) {
        let (seconds, fraction) = timestamp.milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        if timestamp.milliseconds < 0 { bytes.append(UInt8(ascii: "-")) }
        write(digits: seconds)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = fraction
        var unit: UInt = 100
        while rest > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    private mutating func close(to depth: Int) {
        while closers.count > depth { bytes.append(closers.removeLast()) }
    }

    private mutating func append(_ word: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private mutating func write(digits value: UInt) {
        if value < 10 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: value))
            return
        }
        write(digits: value / 10)
        bytes.append(0x30 + UInt8(truncatingIfNeeded: value % 10))
    }
}
