import SWFModel

/// Writes values as JSON while they encode themselves: no tree is built, the bytes come out in the order of the calls.
///
/// Members appear in the order in which a type encodes them, which is alphabetical throughout SWFModel. Containers have
/// no end call in `Codable`, so a container is closed when its value has finished or when something is written to a
/// container around it. Writing to a container that is closed already throws.
final class JSONWriter: Encoder {
    private(set) var bytes: [UInt8] = []
    /// The closing brackets of the open containers.
    private var closers: [UInt8] = []
    /// How many containers were open when the value now being written began.
    private var base = 0

    init() {
        bytes.reserveCapacity(512)
    }

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedWriter<Key>(writer: self, depth: openOwn(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedWriter(writer: self, depth: openOwn(.array))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONValueWriter(writer: self) }

    /// Writes a value and closes what it opened.
    func encode<Value: Encodable>(_ value: Value) throws {
        if Value.self == Timestamp.self, let timestamp = value as? Timestamp {
            write(timestamp)
            return
        }
        let start = bytes.count
        let outerBase = base
        base = closers.count
        try value.encode(to: self)
        close(to: base)
        base = outerBase
        // A type that asks for no container has no members.
        if bytes.count == start { bytes.append(contentsOf: [UInt8(ascii: "{"), UInt8(ascii: "}")]) }
    }

    /// Seconds since 1970 as plain decimal with at most three digits of fraction (swf-spec.md 1.4).
    func write(_ timestamp: Timestamp) {
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

    func write(_ value: String) { JSONText.append(value, to: &bytes) }

    func write(_ value: Bool) { append(value ? "true" : "false") }

    func writeNull() { append("null") }

    func write(integer value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        if let magnitude = UInt(exactly: value.magnitude) {
            write(digits: magnitude)
        } else {
            bytes.append(contentsOf: String(value.magnitude).utf8)
        }
    }

    /// The shortest decimal that reads back as the same double; JSON has no word for what is not finite.
    func write(_ value: Double) throws {
        guard value.isFinite else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "JSON cannot hold \(value).")
            throw EncodingError.invalidValue(value, context)
        }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        bytes.append(contentsOf: text.utf8)
    }

    /// Makes room for the next element of the list at that depth.
    func beginElement(depth: Int) throws {
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
    func beginMember(_ key: String, depth: Int) throws {
        try beginElement(depth: depth)
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    enum Bracket { case object, array }

    /// Opens a container and gives its depth.
    func open(_ bracket: Bracket) -> Int {
        bytes.append(bracket == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        closers.append(bracket == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        return closers.count
    }

    /// Opens the container of the value now being written; a second call gives the same one.
    private func openOwn(_ bracket: Bracket) -> Int {
        closers.count > base ? base + 1 : open(bracket)
    }

    private func close(to depth: Int) {
        while closers.count > depth { bytes.append(closers.removeLast()) }
    }

    private func append(_ word: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    private func write(digits value: UInt) {
        var divisor: UInt = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }
}
