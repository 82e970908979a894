/// Records a marker in the history.
public struct RecordMarkerDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Further data; 0 to 32,768 characters.
    public var details: String?
    /// The name of the marker; names may repeat; 1 to 256 characters.
    public var markerName: String

    /// Creates the value from its members.
    public init(details: String? = nil, markerName: String) {
        self.details = details
        self.markerName = markerName
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "RecordMarkerDecisionAttributes",
        [
            .optional("details", .data),
            .required("markerName", .markerName),
        ]
    )
}
