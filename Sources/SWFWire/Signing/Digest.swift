import Crypto

/// SHA-256 and its keyed form, over plain bytes.
enum Digest {
    /// The digest in lower-case hexadecimal.
    static func hexadecimal(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hexadecimal(hash.finalize())
    }

    /// HMAC-SHA-256 of the bytes.
    static func authenticated(_ bytes: [UInt8], key: SymmetricKey) -> HMAC<SHA256>.MAC {
        var code = HMAC<SHA256>(key: key)
        code.update(data: bytes)
        return code.finalize()
    }

    /// The bytes in lower-case hexadecimal.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            for half in [byte >> 4, byte & 15] { text.append(half < 10 ? 0x30 + half : 0x57 + half) }
        }
        return text
    }
}
