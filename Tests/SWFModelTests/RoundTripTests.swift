import SWFModel
import SWFWire
import Testing

/// Values made from the service's own model: what SWFModel reads and writes again must be the same bytes, so that no
/// member is lost, misspelt or out of order.
@Suite(.enabled(if: ModelFile.isThere)) struct RoundTripTests {
    let sample: Sample

    init() throws {
        sample = Sample(try ModelFile.read())
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try AWSJSON.encode(value), as: UTF8.self)
    }

    private func roundTrip<Value: ModelTypes.Structure>(_ type: Value.Type, _ json: String) throws {
        let value = try AWSJSON.decode(type, from: Array(json.utf8))
        #expect(try text(value) == json)
    }

    @Test(arguments: ModelTypes.entries)
    func `a structure with every member survives the wire`(_ entry: ModelTypes.Entry) throws {
        let type = entry.type
        try roundTrip(type, sample.structure(type.shape.name, everyMember: true))
    }

    @Test(arguments: ModelTypes.entries)
    func `a structure with its required members alone survives the wire`(_ entry: ModelTypes.Entry) throws {
        let type = entry.type
        try roundTrip(type, sample.structure(type.shape.name, everyMember: false))
    }

    @Test(arguments: ModelTypes.entries)
    func `a structure that lacks a required member is not read`(_ entry: ModelTypes.Entry) throws {
        let type = entry.type
        for member in type.shape.members where member.isRequired {
            let json = sample.structure(type.shape.name, everyMember: true, without: member.name)
            // A decider may say nothing; the service counts no list as an empty one.
            #expect(throws: DecodingError.self, "\(type.shape.name).\(member.name)") { try roundTrip(type, json) }
        }
    }

    @Test(arguments: ModelTypes.entries)
    func `a structure keeps the members that the service always sends`(_ entry: ModelTypes.Entry) throws {
        // Zero, false and empty text are values, not absences.
        let type = entry.type
        let json = sample.structure(type.shape.name, everyMember: true)
            .replacing("\"5\"", with: "\"\"").replacing(":1,", with: ":0,").replacing(":true", with: ":false")
        try roundTrip(type, json)
    }

    @Test(arguments: EventType.allCases, [true, false])
    func `an event survives the wire`(_ type: EventType, _ everyMember: Bool) throws {
        let json = try sample.event(type.rawValue, everyMember: everyMember)
        let event = try AWSJSON.decode(HistoryEvent.self, from: Array(json.utf8))
        #expect(event.eventType == type)
        #expect(event.eventId == 1)
        #expect(try text(event) == json)
    }

    @Test(arguments: DecisionType.allCases, [true, false])
    func `a decision survives the wire`(_ type: DecisionType, _ everyMember: Bool) throws {
        let json = try sample.decision(type.rawValue, everyMember: everyMember)
        let decision = try AWSJSON.decode(Decision.self, from: Array(json.utf8))
        #expect(decision.decisionType == type)
        #expect(try text(decision) == json)
    }

    private func read<Input: ModelTypes.Structure>(_ type: Input.Type, _ json: String) throws {
        let input = try AWSJSON.decodeRequest(type, from: Array(json.utf8))
        try RequestValidator.validate(input)
        #expect(try text(input) == json)
    }

    @Test(arguments: Operation.allCases)
    func `the server reads every request, whole and least`(_ operation: Operation) throws {
        let type = try #require(ModelTypes.all.first { $0.shape.name == operation.inputShape.name })
        try read(type, sample.structure(operation.inputShape.name, everyMember: true))
        try read(type, sample.structure(operation.inputShape.name, everyMember: false))
    }
}
