import Crypto
import Synchronization

/// An access key whose signatures a verifier can check. It never tells its secret again.
///
/// The key of a day and region is derived once and kept: a check is then two digests and one authentication code.
public struct VerifyingKey: Sendable {
    private let secretAccessKey: String
    private let sessionToken: String?
    private let keys = SigningKeys()

    /// Creates a key.
    ///
    /// - Parameter sessionToken: The token that each request must carry besides; nil when none may.
    public init(secretAccessKey: String, sessionToken: String? = nil) {
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }

    /// Whether the code is that of the text under this key and scope; compared in constant time.
    func authenticates(_ code: [UInt8], of text: [UInt8], in scope: CredentialScope) -> Bool {
        let key = keys.key(for: scope, secretAccessKey: secretAccessKey)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text, using: key)
    }

    /// Whether the token that a request carries is the one that belongs to the key; compared in constant time.
    func accepts(sessionToken given: String?) -> Bool {
        // Digests compare in constant time, whatever the lengths of the texts.
        let isSame = SHA256.hash(data: Array((given ?? "").utf8)) == SHA256.hash(data: Array((sessionToken ?? "").utf8))
        return isSame && (given == nil) == (sessionToken == nil)
    }

    /// The scopes whose keys are derived at present, in no order; for tests.
    var derivedScopes: [CredentialScope] { keys.derivedScopes }
}

extension VerifyingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing: a secret must not reach a log through a description.
    public var description: String { "VerifyingKey" }
    /// Nothing either.
    public var debugDescription: String { description }
    /// No members: `dump` and the like must not show the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The signing keys of the day, one a region, kept between requests.
///
/// Only regions that a verifier takes come here, so there are as many as the server has.
final class SigningKeys: Sendable {
    private let current = Mutex<[String: (scope: CredentialScope, key: SymmetricKey)]>([:])

    func key(for scope: CredentialScope, secretAccessKey: String) -> SymmetricKey {
        current.withLock { current in
            if let known = current[scope.region], known.scope == scope { return known.key }
            let key = scope.signingKey(secretAccessKey: secretAccessKey)
            current[scope.region] = (scope, key)
            return key
        }
    }

    /// The scopes of the keys that are kept.
    var derivedScopes: [CredentialScope] { current.withLock { $0.values.map(\.scope) } }
}
