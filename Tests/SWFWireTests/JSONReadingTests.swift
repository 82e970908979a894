import SWFWire
import Testing

@Suite struct JSONReadingTests {
    private func decode<Value: Decodable>(_ type: Value.Type = Value.self, _ text: String) throws -> Value {
        try AWSJSON.decode(type, from: Array(text.utf8))
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain""#, "plain"), (#""tab\t nl\n cr\r bs\b ff\f""#, "tab\t nl\n cr\r bs\u{8} ff\u{C}"),
        (#""\"\\\/""#, "\"\\/"), (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\ude00""#, "😀"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        (#""é€😀""#, "é€😀"), (#""\u0000""#, "\0"), (" \t\r\n\"x\" \n", "x"),
        ("\"\u{7F}\u{80}\u{2028}\"", "\u{7F}\u{80}\u{2028}"),
        ("\"\u{7FF}\u{800}\u{FFFF}\u{10000}\u{D7FF}\u{E000}\"", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{D7FF}\u{E000}"),
    ])
    func `text is read`(_ json: String, _ text: String) throws {
        #expect(try decode(String.self, json) == text)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("1.0", 1), ("1e3", 1000), ("2.5e1", 25),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ])
    func `a whole number is read, even when it is spelt with a fraction`(_ json: String, _ number: Int) throws {
        #expect(try decode(Int.self, json) == number)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "1.5", "1e400", "-1e400", "1e-3", "\"1\"", "true", "[]", "{}",
        "null",
        "123456789012345678901234567890",
    ])
    func `what is no whole number in 64 bits is refused`(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(Int.self, json) }
    }

    @Test(arguments: [
        ("1497371587.073", 1_497_371_587.073), ("1.497371587073E9", 1_497_371_587.073),
        ("1326668003.094", 1_326_668_003.094),
        ("0", 0), ("-0.5", -0.5), ("0.1", 0.1), ("123456789012345.6", 123_456_789_012_345.6), ("1e-7", 1e-7),
        ("179769313486231570e291", 1.7976931348623157e308), ("0.30000000000000004", 0.30000000000000004),
        ("9007199254740993", 9_007_199_254_740_992), ("5e-324", .leastNonzeroMagnitude), ("1E+2", 100),
        ("1.497371587E9", 1_497_371_587),
    ])
    func `a number is read as the nearest double`(_ json: String, _ number: Double) throws {
        #expect(try decode(Double.self, json) == number)
    }

    @Test(arguments: ["1e400", "-1e999", "\"1\"", "123456789012345678901234567890"])
    func `a number out of range is refused`(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(Double.self, json) }
    }

    private struct Members: Codable, Equatable {
        var flag: Bool?
        var list: [String]?
        var number: Int?
        var text: String
    }

    @Test func `unknown members are ignored and null counts as absent`() throws {
        let json = #"{"new":{"a":[1,{"b":null}]},"flag":null,"text":"t","list":null,"also":[],"number":3}"#
        #expect(try decode(Members.self, json) == Members(flag: nil, list: nil, number: 3, text: "t"))
    }

    @Test func `of a repeated key the last value counts`() throws {
        #expect(try decode(Members.self, #"{"text":"a","number":1,"text":"b","number":null}"#) == Members(text: "b"))
        #expect(try decode(Members.self, #"{"text":"a","\u0074ext":"c"}"#) == Members(text: "c"))
    }

    @Test func `a key is compared with its escapes resolved`() throws {
        #expect(try decode(Members.self, #"{"\u0074\u0065xt":"t"}"#).text == "t")
        #expect(throws: DecodingError.self) { try decode(Members.self, #"{"text\u0000":"t"}"#) }
    }

    @Test func `an error names the place`() throws {
        struct Outer: Decodable { var members: [Members] }
        do {
            _ = try decode(Outer.self, #"{"x":1,"members":[{"text":"t"},{"number":"5","text":"t"}]}"#)
            Issue.record("A number in quotation marks was read as a number.")
        } catch DecodingError.typeMismatch(_, let context) {
            #expect(context.codingPath.map(\.stringValue) == ["members", "1", "number"])
            #expect(context.debugDescription == "Expected a number, found text.")
        }
        do {
            _ = try decode(Outer.self, #"{"members":[{"text":"t"},{}]}"#)
            Issue.record("A missing member went unnoticed.")
        } catch DecodingError.keyNotFound(let key, let context) {
            #expect(key.stringValue == "text")
            #expect(context.codingPath.map(\.stringValue) == ["members", "1"])
        }
    }

    @Test func `lists, lists with nulls, dictionaries and nested containers are read`() throws {
        #expect(try decode([Int].self, "[null,1,null,null,2,null]") == [1, 2])
        #expect(try decode([Int].self, "[null]") == [])
        #expect(try decode([[Double]].self, "[[],[1.5,-2]]") == [[], [1.5, -2]])
        #expect(try decode([String: Bool].self, #"{"a":true,"b":false,"a":false}"#) == ["a": false, "b": false])
        #expect(try decode([UInt8].self, "[0,255]") == [0, 255])
        #expect(throws: DecodingError.self) { try decode([UInt8].self, "[256]") }
        #expect(try decode(Nested.self, #"{"inner":{"list":[7,"x"]}}"#) == Nested(number: 7, text: "x"))
    }

    private struct Nested: Codable, Equatable {
        var number: Int
        var text: String

        enum Keys: String, CodingKey { case inner, list }

        init(number: Int, text: String) {
            self.number = number
            self.text = text
        }

        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Keys.self)
            let inner = try outer.nestedContainer(keyedBy: Keys.self, forKey: .inner)
            var list = try inner.nestedUnkeyedContainer(forKey: .list)
            number = try list.decode(Int.self)
            text = try list.decode(String.self)
            guard list.isAtEnd else { throw DecodingError.dataCorruptedError(in: list, debugDescription: "too long") }
        }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var inner = outer.nestedContainer(keyedBy: Keys.self, forKey: .inner)
            var list = inner.nestedUnkeyedContainer(forKey: .list)
            try list.encode(number)
            try list.encode(text)
        }
    }

    @Test func `nested containers are written and closed`() throws {
        #expect(
            try AWSJSON.encode([Nested(number: 1, text: "a"), Nested(number: 2, text: "b")])
                == Array(
                    #"[{"inner":{"list":[1,"a"]}},{"inner":{"list":[2,"b"]}}]"#.utf8
                )
        )
    }

    private class Base: Codable {
        var base = 1
        init() {}
    }

    private final class Derived: Base {
        var derived = 2
        override init() { super.init() }
        enum Keys: String, CodingKey { case derived }
        required init(from decoder: any Decoder) throws {
            derived = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .derived)
            try super.init(from: decoder.container(keyedBy: Keys.self).superDecoder())
        }
        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(derived, forKey: .derived)
            try super.encode(to: container.superEncoder())
        }
    }

    @Test func `a superclass is a value inside its subclass`() throws {
        #expect(try AWSJSON.encode([Derived()]) == Array(#"[{"derived":2,"super":{"base":1}}]"#.utf8))
        #expect(try decode(Derived.self, #"{"derived":5,"super":{"base":6}}"#).base == 6)
    }
}
