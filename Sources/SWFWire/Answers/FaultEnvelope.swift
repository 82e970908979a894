public import SWFModel

/// The body of an answer that is a fault (swf-spec.md 1.5).
public enum FaultEnvelope {
    /// `{"__type":"<namespace>#<code>","message":…}`; no message, no member.
    ///
    /// The faults of the layers in front of the service (serialization, authentication) spell the key `Message`.
    public static func encode(_ fault: Fault) -> [UInt8] {
        var bytes = Array(#"{"__type":"#.utf8)
        JSONText.append("\(fault.code.namespace)#\(fault.code.rawValue)", to: &bytes)
        if let message = fault.message {
            let isOuter = fault.code.namespace == "com.amazon.coral.service"
            bytes.append(contentsOf: (isOuter ? #","Message":"# : #","message":"#).utf8)
            JSONText.append(message, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Reads a fault, whichever way its code and message are spelt.
    ///
    /// Nil when the body is no envelope of a known fault, save that a body nobody can read stands for the service's own
    /// failure where the status says so: 500 and 503.
    public static func decode(_ bytes: [UInt8], httpStatus: Int) -> Fault? {
        let envelope = try? AWSJSON.decode(Envelope.self, from: bytes)
        let message = envelope?.message ?? envelope?.outerMessage
        if let name = envelope?.name, let code = Fault.Code(rawValue: name) ?? aliases[name] {
            return Fault(code, message)
        }
        switch httpStatus {
        case 500: return Fault(.internalFailure, message)
        case 503: return Fault(.serviceUnavailable, message)
        default: return nil
        }
    }

    private struct Envelope: Decodable {
        var type: String?
        var code: String?
        var message: String?
        var outerMessage: String?

        private enum CodingKeys: String, CodingKey {
            case type = "__type"
            case code
            case message
            case outerMessage = "Message"
        }

        /// The bare code: what stands after `#` and before a colon, if either is there.
        var name: String? {
            guard let text = type ?? code else { return nil }
            let bare = text.split(separator: "#").last ?? ""
            return bare.split(separator: ":").first.map(String.init)
        }
    }

    /// Other names under which services of the same family send these faults.
    private static let aliases: [String: Fault.Code] = [
        "AccessDenied": .accessDenied,
        "ExpiredToken": .expiredToken,
        "IncompleteSignature": .incompleteSignature,
        "InternalServerError": .internalFailure,
        "InvalidClientTokenId": .unrecognizedClient,
        "MissingAuthenticationToken": .missingAuthenticationToken,
        "ServiceUnavailable": .serviceUnavailable,
        "SignatureDoesNotMatch": .invalidSignature,
        "Throttling": .throttling,
    ]
}
