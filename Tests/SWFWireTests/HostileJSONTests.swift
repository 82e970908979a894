import SWFModel
import SWFWire
import Testing

/// Bodies that nobody honest sends. None may trap, hang or be guessed at.
@Suite struct HostileJSONTests {
    private func fault(_ bytes: [UInt8]) -> Fault? {
        do throws(Fault) {
            _ = try AWSJSON.decodeRequest(DescribeDomainInput.self, from: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        " ", "\n", "x", "nul", "nulll", "tru", "True", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "{", "}",
        "[", "]",
        "{]", "[}", "{\"name\"}", "{\"name\":}", "{\"name\":\"a\"", "{\"name\":\"a\",}", "{,\"name\":\"a\"}",
        "{\"name\":\"a\"}}", "{\"name\":\"a\"} x", "{\"name\":\"a\"}{}", "{name:\"a\"}", "{'name':'a'}",
        "{\"name\" \"a\"}",
        "{\"name\":\"a\" \"b\":1}", "{1:2}", "{\"x\":[1,]}", "{\"x\":[,1]}", "{\"x\":[1 2]}", "{\"x\":01}", "{\"x\":-}",
        "{\"x\":1.}", "{\"x\":.5}", "{\"x\":1e}", "{\"x\":1e+}", "{\"x\":+1}", "{\"x\":0x1}", "{\"x\":1_0}",
        "{\"x\":--1}",
        "{\"x\":NaN}", "{\"x\":\"", "{\"x\":\"\\", "{\"x\":\"\\u12", "{\"x\":\"\\u12G4\"}", "{\"x\":\"\\x41\"}",
        "{\"x\":\"\\ud800\"}", "{\"x\":\"\\udc00\"}", "{\"x\":\"\\ud800\\ud800\"}", "{\"x\":\"\\ud83dx\"}",
        "{\"x\":\"\\ud83d\\u0041\"}", "{\"x\":\"a\nb\"}", "{\"x\":\"a\u{0}b\"}", "{\"x\":\"a\tb\"}",
        "\u{FEFF}{\"name\":\"a\"}",
        "/**/{}", "{\"x\":1}//", "{\"x\u{1}\":1}", "{\"\\ud800\":1}", "\0",
    ])
    func `what is not JSON is refused without a message`(_ text: String) {
        #expect(fault(Array(text.utf8)) == Fault(.serialization))
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xFF],
            [0xE2, 0x82], [0xE2, 0x82, 0x22], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x22, 0x80], [0xC3], [0xC3, 0x28],
            [0xBF],
        ] as [[UInt8]]
    )
    func `invalid UTF-8 is refused`(_ bytes: [UInt8]) {
        #expect(fault(Array("{\"name\":\"".utf8) + bytes + Array("\"}".utf8)) == Fault(.serialization))
        // Cut off at the end of the body, with nothing behind it to stop a reader.
        #expect(fault(Array("{\"name\":\"".utf8) + bytes) == Fault(.serialization))
        #expect(fault(Array("{\"".utf8) + bytes + Array("\":1}".utf8)) == Fault(.serialization))
    }

    @Test func `every cut of a request is refused and none traps`() {
        let whole = Array(#"{"name":"a\u00e9\ud83d\ude00é😀","x":[1.5e3,true,null,{"y":-0}]}"#.utf8)
        #expect(fault(whole) == nil)
        for length in 1..<whole.count {
            #expect(fault(Array(whole[..<length])) == Fault(.serialization))
        }
    }

    @Test func `every changed byte of a request is read or refused and none traps`() {
        let whole = Array(#"{"name":"a\u00e9\ud83d\ude00é😀","x":[1.5e3,true,null,{"y":-0}]}"#.utf8)
        var refused = 0
        for position in whole.indices {
            for byte in [UInt8](0...255) {
                var changed = whole
                changed[position] = byte
                if fault(changed) != nil { refused += 1 }
            }
        }
        // Most changes break the text; a decoder that refused nothing, or everything, would not be one.
        #expect(refused > whole.count * 128)
        #expect(refused < whole.count * 255)
    }

    @Test(arguments: [("[", "]"), ("{\"x\":", "}")])
    func `nesting is bounded`(_ open: String, _ close: String) {
        func nested(_ depth: Int) -> [UInt8] {
            let inside = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            return Array("{\"name\":\"a\",\"deep\":\(inside)}".utf8)
        }
        #expect(fault(nested(63)) == nil)
        #expect(fault(nested(64)) == Fault(.serialization))
        // A bomb of a megabyte must not exhaust the stack.
        #expect(fault(nested(200_000)) == Fault(.serialization))
        #expect(fault(Array(String(repeating: open, count: 200_000).utf8)) == Fault(.serialization))
    }

    @Test func `huge numbers where nobody asks for one are read`() {
        let digits = String(repeating: "9", count: 100_000)
        #expect(fault(Array("{\"name\":\"a\",\"x\":\(digits),\"y\":-1e\(digits),\"z\":0.\(digits)}".utf8)) == nil)
        #expect(
            fault(Array("{\"name\":\(digits)}".utf8))
                == Fault(.serialization, "class java.math.BigInteger can not be converted to an String")
        )
    }

    @Test func `a megabyte of escaped zeros is measured, not trusted`() throws {
        let zeros = String(repeating: "\\u0000", count: 170_000)
        let broken = try #require(fault(Array("{\"name\":\"\(zeros)\"}".utf8)))
        #expect(broken.code == .validation)
        let message = try #require(broken.message)
        #expect(message.hasPrefix("2 validation errors detected: Value '\0\0"))
        #expect(
            message.contains(
                "at 'name' failed to satisfy constraint: Member must have length less than or equal to 256"
            )
        )
        // The bytes are six times the limit, the characters are not.
        let input = "{\"details\":\"\(String(repeating: "\\u0000", count: 2048))\",\"taskToken\":\"t\"}"
        #expect(throws: Never.self) {
            try AWSJSON.decodeRequest(RecordActivityTaskHeartbeatInput.self, from: Array(input.utf8))
        }
    }

    @Test func `a hundred thousand members and repeated keys take no quadratic time`() {
        let members = (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let repeated = String(repeating: "\"name\":\"b\",", count: 50_000)
        #expect(fault(Array("{\(members),\(repeated)\"name\":\"a\"}".utf8)) == nil)
        let list = String(repeating: "null,", count: 200_000)
        #expect(fault(Array("{\"name\":\"a\",\"list\":[\(list)0]}".utf8)) == nil)
    }

    @Test func `a hundred thousand broken decisions are answered with a hundred`() throws {
        let decisions = Array(repeating: "{}", count: 100_000).joined(separator: ",")
        let fault = try #require(
            requestFault(RespondDecisionTaskCompletedInput.self, "{\"taskToken\":\"t\",\"decisions\":[\(decisions)]}")
        )
        #expect(fault.message?.hasPrefix("100 validation errors detected: ") == true)
        #expect(fault.message?.contains("decisions.100.member.decisionType") == true)
        // A value of the wrong type behind them still comes first.
        #expect(
            requestFault(RespondDecisionTaskCompletedInput.self, "{\"taskToken\":0,\"decisions\":[\(decisions)]}")?.code
                == .serialization
        )
    }

    @Test func `the position of the fault is told to clients`() {
        do {
            _ = try AWSJSON.decode([Int].self, from: Array("[1, 2 3]".utf8))
            Issue.record("A list without commas was read.")
        } catch {
            #expect("\(error)" == "The text is not JSON: at byte 6, a comma or ] is missing.")
        }
    }
}
