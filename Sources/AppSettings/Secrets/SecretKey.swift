import Crypto
import Foundation

/// The key that secrets in the settings are encrypted with: 256 bits in a file that only its owner may read.
public struct SecretKey: Sendable {
    let key: SymmetricKey
    /// What the key is called in encrypted secrets and messages: eight hexadecimal digits, which do not give it away.
    public let name: String

    /// What the line of its file begins with.
    private static let mark = "martlet-key-v1:"

    /// Makes a new key.
    public init() {
        self.init(SymmetricKey(size: .bits256))
    }

    private init(_ key: SymmetricKey) {
        self.key = key
        let digest = key.withUnsafeBytes { SHA256.hash(data: Data("martlet key name".utf8) + Data($0)) }
        name = digest.prefix(4).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The line of its file.
    public var line: String {
        Self.mark + key.withUnsafeBytes { Data($0).base64EncodedString() } + "\n"
    }

    /// Reads the line of a file; nil when it is none.
    init?(line: String) {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(Self.mark), let data = Data(base64Encoded: String(text.dropFirst(Self.mark.count))),
            data.count == 32
        else { return nil }
        self.init(SymmetricKey(data: data))
    }

    /// Reads the file of a key.
    ///
    /// - Throws: ``SettingsError`` when it is not there, holds no key, or others may read it.
    public static func read(_ file: String) throws(SettingsError) -> SecretKey {
        var found = stat()
        guard stat(file, &found) == 0, let data = FileManager.default.contents(atPath: file) else {
            throw SettingsError(problems: [
                "The key file \(file) is not there or cannot be read; martlet secret key \(file) makes a new one."
            ])
        }
        guard found.st_mode & 0o077 == 0 else {
            throw SettingsError(problems: ["The key file \(file) can be read by others; chmod 600 \(file) mends that."])
        }
        guard let key = SecretKey(line: String(decoding: data, as: UTF8.self)) else {
            throw SettingsError(problems: ["The key file \(file) holds no key: its line begins with \(mark)"])
        }
        return key
    }
}
