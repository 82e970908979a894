import SWFModel
import SWFWire

/// The first requests: each action whole and with the least, each decision, and what is refused.
enum RequestSeeds {
    static func all() throws -> [FuzzTarget.Seed] {
        var seeds: [FuzzTarget.Seed] = []
        for (index, type) in RequestTypes.all.enumerated() {
            let name = type.shape.name.replacing("Input", with: "")
            let choice = UInt8(index)
            seeds.append(.init("\(name)-whole", choice: choice, try encoded(type, ShapeSample(isWhole: true))))
            seeds.append(.init("\(name)-least", choice: choice, try encoded(type, ShapeSample(isWhole: false))))
        }
        let decisions = RequestTypes.all.firstIndex { $0.shape.name == RespondDecisionTaskCompletedInput.shape.name }
        let choice = UInt8(decisions ?? 0)
        for type in DecisionType.allCases {
            for isWhole in [true, false] {
                let decision = ShapeSample(isWhole: isWhole).decision(type)
                seeds.append(
                    .init(
                        "decision-\(type.rawValue)-\(isWhole ? "whole" : "least")",
                        choice: choice,
                        #"{"decisions":[\#(decision)],"taskToken":"t"}"#.utf8
                    )
                )
            }
        }
        for (name, text) in refused { seeds.append(.init(name, choice: choice, text.utf8)) }
        return seeds
    }

    /// Through the decoder and the encoder, so that the text is as the real ones write it.
    private static func encoded<Input: Codable & Hashable & Sendable & Shaped>(
        _ type: Input.Type,
        _ sample: ShapeSample
    ) throws -> [UInt8] {
        try AWSJSON.encode(try AWSJSON.decodeRequest(type, from: Array(sample.text(type.shape).utf8)))
    }

    private static let refused = [
        ("refused-null", "null"),
        ("refused-list", "[]"),
        ("refused-deep", String(repeating: "[", count: 200)),
        ("refused-big-number", #"{"taskToken":123456789012345678901234567890}"#),
        ("refused-decimal", #"{"taskToken":1.5e300}"#),
        ("refused-null-decision", #"{"decisions":[null,{}],"taskToken":""}"#),
        ("refused-attributes", #"{"decisions":[{"decisionType":"StartTimer"}],"taskToken":"t"}"#),
        ("refused-surrogate", #"{"taskToken":"\ud800"}"#),
        ("escapes", #"{"taskTok\u0065n":"\ud83d\ude00\n\"\\\/"}"#),
        ("repeated-key", #"{"taskToken":"a","taskToken":"b","x":{"y":[1,2.5,-0,true,null]}}"#),
    ]
}
