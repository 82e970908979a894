import SWFModel

/// What an `Authorization` header of Signature Version 4 says, taken apart.
struct AuthorizationHeader: Hashable, Sendable {
    /// The public half of the key.
    let accessKeyId: String
    /// Day, region, service and terminator, in the order of the header.
    let scope: [String]
    /// The names of the signed headers, as written.
    let signedHeaders: String
    /// The signature, as written.
    let signature: String

    static let algorithm = "AWS4-HMAC-SHA256"

    /// Takes a header apart.
    ///
    /// - Throws: `MissingAuthenticationTokenException` for a scheme that is none of Amazon's version 4,
    ///   `IncompleteSignatureException` for another algorithm and for parts that are missing, unknown or there twice
    ///   (swf-spec.md 1.6).
    init(_ value: String) throws(Fault) {
        // Swift holds some texts for equal whose bytes differ; of ASCII alone none are.
        guard value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { throw Fault.missingAuthenticationToken }
        let words = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let algorithm = words[0]
        guard algorithm.utf8.starts(with: "AWS4-".utf8) else {
            throw Fault.missingAuthenticationToken
        }
        guard algorithm == Self.algorithm else {
            throw Fault(.incompleteSignature, "Unsupported AWS 'algorithm': '\(algorithm)'. Authorization=\(value)")
        }
        var parameters: [Substring: Substring] = [:]
        for part in (words.count > 1 ? words[1] : "").split(separator: ",") {
            let pair = part.trimmed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else {
                throw Fault(
                    .incompleteSignature,
                    "'\(part.trimmed)' not a valid key=value pair (missing equal-sign) in Authorization header: "
                        + "'\(value)'."
                )
            }
            guard Self.names.contains(String(pair[0])), parameters.updateValue(pair[1], forKey: pair[0]) == nil else {
                throw Fault(
                    .incompleteSignature,
                    "Authorization header has the parameter '\(pair[0])', which is unknown or there twice. "
                        + "Authorization=\(value)"
                )
            }
        }
        let missing = Self.names.filter { parameters[Substring($0)]?.isEmpty ?? true }
        guard missing.isEmpty, let credential = parameters["Credential"], let headers = parameters["SignedHeaders"],
            let signature = parameters["Signature"]
        else {
            let sentences = missing.map { "Authorization header requires '\($0)' parameter. " }
            throw Fault(.incompleteSignature, sentences.joined() + "Authorization=\(value)")
        }
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, !parts[0].isEmpty else {
            throw Fault(
                .incompleteSignature,
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                    + "got '\(credential)'"
            )
        }
        accessKeyId = parts[0]
        scope = Array(parts[1...])
        signedHeaders = String(headers)
        self.signature = String(signature)
    }

    /// In the order in which the service complains of them.
    private static let names = ["Credential", "Signature", "SignedHeaders"]
}

extension Fault {
    /// The request carries no credentials that count (swf-spec.md 1.6).
    static let missingAuthenticationToken = Fault(
        .missingAuthenticationToken,
        "Request is missing Authentication Token"
    )

    /// The access key is unknown, or its session token is another (swf-observed.md F16).
    static let unrecognizedClient = Fault(
        .unrecognizedClient,
        "The security token included in the request is invalid."
    )

    /// The signature is not that of this request under this key (swf-spec.md 1.6).
    static let signatureMismatch = Fault(
        .invalidSignature,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
            + "Key and signing method. Consult the service documentation for details."
    )
}

extension Substring {
    /// The text without spaces and tabs at its ends.
    fileprivate var trimmed: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start }
        return start[...last]
    }
}
