import Crypto

/// A SHA-256, as 64 hexadecimal digits.
enum Checksum {
    /// Of bytes in memory.
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return hexadecimal(hash.finalize())
    }

    /// The digits of a digest.
    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        var text = ""
        for byte in digest {
            let digits = String(byte, radix: 16)
            text += digits.count < 2 ? "0" + digits : digits
        }
        return text
    }
}
