public import SWFModel

/// Since when the closed executions of a domain are kept: what closed then or before is kept no longer.
public struct RetentionHorizon: Hashable, Sendable {
    /// The domain.
    public var domain: String
    /// The latest close that is kept no longer.
    public var closedBy: Timestamp

    /// Creates a horizon.
    public init(domain: String, closedBy: Timestamp) {
        self.domain = domain
        self.closedBy = closedBy
    }
}
