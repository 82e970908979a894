public import SWFModel

/// What a request asks for by its `X-Amz-Target`: one of the 39 actions of the service, or one of Martlet's own.
public enum WireAction: Hashable, Sendable {
    /// An action of Amazon SWF.
    case workflow(Operation)
    /// An action that only a Martlet server has, for its administrators.
    case administration(AdministrationAction)

    /// The action that an `X-Amz-Target` header names.
    ///
    /// Nil when there is no such action. Martlet's own are taken by their whole name only: what stands before the last dot
    /// counts for them, as it does not for the others.
    public init?(target: String) {
        if let action = AdministrationAction.allCases.first(where: { $0.target == target }) {
            self = .administration(action)
        } else if let operation = Operation(target: target) {
            self = .workflow(operation)
        } else {
            return nil
        }
    }

    /// The value of the `X-Amz-Target` header.
    public var target: String {
        switch self {
        case .workflow(let operation): operation.target
        case .administration(let action): action.target
        }
    }

    /// The name alone.
    public var name: String {
        switch self {
        case .workflow(let operation): operation.rawValue
        case .administration(let action): action.rawValue
        }
    }

    /// The name as it stands in permissions: `swf:ListDomains`, `martlet:ImportWorkflowExecution`.
    public var permission: String {
        switch self {
        case .workflow: "swf:\(name)"
        case .administration: "martlet:\(name)"
        }
    }

    /// Whether the action waits for a task, up to a minute.
    public var isPoll: Bool {
        self == .workflow(.pollForDecisionTask) || self == .workflow(.pollForActivityTask)
    }
}

extension AdministrationAction {
    /// The value of the `X-Amz-Target` header.
    public var target: String { "Martlet.\(rawValue)" }
}
