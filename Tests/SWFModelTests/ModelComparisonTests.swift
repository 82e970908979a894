import SWFModel
import Testing

/// SWFModel against the service's own model, in both directions.
@Suite(.enabled(if: ModelFile.isThere)) struct ModelComparisonTests {
    let model: ModelFile

    init() throws {
        model = try ModelFile.read()
    }

    @Test func `the actions are the service's`() {
        #expect(Set(Operation.allCases.map(\.rawValue)) == Set(model.operations.keys))
        #expect(Operation.allCases.count == 39)
    }

    @Test(arguments: Operation.allCases)
    func `an action takes and gives what the service's does`(_ operation: Operation) throws {
        let action = try #require(model.operations[operation.rawValue])
        #expect(operation.inputShape.name == "\(operation.rawValue)Input")
        #expect(operation.outputShape?.name == action.outputShape)
        for error in action.errors {
            #expect(Fault.Code(rawValue: error) != nil, "\(error) has no code")
        }
    }

    @Test func `the structures are the service's`() {
        let names = ModelTypes.all.map { $0.shape.name }
        #expect(Set(names).union(["Decision", "HistoryEvent"]) == Set(model.everyStructure.keys))
        #expect(names.count == Set(names).count)
        for type in ModelTypes.all { #expect(String(describing: type) == type.shape.name) }
    }

    @Test(arguments: ModelTypes.entries)
    func `a structure has the members and limits of the service's`(_ entry: ModelTypes.Entry) throws {
        let shape = entry.type.shape
        let expected = try #require(model.everyStructure[shape.name])
        #expect(shape.members.map(\.name) == expected.keys.sorted())
        for member in shape.members {
            guard let wanted = expected[member.name] else { continue }
            #expect(member.isRequired == wanted.required, "\(shape.name).\(member.name)")
            compare(member.shape, wanted, "\(shape.name).\(member.name)")
        }
    }

    private func compare(_ shape: Shape, _ wanted: ModelFile.Member, _ place: String) {
        let comment = Comment(rawValue: place)
        switch shape {
        case .string(let name, let minimum, let maximum, _):
            #expect(wanted.type == "string", comment)
            #expect(wanted.values == nil, comment)
            #expect(name == wanted.shape, comment)
            #expect(minimum == wanted.min ?? 0, comment)
            #expect(maximum == wanted.max, comment)
        case .values(let name, let values):
            #expect(wanted.type == "string", comment)
            #expect(name == wanted.shape, comment)
            #expect(Set(values) == Set(wanted.values ?? []), comment)
        case .integer(let name, let minimum, let maximum):
            #expect(wanted.type == "integer" || wanted.type == "long", comment)
            #expect(name == wanted.shape, comment)
            #expect(minimum == wanted.min, comment)
            #expect(maximum == wanted.max, comment)
        case .boolean(let name):
            #expect(wanted.type == "boolean", comment)
            #expect(name == wanted.shape, comment)
        case .timestamp: #expect(wanted.type == "timestamp", comment)
        case .structure(let inner):
            #expect(wanted.type == "structure", comment)
            #expect(inner.name == wanted.shape, comment)
        case .list(let element, let maximum):
            #expect(wanted.type == "list", comment)
            #expect(maximum == wanted.max, comment)
            if let wantedElement = wanted.element {
                compare(element, wantedElement, "\(place)[]")
            } else {
                Issue.record("\(place): the model's list has no element")
            }
        }
    }

    /// The shapes of every member of every structure, `Decision` and `HistoryEvent` included.
    private var everyMember: [Shape] {
        let shapes = ModelTypes.all.map { $0.shape } + [Decision.shape, HistoryEvent.shape]
        return shapes.flatMap(\.members).map(\.shape).map { shape in
            if case .list(let element, _) = shape { element } else { shape }
        }
    }

    @Test func `the scalars are the service's, each with its limits`() throws {
        var found: [String: (minimum: Int?, maximum: Int?)] = ["Timestamp": (nil, nil)]
        for shape in everyMember {
            switch shape {
            case .string(let name, let minimum, let maximum, _): found[name] = (minimum == 0 ? nil : minimum, maximum)
            case .integer(let name, let minimum, let maximum): found[name] = (minimum, maximum)
            case .boolean(let name): found[name] = (nil, nil)
            default: continue
            }
        }
        // ErrorMessage belongs to the faults, which are no structures here.
        #expect(Set(found.keys).union(["ErrorMessage"]) == Set(model.scalars.keys))
        for (name, limits) in found {
            let scalar = try #require(model.scalars[name])
            #expect(limits.minimum ?? 0 == scalar.min ?? 0, "\(name)")
            #expect(limits.maximum == scalar.max, "\(name)")
        }
    }

    @Test func `the enumerations are the service's, each with its values in order`() {
        var found: [String: [String]] = [:]
        for case .values(let name, let values) in everyMember { found[name] = values }
        #expect(Set(found.keys) == Set(model.enums.keys))
        for (name, values) in found where name != "DecisionType" {
            #expect(values == model.enums[name], "\(name)")
        }
        // The service names the decisions in an order of its own (swf-observed.md V7), so only the set is compared.
        #expect(Set(found["DecisionType"] ?? []) == Set(model.enums["DecisionType"] ?? []))
    }

    @Test func `a decision and an event may hold the attributes of every type`() {
        let decision = Dictionary(uniqueKeysWithValues: Decision.shape.members.map { ($0.name, $0) })
        #expect(Set(decision.keys) == Set(model.decisions.values.map(\.attributesMember) + ["decisionType"]))
        #expect(decision["decisionType"]?.isRequired == true)
        let event = Dictionary(uniqueKeysWithValues: HistoryEvent.shape.members.map { ($0.name, $0) })
        let own = ["eventId", "eventTimestamp", "eventType"]
        #expect(Set(event.keys) == Set(model.events.values.map(\.attributesMember) + own))
        for name in own { #expect(event[name]?.isRequired == true) }
        for (members, variants, suffix) in [
            (decision, model.decisions, "DecisionAttributes"), (event, model.events, "EventAttributes"),
        ] {
            for (name, variant) in variants {
                guard let member = members[variant.attributesMember], case .structure(let shape) = member.shape else {
                    Issue.record("\(variant.attributesMember) is no structure")
                    continue
                }
                #expect(shape.name == "\(name)\(suffix)")
                #expect(!member.isRequired)
            }
        }
    }

    @Test func `the faults are the service's`() {
        let own = Fault.Code.allCases.filter { $0.namespace == "com.amazonaws.swf.base.model" }
        #expect(Set(own.map(\.rawValue)) == Set(model.errors.keys))
        #expect(own.count == 11)
    }
}
