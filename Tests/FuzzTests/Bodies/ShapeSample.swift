import SWFModel

/// JSON of a structure, made from the model's own tables.
struct ShapeSample {
    /// Whether optional members are there too.
    let isWhole: Bool

    /// The structure as compact JSON.
    func text(_ shape: StructureShape) -> String {
        // A decision is a choice between members; a list of one of each stands for all.
        if shape.name == Decision.shape.name { return decision(.startTimer) }
        if shape.name == HistoryEvent.shape.name { return event(.timerFired) }
        let members = shape.members.filter { isWhole || $0.isRequired }
        return object(members.map { ($0.name, value($0.shape)) })
    }

    /// A decision of that type.
    func decision(_ type: DecisionType) -> String {
        let name = attributes(of: type.rawValue, suffix: "DecisionAttributes")
        return object(member(name, of: Decision.shape) + [("decisionType", "\"\(type.rawValue)\"")])
    }

    /// An event of that type.
    func event(_ type: EventType) -> String {
        let name = attributes(of: type.rawValue, suffix: "EventAttributes")
        let rest = [("eventId", "1"), ("eventTimestamp", "1497371587.073"), ("eventType", "\"\(type.rawValue)\"")]
        return object(member(name, of: HistoryEvent.shape) + rest)
    }

    private func attributes(of type: String, suffix: String) -> String {
        type.prefix(1).lowercased() + type.dropFirst() + suffix
    }

    private func member(_ name: String, of shape: StructureShape) -> [(String, String)] {
        shape.members.filter { $0.name == name }.map { ($0.name, value($0.shape)) }
    }

    private func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    private func value(_ shape: Shape) -> String {
        switch shape {
        // 5 is a name, a duration, a retention and a priority.
        case .string: "\"5\""
        case .values(_, let values): "\"\(values.last ?? "")\""
        case .integer(_, let minimum, _): String(max(minimum ?? 0, 1))
        case .boolean: "true"
        case .timestamp: "1497371587.073"
        case .structure(let shape): text(shape)
        case .list(let element, _): "[\(value(element))]"
        }
    }
}
