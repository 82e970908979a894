public import SWFModel

/// Ends polls before their time. The input of `Martlet.EndPolls`.
public struct EndPollsInput: Codable, Hashable, Sendable, Shaped {
    /// The domain of the polls; 1 to 256 characters.
    public var domain: String
    /// Whose polls; 1 to 256 characters.
    public var identity: String

    /// Creates the value from its members.
    public init(domain: String, identity: String) {
        self.domain = domain
        self.identity = identity
    }

    /// The names and limits of the members, as a server checks them.
    public static let shape = StructureShape(
        "EndPollsInput",
        [
            .required("domain", .domainName),
            .required("identity", .string("Identity", minimum: 1, maximum: 256)),
        ]
    )
}

/// What became of it. The output of `Martlet.EndPolls`.
public struct EndPollsOutput: Codable, Hashable, Sendable {
    /// How many polls were ended.
    public var endedCount: Int

    /// Creates the value from its members.
    public init(endedCount: Int) {
        self.endedCount = endedCount
    }
}
