/// Addresses that an article may link to, and the spelling of parts of them.
enum WebAddress {
    /// The address, when it is one that a page may link to; nil for `javascript:` and everything else that is not
    /// http, https, ftp or mail.
    static func safe(_ stated: String) -> String? {
        let text = stated.trimmed
        let lowered = text.lowercased()
        guard ["http://", "https://", "ftp://", "mailto:"].contains(where: { lowered.hasPrefix($0) }),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        return text
    }

    /// Whether a reference names another place (it has a scheme), and so is no file of the article's package.
    static func isExternal(_ reference: String) -> Bool {
        guard let colon = reference.firstIndex(of: ":") else { return reference.hasPrefix("//") }
        let scheme = reference[..<colon]
        guard let first = scheme.utf8.first, isLetter(first) else { return false }
        return scheme.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || [43, 45, 46].contains($0) }
    }

    /// A path with every byte encoded that RFC 3986 reserves, slashes left.
    static func encodingPath(_ path: String) -> String {
        var encoded = ""
        for byte in path.utf8 {
            if isLetter(byte) || (48...57).contains(byte) || Array("-._~/:;()".utf8).contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return encoded
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }
}
