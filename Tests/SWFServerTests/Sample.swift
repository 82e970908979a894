import SWFModel

/// The smallest values of the model, as JSON, made from its own tables.
enum Sample {
    /// A value of the shape with its required members only; members in alphabetical order, as the service writes them.
    static func json(_ shape: StructureShape) -> String {
        let members = shape.members.filter(\.isRequired).map { "\"\($0.name)\":\(json($0.shape))" }
        return "{\(members.joined(separator: ","))}"
    }

    private static func json(_ shape: Shape) -> String {
        switch shape {
        case .string(_, _, _, .priority): #""0""#
        case .string(_, _, _, .duration), .string(_, _, _, .days): #""1""#
        case .string(let name, _, _, _): "\"a \(name)\""
        case .values(_, let values): "\"\(values[0])\""
        case .integer(_, let minimum, _): "\(minimum ?? 1)"
        case .boolean: "true"
        case .timestamp: "1500000000.25"
        case .structure(let structure): json(structure)
        case .list(let element, _): isEvent(element) ? "[\(event)]" : "[\(json(element))]"
        }
    }

    /// An event's attributes are optional in the tables, since each type has its own, but one of them must be there.
    static let event = """
        {"decisionTaskScheduledEventAttributes":{"taskList":{"name":"a list"}},"eventId":2,\
        "eventTimestamp":1500000000.25,"eventType":"DecisionTaskScheduled"}
        """

    private static func isEvent(_ shape: Shape) -> Bool {
        if case .structure(let structure) = shape { structure.name == HistoryEvent.shape.name } else { false }
    }
}
