import SWFModel
import SWFWire

@testable import SWFServer

/// The ways to come in without being let in (reliability.md, section D).
enum Attack: String, CaseIterable, Sendable {
    case noAuthorization, emptyAuthorization, basic, bearer, version2, version3, version4A, lowercaseScheme
    case wrongSignature, emptySignature, noSignature, signatureOfAnotherAction, signatureOfAnotherBody
    case wrongSecret, unknownKey, keyWithoutSignature
    case credentialsInQuery, credentialsInQueryAndHeader, twoAuthorizations, basicBeforeAuthorization
    case unsignedPayload, streamingPayload, streamingTrailer, emptyPayloadDigest, unsignedDigest
    case unsignedHost, unsignedTarget, unsignedDate, noSignedHeaders, absentSignedHeader
    case twoTargets, twoDates, twoHosts, twoContentTypes, unsignedAmazonHeader
    case stale, early, otherDay, otherRegion, otherService, otherTerminator, noDate
    case sessionToken, unsignedSessionToken
    case wrongRole, wrongDomain

    /// What the refusal may be called; nothing else may come back.
    var codes: Set<String> {
        switch self {
        case .noAuthorization, .emptyAuthorization, .basic, .bearer, .version2, .version3, .lowercaseScheme:
            ["MissingAuthenticationTokenException"]
        case .version4A, .emptySignature, .noSignature, .twoAuthorizations, .basicBeforeAuthorization, .noSignedHeaders,
            .noDate:
            ["IncompleteSignatureException"]
        case .wrongSignature, .signatureOfAnotherAction, .signatureOfAnotherBody, .wrongSecret, .keyWithoutSignature,
            .unsignedPayload, .streamingPayload, .streamingTrailer, .emptyPayloadDigest, .unsignedDigest, .unsignedHost,
            .unsignedTarget, .unsignedDate, .absentSignedHeader, .twoDates, .twoHosts, .unsignedAmazonHeader, .stale,
            .early, .otherDay, .otherRegion, .otherService, .otherTerminator, .unsignedSessionToken:
            ["InvalidSignatureException"]
        // Which of two content types is meant, HTTP itself does not know.
        case .twoContentTypes: ["InvalidSignatureException", "UnknownOperationException"]
        case .twoTargets: ["UnknownOperationException"]
        case .unknownKey, .sessionToken: ["UnrecognizedClientException"]
        // There is nothing at an address with a query.
        case .credentialsInQuery, .credentialsInQueryAndHeader: [""]
        case .wrongRole, .wrongDomain: ["AccessDeniedException"]
        }
    }

