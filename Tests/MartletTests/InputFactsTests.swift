import Testing

@testable import Martlet

@Suite struct InputFactsTests {
    @Test(arguments: [
        (#"{"media_uuid": "a-1", "n": 3, "x": 1.5, "ok": true}"#, ["media_uuid=a-1", "n=3", "x=1.5", "ok=true"]),
        (#"{"media_uuid": null, "n": [1], "x": {"y": 1}}"#, []),
        ("[1]", []), ("\"text\"", []), ("{", []), ("", []),
    ])
    func `texts, numbers and yes and no of an object are taken, by their names`(input: String, wanted: [String]) {
        let facts = InputFacts.of(input, keys: ["media_uuid", "n", "x", "ok", "absent"])
        #expect(facts.map { "\($0.key)=\($0.value)" } == wanted)
    }

    @Test func `long values are cut, and without names nothing is read`() {
        let long = "{\"a\": \"\(String(repeating: "x", count: 1000))\"}"
        #expect(InputFacts.of(long, keys: ["a"]).first?.value.count == InputFacts.limit)
        #expect(InputFacts.of(long, keys: []).isEmpty)
        #expect(InputFacts.of(nil, keys: ["a"]).isEmpty)
    }
}
