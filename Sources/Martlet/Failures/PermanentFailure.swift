/// A failure of an activity that no further attempt can mend: it is not tried again.
///
/// On the wire it is an ordinary failure whose reason begins with ``mark``; an activity written in another language
/// may do the same.
public struct PermanentFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What the reason of a permanent failure begins with on the wire.
    public static let mark = "[permanent] "

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
