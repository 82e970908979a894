import SWFModel
import SWFWire
import Testing

@Suite struct JSONWritingTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try AWSJSON.encode(value), as: UTF8.self)
    }

    @Test(arguments: [
        (0, "0"), (1, "0.001"), (10, "0.01"), (100, "0.1"), (1000, "1"), (1_497_371_587_073, "1497371587.073"),
        (1_497_371_589_140, "1497371589.14"), (1_497_371_587_000, "1497371587"), (-1, "-0.001"), (-1500, "-1.5"),
        (253_402_300_799_999, "253402300799.999"), (Int.max, "9223372036854775.807"),
        (Int.min, "-9223372036854775.808"),
    ])
    func `a timestamp is a plain decimal with at most three digits of fraction`(
        _ milliseconds: Int,
        _ json: String
    ) throws {
        #expect(try text(Timestamp(milliseconds: milliseconds)) == json)
        #expect(try text([Timestamp(milliseconds: milliseconds)]) == "[\(json)]")
    }

    @Test(arguments: [-86_400_001, -1, 0, 1, 1_497_371_587_073, 1_700_000_000_999, 253_402_300_799_999])
    func `a timestamp reads back as it was`(_ milliseconds: Int) throws {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(try AWSJSON.decode(Timestamp.self, from: AWSJSON.encode(moment)) == moment)
    }

    @Test func `every millisecond of a second reads back as it was`() throws {
        let moments = (1_699_999_999_500..<1_700_000_000_600).map(Timestamp.init(milliseconds:))
        #expect(try AWSJSON.decode([Timestamp].self, from: AWSJSON.encode(moments)) == moments)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("a\nb\tc\rd", #""a\nb\tc\rd""#),
        ("\u{0}\u{1}\u{8}\u{C}\u{1F}\u{7F}", "\"\\u0000\\u0001\\b\\f\\u001F\u{7F}\""), ("é€😀", "\"é€😀\""),
        ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""), ("\"", #""\"""#),
    ])
    func `text is escaped where it must be and nowhere else`(_ string: String, _ json: String) throws {
        #expect(try text(string) == json)
        #expect(try AWSJSON.decode(String.self, from: AWSJSON.encode(string)) == string)
    }

    @Test func `every scalar up to U+FFFF reads back as it was`() throws {
        let scalars = (0...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        var string = ""
        string.unicodeScalars.append(contentsOf: scalars)
        // Compared by scalars: strings compare by canonical equivalence.
        let read = try AWSJSON.decode(String.self, from: AWSJSON.encode(string))
        #expect(read.unicodeScalars.elementsEqual(scalars))
    }

    @Test func `a bridged or sliced string is written like any other`() throws {
        let slice = "xx\"é\"xx".dropFirst(2).dropLast(2)
        #expect(try text(String(slice)) == #""\"é\"""#)
    }

    @Test(arguments: [
        (0.0, "0"), (1.5, "1.5"), (-2, "-2"), (0.1, "0.1"), (1_497_371_587.073, "1497371587.073"),
        (1e15, "1000000000000000"),
        (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func `a double is the shortest decimal that reads back`(_ number: Double, _ json: String) throws {
        #expect(try text(number) == json)
        #expect(try AWSJSON.decode(Double.self, from: Array(json.utf8)) == number)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is not finite has no JSON`(_ number: Double) {
        #expect(throws: EncodingError.self) { try AWSJSON.encode([number]) }
    }

    @Test(arguments: [
        (Int.max, "9223372036854775807"), (Int.min, "-9223372036854775808"), (0, "0"), (-10, "-10"), (100, "100"),
    ])
    func `an integer has all its digits`(_ number: Int, _ json: String) throws {
        #expect(try text(number) == json)
    }

    private struct Members: Codable {
        var a: String?
        var b: [Int]?
        var c: [String: Int]?
        var d: Empty?
        var e: Bool?
    }

    private struct Empty: Codable {}

    @Test func `members that are nil are left out, and empty ones are not`() throws {
        #expect(try text(Members()) == "{}")
        #expect(
            try text(Members(a: "", b: [], c: [:], d: Empty(), e: false)) == #"{"a":"","b":[],"c":{},"d":{},"e":false}"#
        )
        #expect(try text([Empty(), Empty()]) == "[{},{}]")
        #expect(try text([[[Int]]]([[], [[]], [[1], []]])) == "[[],[[]],[[1],[]]]")
        #expect(try text([Int?](arrayLiteral: 1, nil)) == "[1,null]")
        #expect(try text([UInt8.max]) == "[255]")
        #expect(try text(UInt64.max) == "18446744073709551615")
        #expect(try text(Float(0.5)) == "0.5")
    }

    private struct Keys: Encodable {
        enum CodingKeys: String, CodingKey { case odd = "a\"\\\n" }
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeNil(forKey: .odd)
        }
    }

    @Test func `a key is escaped too`() throws {
        #expect(try text(Keys()) == #"{"a\"\\\n":null}"#)
    }

    private struct Throws: Encodable {
        struct Failure: Error {}
        func encode(to encoder: any Encoder) throws { throw Failure() }
    }

    @Test func `what a type throws while it encodes itself comes out`() {
        #expect(throws: Throws.Failure.self) { try AWSJSON.encode([Throws()]) }
    }
}
