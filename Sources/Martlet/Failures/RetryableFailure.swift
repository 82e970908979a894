/// A failure of an activity that another attempt may mend.
public struct RetryableFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Why, in a sentence; cut to 256 characters on the wire.
    public var reason: String
    /// More, for whoever has to mend it; cut to 32,768 characters on the wire.
    public var details: String?

    /// Creates a failure.
    public init(_ reason: String, details: String? = nil) {
        self.reason = reason
        self.details = details
    }

    /// The reason.
    public var description: String { reason }
}