    /// The request of a caller who tries it.
    func request(_ action: WireAction, _ body: [UInt8]) -> WireRequest {
        var request = WireRequest(action, body, key: "holder")
        let signature = String(request["Authorization"]?.suffix(64) ?? "")
        switch self {
        case .noAuthorization: request["Authorization"] = nil
        case .emptyAuthorization: request["Authorization"] = ""
        case .basic: request["Authorization"] = "Basic aG9sZGVyOnNlY3JldA=="
        case .bearer: request["Authorization"] = "Bearer holder"
        case .version2: request["Authorization"] = "AWS holder:frJIUN8DYpKDtOLCwo//yllqDzg="
        case .version3:
            request["Authorization"] = nil
            request["X-Amzn-Authorization"] =
                "AWS3 AWSAccessKeyId=holder,Algorithm=HmacSHA256,SignedHeaders=Host,Signature=\(signature)"
        case .version4A: request.replaceInAuthorization("AWS4-HMAC-SHA256", with: "AWS4-ECDSA-P256-SHA256")
        case .lowercaseScheme: request.replaceInAuthorization("AWS4-HMAC-SHA256", with: "aws4-hmac-sha256")
        case .wrongSignature:
            request.replaceInAuthorization(
                signature,
                with: (signature.first == "0" ? "1" : "0") + signature.dropFirst()
            )
        case .emptySignature: request.replaceInAuthorization(signature, with: "")
        case .noSignature: request.replaceInAuthorization(", Signature=\(signature)", with: "")
        case .signatureOfAnotherAction:
            let other = WireAction.workflow(action == .workflow(.describeDomain) ? .listDomains : .describeDomain)
            request["Authorization"] = WireRequest(other, body, key: "holder")["Authorization"]
        case .signatureOfAnotherBody:
            request["Authorization"] = WireRequest(action, Array("{}".utf8), key: "holder")["Authorization"]
        case .wrongSecret:
            request = WireRequest(action, body, key: "holder", secret: GuardedWorld.secret("stranger"))
        case .unknownKey: request = WireRequest(action, body, key: "nobody", secret: GuardedWorld.secret("holder"))
        case .keyWithoutSignature:
            request.replaceInAuthorization(signature, with: String(repeating: "0", count: 64))
        case .credentialsInQuery:
            request["Authorization"] = nil
            request.target = Self.query(signature)
        case .credentialsInQueryAndHeader: request.target = Self.query(signature)
        case .twoAuthorizations: request.fields.append(("Authorization", request["Authorization"] ?? ""))
        case .basicBeforeAuthorization: request.fields.insert(("Authorization", "Basic eDp5"), at: 0)
        case .unsignedPayload: request = Self.claiming("UNSIGNED-PAYLOAD", action, body)
        case .streamingPayload: request = Self.claiming("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", action, body)
        case .streamingTrailer: request = Self.claiming("STREAMING-UNSIGNED-PAYLOAD-TRAILER", action, body)
        case .emptyPayloadDigest:
            request = Self.claiming(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                action,
                body
            )
        case .unsignedDigest: request["X-Amz-Content-SHA256"] = "UNSIGNED-PAYLOAD"
        case .unsignedHost: request.replaceInAuthorization("host;", with: "")
        case .unsignedTarget: request.replaceInAuthorization(";x-amz-target", with: "")
        case .unsignedDate: request.replaceInAuthorization(";x-amz-date", with: "")
        case .noSignedHeaders:
            request.replaceInAuthorization("content-type;host;x-amz-date;x-amz-target", with: "")
        case .absentSignedHeader: request.replaceInAuthorization("x-amz-target", with: "x-amz-target;x-absent")
        case .twoTargets: request.fields.append(("X-Amz-Target", action.target))
        case .twoDates: request.fields.append(("X-Amz-Date", request["X-Amz-Date"] ?? ""))
        case .twoHosts: request.fields.append(("Host", "127.0.0.1"))
        case .twoContentTypes: request.fields.append(("Content-Type", "application/x-amz-json-1.0"))
        case .unsignedAmazonHeader: request["X-Amz-Anything"] = "x"
        case .stale: request = WireRequest(action, body, key: "holder", at: GuardedWorld.moment + .seconds(-901))
        case .early: request = WireRequest(action, body, key: "holder", at: GuardedWorld.moment + .seconds(901))
        case .otherDay: request.replaceInAuthorization("/20261121/", with: "/20261120/")
        case .otherRegion: request = WireRequest(action, body, key: "holder", region: "eu-west-1")
        case .otherService: request = WireRequest(action, body, key: "holder", service: "sqs")
        case .otherTerminator: request.replaceInAuthorization("aws4_request", with: "aws5_request")
        case .noDate: request["X-Amz-Date"] = nil
        case .sessionToken: request = WireRequest(action, body, key: "holder", sessionToken: "a-token")
        case .unsignedSessionToken: request["X-Amz-Security-Token"] = "a-token"
        case .wrongRole: request = WireRequest(action, body, key: "roleless")
        case .wrongDomain: request = WireRequest(action, body, key: "stranger")
        }
        return request
    }

    private static func claiming(_ digest: String, _ action: WireAction, _ body: [UInt8]) -> WireRequest {
        WireRequest(action, body, key: "holder", further: [("X-Amz-Content-SHA256", digest)])
    }

    private static func query(_ signature: String) -> String {
        "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=holder%2F20261121%2Fus-east-1%2Fswf%2Faws4_request"
            + "&X-Amz-Date=20261121T120000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=\(signature)"
    }
}
