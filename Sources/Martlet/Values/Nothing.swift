/// The input or output of a workflow or activity that has none.
///
/// It is left out of tasks and results, and reads from whatever stands there: a caller that sends something to a
/// workflow that wants nothing is not refused.
public struct Nothing: Codable, Hashable, Sendable {
    /// The only value.
    public init() {}

    /// Reads anything.
    public init(from decoder: any Decoder) throws {}

    /// Writes null, which travels as an absent value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}
