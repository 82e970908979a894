import Crypto
public import SWFModel

/// Signs requests by Amazon's Signature Version 4, in their headers (swf-spec.md 1.9).
///
/// The key of a day is derived once and kept: signing is then two digests and one authentication code.
public struct SignatureV4: Sendable {
    private let credentials: Credentials
    private let region: String
    private let service: String
    private let keys = SigningKeys()

    /// Creates a signer for one region and service.
    public init(credentials: Credentials, region: String, service: String = "swf") {
        self.credentials = credentials
        self.region = region
        self.service = service
    }

    /// The headers that sign a request: `Authorization`, `X-Amz-Date`, and `X-Amz-Security-Token` when the credentials
    /// have one.
    ///
    /// Sign the request as it will be sent: `headers` must hold `Host`, and whatever of them is changed afterwards breaks
    /// the signature. Headers that proxies and clients change on the way are left out of it.
    ///
    /// - Parameters:
    ///   - path: The path of the request line.
    ///   - query: What stands after the question mark, without it; empty when there is none.
    ///   - at: When the request is sent. The service refuses times more than a few minutes off its own.
    public func sign(
        method: String,
        path: String,
        query: String,
        headers: [(name: String, value: String)],
        body: [UInt8],
        at moment: Timestamp
    ) -> [(name: String, value: String)] {
        let time = SigningTime(moment)
        var added = [(name: "X-Amz-Date", value: time.text)]
        if let token = credentials.sessionToken { added.append((name: "X-Amz-Security-Token", value: token)) }
        let replaced = added.map { $0.name.lowercased() }
        let kept = headers.filter { header in
            let name = header.name.lowercased()
            return !replaced.contains(name) && !Self.unsigned.contains(name)
        }
        let request = CanonicalRequest(
            method: method,
            path: path,
            query: query,
            headers: kept + added,
            payloadDigest: Digest.hexadecimal(of: body)
        )
        let scope = CredentialScope(day: time.day, region: region, service: service)
        let key = keys.key(for: scope, secretAccessKey: credentials.secretAccessKey)
        let signature = Digest.hexadecimal(
            Digest.authenticated(scope.stringToSign(request, at: time), key: key)
        )
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyId)/\(scope.text), "
            + "SignedHeaders=\(request.signedHeaders), Signature=\(String(decoding: signature, as: UTF8.self))"
        return added + [(name: "Authorization", value: authorization)]
    }

    /// Headers that are set or changed after signing; the list of Amazon's own Python client.
    private static let unsigned: Set = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]
}
