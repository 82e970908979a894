import SWFWire

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

    /// Whether only programs of this machine can reach the address.
    public var isLoopback: Bool { LoopbackHost.matches(host) }

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
}
