import Crypto

/// What a signing key is good for: one day, one region, one service.
struct CredentialScope: Hashable, Sendable {
    let day: String
    let region: String
    let service: String

    /// The scope as signatures spell it.
    var text: String { "\(day)/\(region)/\(service)/aws4_request" }

    /// The text that is signed: when, for what, and the digest of the canonical request.
    func stringToSign(_ request: CanonicalRequest, at time: SigningTime) -> [UInt8] {
        var text = Array("AWS4-HMAC-SHA256\n\(time.text)\n\(self.text)\n".utf8)
        text.append(contentsOf: Digest.hexadecimal(of: request.text))
        return text
    }

    /// The key for this scope, derived from the secret in four steps.
    func signingKey(secretAccessKey: String) -> SymmetricKey {
        var key = SymmetricKey(data: Array("AWS4\(secretAccessKey)".utf8))
        for part in [day, region, service, "aws4_request"] {
            key = SymmetricKey(data: Digest.authenticated(Array(part.utf8), key: key))
        }
        return key
    }
}
