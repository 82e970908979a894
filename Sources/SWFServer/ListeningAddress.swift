/// Where the server listens: a host and a port.
///
/// Pure: no name is resolved. Whatever is not plainly a loopback address counts as reachable from outside.
public struct ListeningAddress: Hashable, Sendable {
    /// A host name or an address, an IPv6 address without brackets.
    public let host: String
    /// The port; 0 lets the system choose one.
    public let port: Int

    /// Creates an address, with or without brackets around an IPv6 host.
    ///
    /// - Throws: `badAddress`, when the host is empty or the port is not from 0 to 65,535.
    public init(host: String, port: Int) throws(WireServerError) {
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        guard !bare.isEmpty, !bare.contains(where: \.isWhitespace) else {
            throw WireServerError(
                .badAddress,
                "The host to listen on, '\(host)', must be a host name or an address, without spaces."
            )
        }
        guard (0...65_535).contains(port) else {
            throw WireServerError(.badAddress, "The port to listen on, \(port), must be from 0 to 65535.")
        }
        self.host = bare
        self.port = port
    }

    /// Whether only programs of this machine can reach the address: 127.0.0.0/8, ::1, or a name that RFC 6761 reserves
    /// for loopback.
    public var isLoopback: Bool {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name == "0:0:0:0:0:0:0:1" {
            return true
        }
        let address = name.hasPrefix("::ffff:") ? name.dropFirst("::ffff:".count) : name[...]
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        // Only the plain dotted form is taken: "127.1", hexadecimal and octal are spellings to hide behind.
        let isDotted = parts.count == 4 && parts.allSatisfy(Self.isDecimalByte)
        return isDotted && parts[0] == "127"
    }

    /// The URL of a server that listens here without TLS.
    public var url: String { url(isEncrypted: false) }

    /// The URL of a server that listens here.
    func url(isEncrypted: Bool) -> String {
        let scheme = isEncrypted ? "https" : "http"
        return host.contains(":") ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
    }

    /// The same host with the port that the system chose.
    func listening(on port: Int) throws(WireServerError) -> ListeningAddress {
        try ListeningAddress(host: host, port: port)
    }

    private static func isDecimalByte(_ text: Substring) -> Bool {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return (text.count == 1 || text.first != "0") && (Int(text) ?? 256) < 256
    }
}
