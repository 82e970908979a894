import Testing

/// JSON of values that the service's own model describes: compact, members in alphabetical order.
struct Sample {
    private let model: ModelFile
    private let structures: [String: ModelFile.Members]

    init(_ model: ModelFile) {
        self.model = model
        structures = model.everyStructure
    }

    /// A structure with all members, or with those that are required; `omitted` is left out of the outermost one.
    func structure(_ name: String, everyMember: Bool, without omitted: String? = nil) -> String {
        // These two are a choice between members; one stands for all.
        if name == "Decision", let json = try? decision("StartTimer", everyMember: everyMember) { return json }
        if name == "HistoryEvent", let json = try? event("TimerFired", everyMember: everyMember) { return json }
        return members(structures[name] ?? [:], everyMember, omitted)
    }

    func event(_ type: String, everyMember: Bool) throws -> String {
        let event = try #require(model.events[type])
        let members = [
            (event.attributesMember, self.members(event.attributes, everyMember)), ("eventId", "1"),
            ("eventTimestamp", "1497371587.073"), ("eventType", "\"\(type)\""),
        ]
        return object(members)
    }

    func decision(_ type: String, everyMember: Bool) throws -> String {
        let decision = try #require(model.decisions[type])
        let attributes = self.members(decision.attributes, everyMember)
        return object([(decision.attributesMember, attributes), ("decisionType", "\"\(type)\"")])
    }

    private func members(_ members: ModelFile.Members, _ every: Bool, _ omitted: String? = nil) -> String {
        let chosen = members.filter { name, member in (every || member.required == true) && name != omitted }
        return object(chosen.map { ($0.key, value($0.value, every)) })
    }

    private func object(_ members: [(String, String)]) -> String {
        "{" + members.sorted { $0.0 < $1.0 }.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    private func value(_ member: ModelFile.Member, _ every: Bool) -> String {
        switch member.type {
        // 5 is a name, a duration, a retention and a priority.
        case "string": "\"\(member.values?.last ?? "5")\""
        case "integer", "long": "1"
        case "boolean": "true"
        case "timestamp": "1497371587.073"
        case "list": "[\(member.element.map { value($0, every) } ?? "")]"
        default: structure(member.shape, everyMember: every)
        }
    }
}
