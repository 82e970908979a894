public import SWFModel

/// Checks signatures of Amazon's Signature Version 4 in the `Authorization` header (swf-spec.md 1.9).
///
/// Only that: signatures in the query, other versions and other schemes are refused. What is checked is the request as it
/// will be read: the digest is taken of the body itself, never believed. A pure value; it knows no clock and no file.
public struct SignatureVerifier: Sendable {
    /// How far the time of a request may be off, in seconds, to either side.
    public static let windowSeconds = 900

    private let regions: [String]
    private let service: String
    private let required: [String]
    private let isStrict: Bool
    /// Stands in for keys that are unknown, so that these cost the same work. That it cannot let anybody in does not rest
    /// on its secret: it is looked whether the key is known as well.
    let decoy = VerifyingKey(secretAccessKey: "the key that nobody has, of forty letters")

    /// Creates a verifier for the requests of some regions and one service.
    ///
    /// Signed must be `host`, `x-amz-target`, and every other header of the request that begins with `x-amz-`; a header that
    /// the service reads may be there only once.
    public init(regions: [String], service: String = "swf") {
        self.init(regions: regions, service: service, required: ["host", "x-amz-target"], isStrict: true)
    }

    /// - Parameters:
    ///   - required: The headers that must be signed.
    ///   - isStrict: Whether every header that begins with `x-amz-` must be signed.
    init(regions: [String], service: String, required: [String], isStrict: Bool) {
        self.regions = regions
        self.service = service
        self.required = required
        self.isStrict = isStrict
    }

    /// Checks a request.
    ///
    /// A request with a key that is unknown costs the same work as one with a key that is known.
    ///
    /// - Parameters:
    ///   - now: When the request came.
    ///   - key: The key of an access key id; nil when there is none.
    /// - Returns: Who signed, and for which region.
    /// - Throws: `MissingAuthenticationTokenException`, `IncompleteSignatureException`, `InvalidSignatureException`,
    ///   `UnrecognizedClientException` (swf-spec.md 1.6).
    public func verify(
        _ request: SignedRequest,
        at now: Timestamp,
        key: (_ accessKeyId: String) -> VerifyingKey?
    ) throws(Fault) -> Signer {
        let header = try authorization(of: request)
        try checkOnce(request)
        let time = try time(of: request, authorization: header)
        let scope = try scope(of: header, at: time)
        let canonical = try canonicalRequest(request, signedHeaders: header.signedHeaders, time: time)
        try checkWindow(time, now: now)

        let known = key(header.accessKeyId)
        let checked = known ?? decoy
        let isSigned = checked.authenticates(
            Self.bytes(ofHexadecimal: header.signature),
            of: scope.stringToSign(canonical, at: time),
            in: scope
        )
        let hasToken = checked.accepts(sessionToken: request.header("x-amz-security-token"))
        guard known != nil, hasToken else { throw Fault.unrecognizedClient }
        guard isSigned else { throw Fault.signatureMismatch }
        return Signer(accessKeyId: header.accessKeyId, region: scope.region)
    }

    /// The region that a request says it is signed for, whether it is or not: for a server that takes any credentials.
    ///
    /// - Returns: nil without an `Authorization` header of version 4 that can be read.
    public static func claimedRegion(authorization: String?) -> String? {
        guard let authorization else { return nil }
        return try? AuthorizationHeader(authorization).scope[1]
    }

    /// The one `Authorization` header.
    private func authorization(of request: SignedRequest) throws(Fault) -> AuthorizationHeader {
        let values = request.headers.filter { $0.name == "authorization" }
        guard let value = values.first?.value else { throw Fault.missingAuthenticationToken }
        guard values.count == 1 else {
            throw Fault(.incompleteSignature, "The request has more than one Authorization header.")
        }
        guard !request.isSignedInQuery else {
            throw Fault(
                .invalidSignature,
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."
            )
        }
        return try AuthorizationHeader(value)
    }

    /// A header of which one value is read must not be there with another: whoever reads next may take the other one.
    private func checkOnce(_ request: SignedRequest) throws(Fault) {
        for (index, header) in request.headers.enumerated() where Self.isRead(header.name) {
            guard !request.headers[..<index].contains(where: { $0.name == header.name }) else {
                throw Fault(.invalidSignature, "The header '\(header.name)' is there more than once.")
            }
        }
    }

