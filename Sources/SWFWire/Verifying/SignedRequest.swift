/// A request as a verifier looks at it: plain values, in which nothing is missing that a signature may cover.
public struct SignedRequest: Sendable {
    /// The method, in capitals.
    public var method: String
    /// The path of the request line, before the query.
    public var path: String
    /// What stands after the question mark, without it; empty when there is none.
    public var query: String
    /// Every header of the request in its order, `host` among them, names in lower case.
    public var headers: [(name: String, value: String)]
    /// The body as it came, and as it will be read.
    public var body: [UInt8]

    /// Creates a request. Names of headers are put into lower case.
    public init(
        method: String,
        path: String,
        query: String = "",
        headers: [(name: String, value: String)],
        body: [UInt8]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
        self.body = body
    }

    /// The value of a header that may be there once.
    ///
    /// - Returns: nil when it is absent.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Whether the query holds one of the parameters by which a request can be signed in its URL.
    var isSignedInQuery: Bool {
        query.utf8.split(separator: UInt8(ascii: "&")).contains { parameter in
            let name = parameter.prefix { $0 != UInt8(ascii: "=") }
            return String(decoding: PercentEncoding.decoded(name), as: UTF8.self).lowercased().hasPrefix("x-amz-")
        }
    }
}
