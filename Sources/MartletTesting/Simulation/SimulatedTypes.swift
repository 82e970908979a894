import SWFModel
import Storage

/// Whether the types are registered or deprecated, by what those were told who changed that.
struct SimulatedTypes {
    private struct Known {
        /// Nil while nobody knows.
        var isDeprecated: Bool? = false
        /// How many calls that change it are on their way.
        var open = 0
    }

    private var known: [String: Known] = [:]

    private static func name(_ request: SimulatedRequest) -> (name: String, deprecates: Bool)? {
        switch request {
        case .deprecateWorkflowType(let type, let undo): ("workflow \(type.name) \(type.version)", !undo)
        case .deprecateActivityType(let type, let undo): ("activity \(type.name) \(type.version)", !undo)
        default: nil
        }
    }

    mutating func sent(_ request: SimulatedRequest) {
        guard let (name, _) = Self.name(request) else { return }
        known[name, default: Known()].open += 1
        known[name]?.isDeprecated = nil
    }

    /// - Parameter isDeprecated: What the answer says of the type; nil when there was none.
    private mutating func ended(_ name: String, _ isDeprecated: Bool?) {
        known[name]?.open -= 1
        // While another call is on its way the answer says nothing of how it will be.
        if known[name]?.open == 0 { known[name]?.isDeprecated = isDeprecated }
    }

    mutating func acknowledged(_ request: SimulatedRequest) {
        if let (name, deprecates) = Self.name(request) { ended(name, deprecates) }
    }

    mutating func refused(_ request: SimulatedRequest, _ fault: Fault) {
        guard let (name, _) = Self.name(request) else { return }
        switch fault.code {
        case .typeDeprecated: ended(name, true)
        case .typeAlreadyExists: ended(name, false)
        default: ended(name, nil)
        }
    }

    mutating func lost(_ request: SimulatedRequest) {
        // It may still be on its way as far as anybody knows, but a server that has died does nothing more.
        if let (name, _) = Self.name(request) { ended(name, nil) }
    }

    /// What is wrong with the types that a store has.
    func problems(_ contents: StoreContents) -> [String] {
        let rows =
            contents.workflowTypes.map { ("workflow \($0.name) \($0.version)", $0.status) }
            + contents.activityTypes.map { ("activity \($0.name) \($0.version)", $0.status) }
        var problems: [String] = []
        if rows.count != SimulatedWorld.workflowTypes.count + SimulatedWorld.activityTypes.count {
            problems.append("The store has \(rows.count) types.")
        }
        for (name, status) in rows {
            guard let isDeprecated = (known[name] ?? Known()).isDeprecated else { continue }
            if (status == .deprecated) != isDeprecated {
                problems.append(
                    "The \(name) type is \(status.rawValue), and its last change was acknowledged otherwise."
                )
            }
        }
        return problems
    }
}
