/// An activity type, its status and its dates.
public struct ActivityTypeInfo: Codable, Hashable, Sendable, Shaped {
    /// The activity type.
    public var activityType: ActivityType
    /// When the type was registered.
    public var creationDate: Timestamp
    /// When the type was deprecated; absent while it is registered.
    public var deprecationDate: Timestamp?
    /// Text for people; 0 to 1,024 characters.
    public var description: String?
    /// The status.
    public var status: RegistrationStatus

    /// Creates the value from its members.
    public init(
        activityType: ActivityType,
        creationDate: Timestamp,
        deprecationDate: Timestamp? = nil,
        description: String? = nil,
        status: RegistrationStatus
    ) {
        self.activityType = activityType
        self.creationDate = creationDate
        self.deprecationDate = deprecationDate
        self.description = description
        self.status = status
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ActivityTypeInfo",
        [
            .required("activityType", .structure(ActivityType.shape)),
            .required("creationDate", .timestamp),
            .optional("deprecationDate", .timestamp),
            .optional("description", .description),
            .required("status", .enumeration(RegistrationStatus.self)),
        ]
    )
}
