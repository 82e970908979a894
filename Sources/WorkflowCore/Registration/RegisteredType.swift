public import SWFModel

/// A registered workflow or activity type, as far as decisions need it.
public struct RegisteredType<Configuration: Sendable>: Sendable {
    /// Whether new work may use it.
    public var status: RegistrationStatus
    /// The defaults it was registered with.
    public var configuration: Configuration

    /// Creates the value from its members.
    public init(status: RegistrationStatus, configuration: Configuration) {
        self.status = status
        self.configuration = configuration
    }
}
