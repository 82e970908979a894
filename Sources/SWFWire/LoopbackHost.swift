/// The hosts that only programs of one machine can reach each other by.
///
/// Pure: no name is resolved. Whatever is not plainly such a host counts as reachable from outside.
public enum LoopbackHost {
    /// Whether it is 127.0.0.0/8, ::1 (without brackets), or a name that RFC 6761 reserves for loopback.
    public static func matches(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name == "0:0:0:0:0:0:0:1" {
            return true
        }
        let address = name.hasPrefix("::ffff:") ? name.dropFirst("::ffff:".count) : name[...]
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        // Only the plain dotted form is taken: "127.1", hexadecimal and octal are spellings to hide behind.
        let isDotted = parts.count == 4 && parts.allSatisfy(isDecimalByte)
        return isDotted && parts[0] == "127"
    }

    private static func isDecimalByte(_ text: Substring) -> Bool {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return (text.count == 1 || text.first != "0") && (Int(text) ?? 256) < 256
    }
}
