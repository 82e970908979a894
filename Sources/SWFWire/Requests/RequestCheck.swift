import SWFModel

/// Holds a request against its shape: types first, then the limits of the model (swf-spec.md 1.6, 1.7).
///
/// One walk does both. A value of the wrong type ends it with a `SerializationException`, whatever limits were broken
/// before; broken limits are collected and reported together.
struct RequestCheck {
    /// A step from the request to a member.
    private enum Step {
        case member(String)
        /// An element of a list, counted from 1.
        case element(Int)
    }

    /// How many broken limits one answer names. No honest request breaks as many, and a body of a megabyte could break
    /// a hundred thousand, each a line of the answer.
    private static let maximumViolations = 100

    private let document: JSONDocument
    private let inServiceOrder: Bool
    /// The limits of the server where they are other than the model's; nil where they are the same.
    private let limits: Limits?
    private var path: [Step] = []
    private var violations: [String] = []

    /// Checks a parsed request.
    static func check(
        _ document: JSONDocument,
        against shape: StructureShape,
        limits: Limits? = nil
    ) throws(Fault) {
        var check = RequestCheck(document: document, inServiceOrder: false, limits: limits)
        if document.nodes[0].kind == .null { throw Fault(.serialization) }
        try check.structure(0, shape)
        if check.violations.isEmpty { return }
        if check.violations.count > 1 {
            // The order matters only now, so only now is it worked out.
            check = RequestCheck(document: document, inServiceOrder: true, limits: limits)
            try check.structure(0, shape)
        }
        let count = check.violations.count
        let list = check.violations.joined(separator: "; ")
        throw Fault(.validation, "\(count) validation error\(count == 1 ? "" : "s") detected: \(list)")
    }

    private init(document: JSONDocument, inServiceOrder: Bool, limits: Limits?) {
        self.document = document
        self.inServiceOrder = inServiceOrder
        self.limits = limits
    }

    private mutating func value(_ node: Int, _ shape: Shape) throws(Fault) {
        switch shape {
        case .string(let name, let minimum, let maximum, let rule):
            try expect(.string, node, "an String")
            let allowed = limits.map { $0.maximum(of: name, standard: maximum) } ?? maximum
            string(node, minimum: minimum, maximum: allowed, rule: limits.map { rule?.within($0) } ?? rule)
        case .values(_, let values):
            try expect(.string, node, "an String")
            if !values.contains(where: { document.isText(node, equalTo: $0) }) {
                violate(node, "satisfy enum value set: [\(values.joined(separator: ", "))]")
            }
        case .integer(let name, let minimum, let maximum):
            let allowed = limits.map { $0.maximum(of: name, standard: maximum) } ?? maximum
            try integer(node, minimum: minimum, maximum: allowed)
        case .boolean:
            guard document.nodes[node].kind == .true || document.nodes[node].kind == .false else {
                throw mismatch(node, "an Boolean")
            }
        case .timestamp:
            guard let seconds = document.number(node)?.double, seconds.isFinite else {
                throw mismatch(node, "milliseconds since epoch")
            }
        case .structure(let shape): try structure(node, shape)
        case .list(let element, let maximum):
            // The one list with a limit in the model is that of an execution's tags.
            try list(node, of: element, maximum: maximum.map { limits?.executionTags ?? $0 })
        }
    }

    private mutating func structure(_ node: Int, _ shape: StructureShape) throws(Fault) {
        try expectContainer(.object, node, otherwise: "Expected null")
        let attributes = shape.name == Decision.shape.name ? attributesMember(of: node) : nil
        for member in ordered(shape) {
            if let value = document.member(member.name, of: node), document.nodes[value].kind != .null {
                path.append(.member(member.name))
                try self.value(value, member.shape)
                path.removeLast()
            } else if member.isRequired {
                missing(member.name)
            } else if member.name == attributes, case .structure(let shape) = member.shape {
                // A decision without the attributes of its type is reported member by member (swf-spec.md 3.1).
                path.append(.member(member.name))
                for member in ordered(shape) where member.isRequired { missing(member.name) }
                path.removeLast()
            }
        }
    }

    /// The member that holds the attributes of the type that a decision names.
    private func attributesMember(of decision: Int) -> String? {
        guard let type = document.member("decisionType", of: decision) else { return nil }
        let name = document.text(type)
        return name.prefix(1).lowercased() + name.dropFirst() + "DecisionAttributes"
    }

    private func ordered(_ shape: StructureShape) -> [StructureShape.Member] {
        if !inServiceOrder { return shape.members }
        // Once the answer is full nothing more is asked of this walk.
        return isFull ? [] : ViolationOrder.sorted(shape.members)
    }

    private var isFull: Bool { violations.count >= Self.maximumViolations }

