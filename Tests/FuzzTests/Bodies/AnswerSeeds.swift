import SWFModel
import SWFWire

/// The first answers: each output whole and with the least, each event, and the ways in which faults are spelt.
enum AnswerSeeds {
    static func all() throws -> [FuzzTarget.Seed] {
        var seeds: [FuzzTarget.Seed] = []
        for (index, type) in AnswerReading.outputs.enumerated() {
            for isWhole in [true, false] {
                let text = ShapeSample(isWhole: isWhole).text(type.shape)
                let name = "\(type.shape.name)-\(isWhole ? "whole" : "least")"
                seeds.append(.init(name, choice: UInt8(index), try encoded(type, text)))
            }
        }
        for type in EventType.allCases {
            let text = ShapeSample(isWhole: true).event(type)
            seeds.append(
                .init("event-\(type.rawValue)", choice: place { $0.isEvent }, try encoded(HistoryEvent.self, text))
            )
        }
        let pair = [EventType.timerFired, .decisionTaskScheduled].map { ShapeSample(isWhole: false).event($0) }
        seeds.append(.init("events", choice: place { $0.isEvents }, pair.joined(separator: ",").utf8))
        for (name, text) in faults {
            seeds.append(.init("fault-\(name)", choice: place { $0.isFault }, text.utf8))
        }
        for code in [Fault.Code.unknownResource, .serialization, .validation] {
            let bytes = FaultEnvelope.encode(Fault(code, "A sentence with \"quotation marks\"."))
            seeds.append(.init("fault-\(code.rawValue)", choice: place { $0.isFault }, bytes))
        }
        seeds.append(.init("no-task", choice: place { $0.isDecisionTask }, PollAnswer.noDecisionTask))
        return seeds
    }

    private static func encoded<Value: Codable & Sendable>(_ type: Value.Type, _ text: String) throws -> [UInt8] {
        try AWSJSON.encode(try AWSJSON.decode(type, from: Array(text.utf8)))
    }

    private static func place(_ isMeant: (AnswerReading) -> Bool) -> UInt8 {
        UInt8(AnswerReading.all.firstIndex(where: isMeant) ?? 0)
    }

    private static let faults = [
        ("bare", #"{"__type":"UnknownResourceFault"}"#),
        ("colon", #"{"__type":"ThrottlingException:http://internal/x","message":"Rate exceeded"}"#),
        ("code", #"{"code":"InvalidClientTokenId","Message":"no"}"#),
        ("page", "<html><body>502 Bad Gateway</body></html>"),
    ]
}

extension AnswerReading {
    var isFault: Bool { if case .fault = self { true } else { false } }
    var isEvents: Bool { if case .events = self { true } else { false } }
    var isDecisionTask: Bool { if case .decisionTask = self { true } else { false } }
    var isEvent: Bool { if case .value(let type) = self { type == HistoryEvent.self } else { false } }
}
