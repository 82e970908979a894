/// What a request to Amazon Web Services is signed with.
public struct Credentials: Sendable, Hashable {
    /// The public half; it travels with every request.
    public var accessKeyId: String
    /// The secret half; it never travels.
    public var secretAccessKey: String
    /// The token that goes with temporary credentials; nil for permanent ones.
    public var sessionToken: String?

    /// Creates credentials.
    public init(accessKeyId: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyId = accessKeyId
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }
}

extension Credentials: CustomStringConvertible {
    /// The access key alone: a secret must not reach a log through a description.
    public var description: String { "Credentials(\(accessKeyId))" }
}