    private mutating func list(_ node: Int, of shape: Shape, maximum: Int?) throws(Fault) {
        try expectContainer(.array, node, otherwise: "Expected list or null")
        let entry = document.nodes[node]
        if let maximum, entry.count > maximum {
            violate(node, "have length less than or equal to \(maximum)")
        }
        var element = node + 1
        var index = 1
        while element < entry.next, !(inServiceOrder && isFull) {
            path.append(.element(index))
            if document.nodes[element].kind != .null {
                try value(element, shape)
            } else if case .structure = shape {
                // The service lets a null among tags pass (swf-observed.md W7); a null decision would be lost silently.
                violate(nil, "not be null")
            }
            path.removeLast()
            element = document.nodes[element].next
            index += 1
        }
    }

    private mutating func string(_ node: Int, minimum: Int, maximum: Int?, rule: TextRule?) {
        let bytes = document.nodes[node].count
        // A UTF-16 unit never takes less than a byte here, so short text needs no counting.
        if let maximum, bytes > maximum, document.text(node).utf16.count > maximum {
            violate(node, "have length less than or equal to \(maximum)")
        }
        if bytes == 0 {
            // Empty text in an optional duration counts as absent; where a minimum forbids it, one complaint is enough.
            if minimum > 0 { violate(node, "have length greater than or equal to \(minimum)") }
            if rule == .priority { violate(node, TextRule.priority.constraint) }
        } else if let rule, !rule.admits(document, node) {
            violate(node, rule.constraint)
        }
    }

    private mutating func integer(_ node: Int, minimum: Int?, maximum: Int?) throws(Fault) {
        guard let number = document.number(node) else { throw mismatch(node, "an Integer") }
        if case .tooLarge(let isNegative) = number {
            if isNegative, let minimum {
                violate(node, "have value greater than or equal to \(minimum)")
            } else if !isNegative, let maximum {
                violate(node, "have value less than or equal to \(maximum)")
            } else {
                throw mismatch(node, "an Integer")
            }
            return
        }
        guard let value = number.integer else { throw mismatch(node, "an Integer") }
        if let minimum, value < minimum { violate(node, "have value greater than or equal to \(minimum)") }
        if let maximum, value > maximum { violate(node, "have value less than or equal to \(maximum)") }
    }

    private func expect(_ kind: JSONNode.Kind, _ node: Int, _ target: String) throws(Fault) {
        if document.nodes[node].kind != kind { throw mismatch(node, target) }
    }

    private func expectContainer(_ kind: JSONNode.Kind, _ node: Int, otherwise message: String) throws(Fault) {
        let found = document.nodes[node].kind
        if found == kind { return }
        throw found == .array || found == .object ? mismatch(node, "") : Fault(.serialization, message)
    }

    /// The service's message for a value of the wrong type; it names the Java class that its parser made of the value.
    private func mismatch(_ node: Int, _ target: String) -> Fault {
        let name: String
        switch document.nodes[node].kind {
        // With a full stop, and lists without one: so says the parser that says "class java.lang.Short can not be …", which
        // is the one recorded for this service. Its successor, in other services, leaves the full stop out.
        case .object: return Fault(.serialization, "Start of structure or map found where not expected.")
        case .array: return Fault(.serialization, "Start of list found where not expected")
        case .null: return Fault(.serialization)
        case .true, .false: name = "Boolean"
        case .string: name = "String"
        case .decimal: name = "Double"
        case .integer:
            switch document.number(node) {
            case .integer(let value) where Int16(exactly: value) != nil: name = "Short"
            case .integer(let value) where Int32(exactly: value) != nil: name = "Integer"
            case .integer: name = "Long"
            default: return Fault(.serialization, "class java.math.BigInteger can not be converted to \(target)")
            }
        }
        return Fault(.serialization, "class java.lang.\(name) can not be converted to \(target)")
    }

    private mutating func missing(_ name: String) {
        path.append(.member(name))
        violate(nil, "not be null")
        path.removeLast()
    }

    /// Notes a broken limit of the member at the present path; no node means that the member is missing.
    private mutating func violate(_ node: Int?, _ constraint: @autoclosure () -> String) {
        if isFull { return }
        let place = path.map { step in
            switch step {
            case .member(let name): name
            case .element(let index): "\(index).member"
            }
        }.joined(separator: ".")
        let value = node.map { "'\(rendering($0))'" } ?? "null"
        violations.append("Value \(value) at '\(place)' failed to satisfy constraint: Member must \(constraint())")
    }

    /// A value as Java prints it: lists in brackets, members as `name=value`.
    private func rendering(_ node: Int) -> String {
        let entry = document.nodes[node]
        guard entry.kind == .array || entry.kind == .object else { return document.text(node) }
        var parts: [String] = []
        var child = node + 1
        while child < entry.next {
            if entry.kind == .array {
                parts.append(rendering(child))
                child = document.nodes[child].next
            } else {
                parts.append("\(document.text(child))=\(rendering(child + 1))")
                child = document.nodes[child + 1].next
            }
        }
        let text = parts.joined(separator: ", ")
        return entry.kind == .array ? "[\(text)]" : "{\(text)}"
    }
}
