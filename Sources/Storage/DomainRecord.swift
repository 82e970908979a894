public import SWFModel

/// A domain as it is stored.
public struct DomainRecord: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Whether new work may start in it.
    public var status: RegistrationStatus
    /// Text for people.
    public var description: String?
    /// How many days a closed execution is kept, as it was registered: `0` to `90`, or `NONE`.
    public var retentionPeriodInDays: String
    /// The resource tags.
    public var tags: [ResourceTag]

    /// How many days a closed execution is kept; 0 also for `NONE`, which means the same (swf-spec.md 7.5).
    public var retentionDays: Int { Int(retentionPeriodInDays) ?? 0 }

    /// Creates a record.
    public init(
        name: String,
        status: RegistrationStatus,
        description: String?,
        retentionPeriodInDays: String,
        tags: [ResourceTag] = []
    ) {
        self.name = name
        self.status = status
        self.description = description
        self.retentionPeriodInDays = retentionPeriodInDays
        self.tags = tags
    }
}
