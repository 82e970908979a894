/// In which dress a request came, and so its answer goes (swf-spec.md 1.1 and 1.3).
enum Dialect: String, CaseIterable, Sendable {
    /// What today's SDKs send.
    case current = "application/x-amz-json-1.0"
    /// The same bodies under the next version's name; some tools send it.
    case later = "application/x-amz-json-1.1"
    /// What clients of 2012 send, with `Content-Encoding: amz-1.0`, which is no compression and is not looked at.
    case legacy = "application/json"

    /// Reads a `Content-Type`; its parameters do not count. Nil for any other type, and for none: a browser can post
    /// `text/plain` or nothing to any address without asking, but never these.
    init?(contentType: String?) {
        guard let contentType else { return nil }
        // The common case first: it costs no allocation.
        if contentType == Dialect.current.rawValue {
            self = .current
            return
        }
        // Two fields are joined by a comma, and a comma is in no type that is taken: which of them would count?
        guard !contentType.utf8.contains(UInt8(ascii: ",")) else { return nil }
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
        // Blanks may stand around a type (RFC 9110, 8.3.1); within one they make it another.
        var type = contentType.prefix { $0 != ";" }.drop(while: isBlank)
        while let last = type.last, isBlank(last) { type.removeLast() }
        self.init(rawValue: type.lowercased())
    }
}
