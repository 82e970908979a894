import Crypto
import Foundation
import SWFModel
import SWFWire
import WorkflowCore

/// Makes text that only this service can have made: what it says, with a code made from a secret.
///
/// The secret is the store's, so a token outlives a restart, and any server of the same store can open it, if it serves the
/// same account and region: a token of another is none of ours (swf-spec.md 5.13).
struct Seal: Sendable {
    private let key: SymmetricKey
    private static let codeLength = 32

    init(secret: [UInt8], account: String, region: String) {
        let place = Array("\(account)/\(region)".utf8)
        key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: place, using: SymmetricKey(data: secret)))
    }

    /// The sealed text, in base64.
    func seal(_ content: [UInt8]) -> String {
        var bytes = content
        bytes.append(contentsOf: HMAC<SHA256>.authenticationCode(for: content, using: key))
        return Data(bytes).base64EncodedString()
    }

    /// What was sealed.
    ///
    /// - Throws: `ValidationException`, "Invalid token", when it was not sealed here or was changed (swf-spec.md 5.13).
    func open(_ text: String) throws(Fault) -> [UInt8] {
        // The last letter may have bits that mean nothing: of all texts that say the same, only ours is taken.
        guard let bytes = Data(base64Encoded: text), bytes.count > Self.codeLength, bytes.base64EncodedString() == text
        else { throw Fault.invalidToken }
        let content = bytes.prefix(bytes.count - Self.codeLength)
        let code = bytes.suffix(Self.codeLength)
        // Compares in constant time.
        guard HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: content, using: key) else {
            throw Fault.invalidToken
        }
        return Array(content)
    }
}
