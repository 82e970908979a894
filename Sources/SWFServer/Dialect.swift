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
        let type = contentType.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }
        self.init(rawValue: type.lowercased())
    }
}
