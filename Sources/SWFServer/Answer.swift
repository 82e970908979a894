import HTTPTypes

/// What goes back over HTTP, before the fields that every answer has.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var contentType: String
    var body: [UInt8]
    /// The methods of the path, where the request's is not one of them.
    var allow: String?
    /// Whether the connection ends with this answer.
    var closes = false
    /// The task that the answer takes to a poll.
    var delivery: Delivery?

    /// A service answer.
    init(_ body: [UInt8], in dialect: Dialect) {
        status = .ok
        contentType = dialect.rawValue
        self.body = body
    }

    /// Any other answer, with a body of JSON.
    init(status: HTTPResponse.Status, contentType: String = Dialect.legacy.rawValue, json: String) {
        self.status = status
        self.contentType = contentType
        body = Array(json.utf8)
    }
}
