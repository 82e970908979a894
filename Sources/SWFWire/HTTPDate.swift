public import SWFModel

extension Timestamp {
    /// Reads a moment as the field `Date` of an answer of HTTP spells it, `Sun, 06 Nov 1994 08:49:37 GMT`: whole seconds. Nil for
    /// any other spelling.
    public init?(httpDate text: String) {
        guard let time = SigningTime(httpDate: text) else { return nil }
        self = time.moment
    }
}
