/// Where a service is: the scheme, host and port of its URL.
public struct Endpoint: Hashable, Sendable {
    /// Whether the connection is encrypted.
    public let isEncrypted: Bool
    /// The host name or address, an IPv6 address without brackets.
    public let host: String
    /// The port: 80 for http and 443 for https where the URL names none.
    public let port: Int

    /// Reads `http://host[:port]` or `https://host[:port]`, with or without a slash at the end.
    ///
    /// - Throws: ``ClientError`` with `badEndpoint`, when it is not such a URL.
    public init(_ url: String) throws(ClientError) {
        let refusal = ClientError(
            .badEndpoint,
            "The endpoint '\(url)' must be like http://127.0.0.1:7340 or https://swf.us-east-1.amazonaws.com."
        )
        let lowercased = url.lowercased()
        let rest: Substring
        if lowercased.hasPrefix("http://") {
            isEncrypted = false
            rest = url.dropFirst("http://".count)
        } else if lowercased.hasPrefix("https://") {
            isEncrypted = true
            rest = url.dropFirst("https://".count)
        } else {
            throw refusal
        }
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        let portText: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw refusal }
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            let tail = authority[authority.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { throw refusal }
            portText = tail.isEmpty ? nil : tail.dropFirst()
            guard host.utf8.allSatisfy(Self.isAddressByte) else { throw refusal }
        } else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = String(parts[0])
            portText = parts.count == 2 ? parts[1] : nil
            guard host.utf8.allSatisfy(Self.isNameByte) else { throw refusal }
        }
        guard !host.isEmpty else { throw refusal }
        if let portText {
            guard (1...5).contains(portText.utf8.count), portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(portText), (1...65_535).contains(number)
            else { throw refusal }
            port = number
        } else {
            port = isEncrypted ? 443 : 80
        }
    }

    /// The value of the `Host` field: the port is left out where it is the scheme's own, as signatures have it.
    public var hostField: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// The URL, as a person would write it.
    public var url: String {
        "\(isEncrypted ? "https" : "http")://\(hostField)"
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
