import Crypto
import Foundation

/// A secret encrypted in its place: `enc:v1:KEY:DATA`.
///
/// KEY is the name of the key (``SecretKey/name``), so that a wrong key is named and not guessed at. DATA is base64 of the
/// nonce, the encrypted text and the tag of AES-256-GCM; the head is authenticated with it.
public struct SealedSecret: Hashable, Sendable {
    /// The whole text.
    public let text: String
    /// The name of the key that it was encrypted with.
    public let keyName: String
    private let data: Data

    /// What every encrypted secret begins with, of this version or a later one.
    static let mark = "enc:"
    private static let head = "enc:v1:"
    /// A secret has at most so many bytes.
    public static let limit = 65_536

    /// Why a secret cannot be decrypted.
    public enum Failure: Error, Hashable, Sendable {
        /// It was encrypted with another key.
        case otherKey(sealedWith: String, given: String)
        /// It was changed or cut.
        case damaged

        /// The rest of a sentence that begins with the setting.
        func sentence(keyFile: String) -> String {
            switch self {
            case .otherKey(let sealedWith, let given):
                "was encrypted with the key \(sealedWith), and the key in \(keyFile) is \(given): name the right key file, "
                    + "or encrypt the secret anew with martlet secret encrypt."
            case .damaged:
                "was changed or cut after it was encrypted; encrypt the secret anew with martlet secret encrypt."
            }
        }
    }

    /// Reads the text; nil when it has not that form.
    public init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, text.hasPrefix(Self.head), let data = Data(base64Encoded: String(parts[3])),
            data.count >= 28
        else { return nil }
        self.text = text
        keyName = String(parts[2])
        self.data = data
    }

    /// Encrypts a secret, each time to another text.
    ///
    /// - Throws: What the cryptography says; it has no reason to.
    public init(_ secret: Secret, with key: SecretKey) throws {
        let head = Self.head + key.name
        let box = try AES.GCM.seal(Data(secret.reveal().utf8), using: key.key, authenticating: Data(head.utf8))
        data = Data(box.nonce) + box.ciphertext + box.tag
        keyName = key.name
        text = "\(head):\(data.base64EncodedString())"
    }

    /// Decrypts it.
    public func open(with key: SecretKey) throws(Failure) -> Secret {
        guard key.name == keyName else { throw Failure.otherKey(sealedWith: keyName, given: key.name) }
        do {
            let box = try AES.GCM.SealedBox(combined: data)
            let plain = try AES.GCM.open(box, using: key.key, authenticating: Data((Self.head + keyName).utf8))
            return Secret(String(decoding: plain, as: UTF8.self))
        } catch {
            throw Failure.damaged
        }
    }
}
