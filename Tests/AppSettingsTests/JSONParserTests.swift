import Testing

@testable import AppSettings

@Suite struct JSONParserTests {
    @Test(arguments: [
        (#"{"a":[1,-2.5e3,true,false,null,"x"],"b":{}}"#, #"{"a":[1,-2.5e3,true,false,null,"x"],"b":{}}"#),
        (" [ ] \n", "[]"),
        (#""é\u00e9\ud83d\ude00\n\"\\\/""#, "\"éé😀\\n\\\"\\\\/\""),
        ("\u{FEFF}0", "0"),
    ])
    func `good JSON is read and can be written again`(text: String, compact: String) throws {
        #expect(try JSONParser.parse(text).compact == compact)
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), (#"{"a":1,}"#, 1, 8), ("{\n  a: 1}", 2, 3), ("01", 1, 1), ("1.", 1, 1),
        ("-", 1, 1), ("\"abc", 1, 1), ("[\"a\nb\"]", 1, 2), ("true false", 1, 6), ("{\"a\":1 \"b\":2}", 1, 8),
        ("'a'", 1, 1), ("[nul]", 1, 2), (#"["\x"]"#, 1, 3), (#"["\ud83d"]"#, 1, 3), (#"{"a":1,"a":2}"#, 1, 8),
        ("// no\n{}", 1, 1), ("1e999", 1, 1), ("[\"\\u\u{FF10}\u{FF10}\u{FF14}\u{FF11}\"]", 1, 3),
    ])
    func `bad JSON is refused at its place`(text: String, line: Int, column: Int) {
        #expect {
            try JSONParser.parse(text)
        } throws: { error in
            (error as? JSONParser.Failure)?.position == JSONPosition(line: line, column: column)
        }
    }

    @Test func `nesting without end is refused, not followed`() {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func `any cut of a good text is refused and never traps`() {
        let text = #"{"a": [1, 2.5, "x\u00e9\n"], "b": {"c": true, "d": null}}"#
        for end in text.indices {
            #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(String(text[..<end])) }
        }
    }
}
