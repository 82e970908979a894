/// Asks for an open activity task to be canceled.
public struct RequestCancelActivityTaskDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// The id of the activity task, unique among the open activity tasks of the execution; 1 to 256 characters.
    public var activityId: String

    /// Creates the value from its members.
    public init(activityId: String) {
        self.activityId = activityId
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RequestCancelActivityTaskDecisionAttributes",
        [
            .required("activityId", .activityId)
        ]
    )
}
