public import SWFModel

/// A workflow type or an activity type as it is stored.
public struct TypeRecord<Configuration: Codable & Hashable & Sendable>: Hashable, Sendable {
    /// The domain it is registered in.
    public var domain: String
    /// The name.
    public var name: String
    /// The version.
    public var version: String
    /// Whether it may be used for new work.
    public var status: RegistrationStatus
    /// Text for people.
    public var description: String?
    /// When it was registered.
    public var creationDate: Timestamp
    /// When it was deprecated; nil while it is registered.
    public var deprecationDate: Timestamp?
    /// The defaults it was registered with.
    public var configuration: Configuration

    /// Creates a record.
    public init(
        domain: String,
        name: String,
        version: String,
        status: RegistrationStatus,
        description: String?,
        creationDate: Timestamp,
        deprecationDate: Timestamp? = nil,
        configuration: Configuration
    ) {
        self.domain = domain
        self.name = name
        self.version = version
        self.status = status
        self.description = description
        self.creationDate = creationDate
        self.deprecationDate = deprecationDate
        self.configuration = configuration
    }
}
