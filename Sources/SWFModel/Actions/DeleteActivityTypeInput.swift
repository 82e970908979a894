/// Deletes a deprecated activity type. The input of DeleteActivityType.
public struct DeleteActivityTypeInput: Codable, Hashable, Sendable, Shaped {
    /// The activity type.
    public var activityType: ActivityType
    /// The domain; 1 to 256 characters.
    public var domain: String

    /// Creates the value from its members.
    public init(activityType: ActivityType, domain: String) {
        self.activityType = activityType
        self.domain = domain
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "DeleteActivityTypeInput",
        [
            .required("activityType", .structure(ActivityType.shape)),
            .required("domain", .domainName),
        ]
    )
}