    private static func isRead(_ name: String) -> Bool {
        isAmazon(name) || ["host", "date", "content-type", "content-length", "transfer-encoding"].contains(name)
    }

    private static func isAmazon(_ name: String) -> Bool { name.utf8.starts(with: "x-amz-".utf8) }

    /// When the request says that it was signed: `X-Amz-Date`, else `Date`.
    private func time(of request: SignedRequest, authorization: AuthorizationHeader) throws(Fault) -> SigningTime {
        guard let (name, text) = Self.date(of: request) else {
            throw Fault(
                .incompleteSignature,
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
            )
        }
        guard let time = SigningTime(text) ?? (name == "date" ? SigningTime(httpDate: text) : nil) else {
            throw Fault(.incompleteSignature, "Date must be in ISO-8601 'basic format'. Got '\(text)'.")
        }
        return time
    }

    private static func date(of request: SignedRequest) -> (name: String, value: String)? {
        for name in ["x-amz-date", "date"] {
            if let value = request.header(name) { return (name, value) }
        }
        return nil
    }

    /// The scope, when it is that of this service, of one of its regions and of the day. All that is wrong with it is said at once.
    private func scope(of header: AuthorizationHeader, at time: SigningTime) throws(Fault) -> CredentialScope {
        var wrong: [String] = []
        let (day, region, service, terminator) = (header.scope[0], header.scope[1], header.scope[2], header.scope[3])
        if !regions.contains(region) {
            wrong.append("Credential should be scoped to a valid region, not '\(region)'. ")
        }
        if service != self.service {
            wrong.append("Credential should be scoped to correct service: '\(self.service)'. ")
        }
        if terminator != "aws4_request" {
            wrong.append("Credential should be scoped with a valid terminator: 'aws4_request', not '\(terminator)'. ")
        }
        if day != time.day {
            wrong.append(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'\(day)' != '\(time.day)', from '\(time.text)'. "
            )
        }
        guard wrong.isEmpty else { throw Fault(.invalidSignature, wrong.joined()) }
        return CredentialScope(day: day, region: region, service: service)
    }

    /// The request in its one form, when what has to be signed is signed.
    private func canonicalRequest(
        _ request: SignedRequest,
        signedHeaders: String,
        time: SigningTime
    ) throws(Fault) -> CanonicalRequest {
        let names = signedHeaders.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let date = Self.date(of: request)?.name ?? "x-amz-date"
        let amazon = isStrict ? request.headers.map(\.name).filter(Self.isAmazon) : []
        for name in required + [date] + amazon where !names.contains(name) {
            throw Fault(
                .invalidSignature,
                "'\(name)' must be a 'SignedHeader' in the AWS Authorization."
            )
        }
        let digest = Digest.hexadecimal(of: request.body)
        if let claimed = request.header("x-amz-content-sha256"), !claimed.utf8.elementsEqual(digest) {
            throw Fault(
                .invalidSignature,
                "The header 'x-amz-content-sha256' is not the SHA-256 of the body, in hexadecimal."
            )
        }
        let canonical = CanonicalRequest(
            method: request.method,
            path: request.path,
            query: request.query,
            headers: request.headers.filter { names.contains($0.name) },
            payloadDigest: digest
        )
        // The names of headers that are there, in lower case, sorted, each once: what else is listed was not signed.
        guard canonical.signedHeaders == signedHeaders else { throw Fault.signatureMismatch }
        return canonical
    }

    private func checkWindow(_ time: SigningTime, now: Timestamp) throws(Fault) {
        let window = Duration.seconds(Self.windowSeconds)
        if time.moment < now + (.zero - window) {
            throw Fault(
                .invalidSignature,
                "Signature expired: \(time.text) is now earlier than \(SigningTime(now + (.zero - window)).text) "
                    + "(\(SigningTime(now).text) - \(Self.windowSeconds / 60) min.)"
            )
        }
        if time.moment > now + window {
            throw Fault(
                .invalidSignature,
                "Signature not yet current: \(time.text) is still later than \(SigningTime(now + window).text) "
                    + "(\(SigningTime(now).text) + \(Self.windowSeconds / 60) min.)"
            )
        }
    }

    /// The bytes that 64 lower-case hexadecimal digits spell; none for anything else, which is the code of no text.
    private static func bytes(ofHexadecimal text: String) -> [UInt8] {
        let digits = text.utf8.compactMap { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - 0x57
            default: nil
            }
        }
        guard digits.count == 64, text.utf8.count == 64 else { return [] }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
