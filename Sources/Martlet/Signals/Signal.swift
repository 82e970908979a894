/// A signal that a workflow can receive, without the type of its payload.
public protocol SignalDeclaration: Sendable {
    /// The name on the wire; 1 to 256 characters.
    var name: String { get }
}

/// A signal: its name, and the type of what it carries.
///
/// A workflow declares the signals it knows, whoever signals it uses the same value:
///
///     static let approve = Signal<Approval>("approve")
///     static var signals: [any SignalDeclaration] { [approve] }
///
/// The name is literal and never derived from the Swift type.
public struct Signal<Payload: Codable & Sendable>: SignalDeclaration, Hashable {
    /// The name on the wire; 1 to 256 characters.
    public let name: String

    /// Creates a signal; a payload of ``Nothing`` is none.
    public init(_ name: String) {
        self.name = name
    }
}
